import { indicatorsOf, isAskedOf } from './form.ts';
import type { Form, ReportContent } from './form.ts';
import type { AgencyKind } from './agency.ts';
import type { Problem } from './refusal.ts';

/** What a report is looked over against before it is sent. */
export interface WarningFacts {
  form: Form;
  /** The tasks that the agency tells of, by code. */
  tasks: readonly { code: string }[];
  agency: { kind: AgencyKind };
  attachments: readonly unknown[];
}

/**
 * What a person may want to see to before sending, and may leave: tasks not told, optional sections without a word, figures
 * not filled in, what was carried over from last year and not touched since, no signed copy. `field` is where to look.
 */
export function warningsOf(facts: WarningFacts, content: ReportContent): Problem[] {
  const { form, tasks, agency, attachments } = facts;
  const untold = form.sections.some(({ kind }) => kind === 'tasks')
    ? tasks.filter(({ code }) => !content.tasks[code])
    : [];
  const silent = form.sections.filter(
    ({ kind, required, code }) => kind === 'narrative' && !required && !content.sections[code]?.trim(),
  );
  const asked = indicatorsOf(form).filter((each) => !each.formula && isAskedOf(each, agency.kind));
  const unfilled = asked.filter(({ code, required }) => !required && !content.indicators?.[code]);
  const carried = content.carried ?? [];
  return [
    ...all(untold, (field) => `tasks.${field}.state`, `Còn ${untold.length}/${tasks.length} nhiệm vụ chưa nhập`),
    ...silent.map(({ code, title }) => ({
      field: `sections.${code}`,
      message: `Phần ${code}. ${title}: chưa có nội dung.`,
    })),
    ...all(
      unfilled,
      (field) => `indicators.${field}`,
      `Còn ${unfilled.length}/${asked.length} chỉ tiêu chưa có số liệu`,
    ),
    ...all(
      carried.map((path) => ({ code: path.replace(/^\w+\./, ''), path })),
      () => firstField(carried[0] ?? ''),
      `Còn ${carried.length} chỗ lấy từ năm trước, chưa sửa`,
    ),
    ...(attachments.length === 0 ? [{ field: 'file', message: 'Chưa đính kèm bản báo cáo đã ký số.' }] : []),
  ];
}

const firstField = (path: string): string => (path.startsWith('tasks.') ? `${path}.state` : path);

/** One warning about many places, which names the first six and leads to the first. */
function all(places: readonly { code: string }[], field: (code: string) => string, words: string): Problem[] {
  const [first] = places;
  if (!first) return [];
  const named = places.slice(0, 6).map(({ code }) => code);
  return [{ field: field(first.code), message: `${words}: ${named.join(', ')}${places.length > 6 ? ', …' : '.'}` }];
}
