import type { FileSignature } from './file-signature.ts';
import type { Problem } from './refusal.ts';

/** A section of a report's outline: told in words, or one result for each of the agency's tasks. */
export interface FormSection {
  code: string;
  title: string;
  hint: string;
  kind: 'narrative' | 'tasks';
  required: boolean;
}

/** A version of a form. A cycle keeps the version that it opened with. */
export interface Form {
  id: string;
  version: number;
  title: string;
  sections: readonly FormSection[];
}

export type TaskState = 'done' | 'under_way' | 'not_started' | 'not_applicable';

export interface TaskResult {
  state: TaskState;
  /** 0 to 100. */
  percent: number;
  /** What was done, products and evidence, in words. */
  result: string;
}

/** What an agency writes: text for each narrative section by its code, a result for each task by its code. */
export interface ReportContent {
  sections: Record<string, string>;
  tasks: Record<string, TaskResult>;
}

/** A file that belongs to a report, by its content. */
export interface AttachedFile {
  name: string;
  sha256: string;
  sizeBytes: number;
  mediaType: string;
  /** An instant in ISO form; absent in what was sent before it was kept. */
  attachedAt?: string;
  /** As found when it was attached; absent for what bears none. */
  signatures?: readonly FileSignature[];
}

/** What is stored of a submission and never changes: its words, its results and its files. */
export interface SubmittedReport extends ReportContent {
  attachments: readonly AttachedFile[];
}

export const emptyReport: ReportContent = { sections: {}, tasks: {} };

/**
 * What must be mended before a report is sent; an empty list when nothing must.
 * In: the cycle's form, the codes of the plan's tasks and the content as typed. Out: every problem at once, in the form's order, in Vietnamese;
 * `field` is `sections.I` or `tasks.II.1.a.result`.
 * Source: NĐ 09/2019 Đ.8.7 (the outline's sections).
 */
export function problemsOf(form: Form, tasks: readonly string[], content: ReportContent): Problem[] {
  const unknown = [
    ...Object.keys(content.sections).filter((code) => !form.sections.some((section) => section.code === code)),
    ...Object.keys(content.tasks).filter((code) => !tasks.includes(code)),
  ].map((code) => ({ field: code, message: `Mục “${code}” không có trong đề cương của kỳ này.` }));
  const sections = form.sections
    .filter((section) => section.kind === 'narrative' && section.required)
    .filter((section) => !content.sections[section.code]?.trim())
    .map((section) => ({
      field: `sections.${section.code}`,
      message: `Phần ${section.code}. ${section.title}: chưa có nội dung.`,
    }));
  const results = Object.entries(content.tasks)
    .filter(([, task]) => task.state === 'done' && !task.result.trim())
    .map(([code]) => ({
      field: `tasks.${code}.result`,
      message: `Nhiệm vụ ${code}: đã chọn “Hoàn thành” nhưng chưa nêu kết quả, sản phẩm.`,
    }));
  return [...unknown, ...sections, ...results];
}
