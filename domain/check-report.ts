import { changePercent, figuresOfReport } from './figures.ts';
import { indicatorsOf, isAskedOf } from './form.ts';
import type { Form, Indicator, IndicatorAnswer, ReportContent } from './form.ts';
import type { AgencyKind } from './agency.ts';
import type { Problem } from './refusal.ts';
import { figureWords, readFigure } from './figure-text.ts';
import { fieldsOf } from './merge-drafts.ts';

/** What a report is checked against. */
export interface CheckFacts {
  form: Form;
  /** The codes of the plan's tasks. */
  tasks: readonly string[];
  /** Which agencies' indicators are asked for; absent: every one may be filled in and none is missed. */
  kind?: AgencyKind;
  /** What the same agency reported a year before, and by which form. */
  lastYear?: { form: Form; content: ReportContent } | undefined;
}

/** A place that is unlike last year: a person says why, in a sentence that reaches the reviewer. */
export interface Unlike extends Problem {
  explained: boolean;
}

/**
 * What must be mended before a report is sent; an empty list when nothing must.
 * In: the cycle's form, the codes of the plan's tasks, last year's report, the content as typed. Out: every problem at
 * once, in the form's order, in Vietnamese; `field` is `sections.I`, `tasks.II.1.a.result`, `indicators.2.1` or
 * `explanations.indicators.2.1` for a sentence that is missing or too long.
 * Source: NĐ 09/2019 Đ.8.7 (the outline's sections).
 */
export function problemsOf(facts: CheckFacts, content: ReportContent): Problem[] {
  const overlong = overlongTexts(content);
  const tooLong = (part: string) => overlong.filter(({ field }) => field === part);
  const tooLongUnder = (parts: string) => overlong.filter(({ field }) => field.startsWith(`${parts}.`));
  return [
    ...unknownFields(facts, content),
    ...facts.form.sections.flatMap((section) => {
      if (section.kind === 'narrative') {
        return [...(section.required ? silentSection(section, content) : []), ...tooLong(`sections.${section.code}`)];
      }
      if (section.kind === 'tasks') return [...untoldResults(content), ...tooLongUnder('tasks')];
      return (section.indicators ?? []).flatMap((indicator) => {
        const problems = indicatorProblems(indicator, facts, content);
        return problems.length > 0 ? problems : tooLong(`indicators.${indicator.code}`);
      });
    }),
    ...tooLongUnder('explanations'),
    ...unlikeLastYear(facts, content)
      .filter(({ explained }) => !explained)
      .map(({ field, message }) => ({ field: `explanations.${field}`, message })),
  ];
}

/** The most letters of one text, by its kind: enough for any, and few enough that no report can stop the others' day. */
export const longestInReport = { sections: 100_000, tasks: 100_000, indicators: 2000, explanations: 2000 } as const;

const textNames = {
  sections: 'Phần',
  tasks: 'Nhiệm vụ',
  indicators: 'Chỉ tiêu',
  explanations: 'Giải thích chỉ tiêu',
} as const;

/** The texts of a report that are longer than they may be, by their fields. */
export const overlongTexts = (content: ReportContent): Problem[] =>
  [...fieldsOf(content)].flatMap(([field, value]) => {
    const kind = field.split('.', 1)[0] as keyof typeof textNames;
    const { length } = String(typeof value === 'object' ? value.value : value);
    if (length <= longestInReport[kind]) return [];
    const name = `${textNames[kind]} ${field.replace(/^\w+\.(indicators\.)?|\.result$/g, '')}`;
    const most = figureWords(longestInReport[kind]);
    return [{ field, message: `${name}: dài ${figureWords(length)} ký tự, tối đa ${most}; đề nghị viết gọn hơn.` }];
  });

function unknownFields({ form, tasks }: CheckFacts, content: ReportContent): Problem[] {
  const narratives = form.sections.filter(({ kind }) => kind === 'narrative');
  const told = form.sections.some(({ kind }) => kind === 'tasks');
  const typed = indicatorsOf(form).filter(({ formula }) => !formula);
  return [
    ...Object.keys(content.sections).filter((code) => !narratives.some((section) => section.code === code)),
    ...Object.keys(content.tasks).filter((code) => !told || !tasks.includes(code)),
    ...Object.keys(content.indicators ?? {}).filter((code) => !typed.some((indicator) => indicator.code === code)),
  ].map((code) => ({ field: code, message: `Mục “${code}” không có trong đề cương của kỳ này.` }));
}

function silentSection({ code, title }: { code: string; title: string }, content: ReportContent): Problem[] {
  if (content.sections[code]?.trim()) return [];
  return [{ field: `sections.${code}`, message: `Phần ${code}. ${title}: chưa có nội dung.` }];
}

function untoldResults({ tasks }: ReportContent): Problem[] {
  return Object.entries(tasks)
    .filter(([, task]) => task.state === 'done' && !task.result.trim())
    .map(([code]) => ({
      field: `tasks.${code}.result`,
      message: `Nhiệm vụ ${code}: đã chọn “Hoàn thành” nhưng chưa nêu kết quả, sản phẩm.`,
    }));
}

function indicatorProblems(indicator: Indicator, { kind }: CheckFacts, { indicators = {} }: ReportContent): Problem[] {
  const { code, name, required, formula } = indicator;
  const answer = indicators[code];
  const field = `indicators.${code}`;
  if (formula) return [];
  if (answer === undefined) {
    const missed = required && kind !== undefined && isAskedOf(indicator, kind);
    return missed ? [{ field, message: `Chỉ tiêu ${code}. ${name}: chưa có số liệu.` }] : [];
  }
  const wrong = wrongValue(indicator, answer);
  return wrong ? [{ field, message: `Chỉ tiêu ${code}: ${wrong}` }] : [];
}

/** What is wrong with a figure, by its indicator's type and bounds; undefined when nothing is. */
export function wrongValue({ type, min, max }: Indicator, { value }: IndicatorAnswer): string | undefined {
  if (type === 'text') return typeof value === 'string' ? undefined : 'cần ghi bằng chữ.';
  if (type === 'yes_no') return typeof value === 'boolean' ? undefined : 'cần chọn “Có” hoặc “Không”.';
  if (typeof value !== 'number') return typeof value === 'string' ? misread(value) : 'cần là một số.';
  if (type === 'integer' && !Number.isInteger(value)) return 'cần là số nguyên.';
  const [least, most] = type === 'percent' ? [min ?? 0, max ?? 100] : [min, max];
  if (least !== undefined && value < least) return `không được nhỏ hơn ${figureWords(least)}.`;
  if (most !== undefined && value > most) return `không được lớn hơn ${figureWords(most)}.`;
  return undefined;
}

/** What is wrong with a figure that was kept as it was typed. */
function misread(typed: string): string {
  const read = readFigure(typed);
  return 'wrong' in read ? read.wrong : 'cần là một số.';
}

/**
 * The indicators whose figure has changed from last year by more than the form lets pass without a word, by indicator
 * code, reckoned ones included. Empty when there is no last year.
 */
export function unlikeLastYear(
  { form, lastYear }: Pick<CheckFacts, 'form' | 'lastYear'>,
  content: ReportContent,
): Unlike[] {
  if (!lastYear) return [];
  const now = figuresOfReport(form, content.indicators ?? {});
  const before = figuresOfReport(lastYear.form, lastYear.content.indicators ?? {});
  return indicatorsOf(form).flatMap(({ code, compare }) => {
    const [was, is] = [before.get(code), now.get(code)];
    if (compare === undefined || was === undefined || is === undefined || changePercent(was, is) <= compare) return [];
    const field = `indicators.${code}`;
    const message = `Chỉ tiêu ${code}: năm trước ${figureWords(was)}, năm nay ${figureWords(is)}; đề nghị giải thích bằng một câu.`;
    return [{ field, message, explained: Boolean(content.explanations?.[field]?.trim()) }];
  });
}
