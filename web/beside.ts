import type { Form, SubmittedReport } from '../domain/form.ts';
import type { SubmissionView } from '../office/read-submission.ts';

/** What a report is shown beside; stands in the address. */
export type Beside = 'previous' | 'last-year' | 'none';

/** The report beside which another is shown. */
export interface Base {
  form: Form;
  content: SubmittedReport;
  /** `bản 1`, `năm 2025` */
  words: string;
}

/** What can be chosen to stand beside a version. */
export const besideOptions = ({ previous, lastYear }: SubmissionView): readonly Beside[] => [
  ...(previous ? ['previous' as const] : []),
  ...(lastYear ? ['last-year' as const] : []),
  'none',
];

/** What is asked for when there is such a report; otherwise the version before, else last year's. */
export function besideOf(view: SubmissionView, asked: unknown): Beside {
  const options = besideOptions(view);
  return options.find((each) => each === asked) ?? options[0] ?? 'none';
}

/** The report beside which a version is shown; undefined for none. */
export function baseOf({ form, previous, lastYear }: SubmissionView, beside: Beside): Base | undefined {
  if (beside === 'previous' && previous) return { form, content: previous.content, words: `bản ${previous.version}` };
  if (beside === 'last-year' && lastYear) return { ...lastYear, words: `năm ${lastYear.year}` };
  return undefined;
}
