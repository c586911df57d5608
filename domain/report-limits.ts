import type { ReportContent } from './form.ts';
import type { Problem } from './refusal.ts';

/** The most letters of one text of a report: enough for any, and few enough that no report can stop the others' day. */
export const longestInReport = { section: 100_000, result: 100_000, answer: 2000, explanation: 2000 } as const;

/**
 * The texts of a report that are longer than they may be. Out: a problem for each, whose `field` is `sections.I`,
 * `tasks.II.1.a.result`, `indicators.2.1` or `explanations.indicators.2.1`; the sentence says how long it is and may be.
 */
export function overlongTexts({ sections, tasks, indicators = {}, explanations = {} }: ReportContent): Problem[] {
  const { section, result, answer, explanation } = longestInReport;
  return [
    ...Object.entries(sections).flatMap(([code, text]) => overlong(`sections.${code}`, `Phần ${code}`, text, section)),
    ...Object.entries(tasks).flatMap(([code, task]) =>
      overlong(`tasks.${code}.result`, `Nhiệm vụ ${code}`, task.result, result),
    ),
    ...Object.entries(indicators).flatMap(([code, { value }]) =>
      overlong(`indicators.${code}`, `Chỉ tiêu ${code}`, typeof value === 'string' ? value : '', answer),
    ),
    ...Object.entries(explanations).flatMap(([path, text]) =>
      overlong(`explanations.${path}`, `Giải thích chỉ tiêu ${path.replace('indicators.', '')}`, text, explanation),
    ),
  ];
}

function overlong(field: string, name: string, text: string, most: number): Problem[] {
  if (text.length <= most) return [];
  return [{ field, message: `${name}: dài ${count(text.length)} ký tự, tối đa ${count(most)}; đề nghị viết gọn hơn.` }];
}

const count = (letters: number): string => letters.toLocaleString('vi-VN');
