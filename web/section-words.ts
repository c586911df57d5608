import type { Form } from '../domain/form.ts';

/** What a field of a report is called: `sections.I` is its section, `tasks.II.1.a.result` its task. */
export const sectionWordsOf =
  (form: Form) =>
  (field: string): string => {
    if (field === 'files') return 'Tệp đính kèm';
    const [, code = ''] = /^sections\.(.+)$/.exec(field) ?? [];
    const section = form.sections.find((each) => each.code === code);
    if (section) return `Phần ${section.code}. ${section.title}`;
    const [, indicator = ''] = /(?:^|^explanations\.)indicators\.(.+)$/.exec(field) ?? [];
    if (indicator) return `Chỉ tiêu ${indicator}`;
    const [, task = ''] = /^tasks\.(.+?)(?:\.(?:result|percent|state))?$/.exec(field) ?? [];
    return task ? `Nhiệm vụ ${task}` : 'Chung';
  };
