import type { AgencyKind } from './agency.ts';
import type { FileSignature } from './file-signature.ts';

export type IndicatorType = 'integer' | 'decimal' | 'percent' | 'yes_no' | 'text';

/**
 * How the agencies' figures become the province's: added, averaged, averaged by the weight of another indicator, each
 * agency's state at the end added up (`last`), those counted that said yes or a figure other than 0, or not at all.
 */
export type Aggregation = 'sum' | 'mean' | 'weighted' | 'last' | 'count' | 'none';

/** A figure that is reckoned from others of the same form, by their codes; a share is in per cent of the second. */
export type Formula =
  | { sum: readonly string[] }
  | { difference: readonly [from: string, less: string] }
  | { share: readonly [part: string, whole: string] };

/** A figure that a form asks for (chỉ tiêu). */
export interface Indicator {
  /** Unique in its form and kept over the versions: by it, last year's figure is found. */
  code: string;
  name: string;
  unit: string;
  type: IndicatorType;
  aggregation: Aggregation;
  /** The indicator by which a `weighted` mean weighs. */
  weight?: string;
  required: boolean;
  min?: number;
  max?: number;
  /** Present: reckoned, never typed. */
  formula?: Formula;
  /** A change from last year of more than so many per cent asks for a sentence of explanation. */
  compare?: number;
  /** Whom it is asked of; absent: of all. */
  askedOf?: AskedOf;
  /** Where the indicator is defined. */
  source: string;
}

export type AskedOf = 'departments' | 'localities';

/** A section of a report's outline: told in words, one result for each of the agency's tasks, or a table of figures. */
export interface FormSection {
  code: string;
  title: string;
  hint: string;
  kind: 'narrative' | 'tasks' | 'indicators';
  required: boolean;
  /** Of a section of figures. */
  indicators?: readonly Indicator[];
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

/** A figure as an agency gives it; an estimated one is named as such wherever it is added up. */
export interface IndicatorAnswer {
  value: number | string | boolean;
  estimated?: boolean;
}

/**
 * What an agency writes: text for each narrative section by its code, a result for each task, a figure for each
 * indicator that it fills in. The last three are absent where a form asks for no figures.
 */
export interface ReportContent {
  sections: Record<string, string>;
  tasks: Record<string, TaskResult>;
  indicators?: Record<string, IndicatorAnswer>;
  /** A sentence for each field that is unlike last year, by the field's path. */
  explanations?: Record<string, string>;
  /** The paths of the fields that were carried over from last year and not touched since. */
  carried?: string[];
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

/** The words, results and figures of a report, without its files. */
export function writtenPart({ sections, tasks, indicators, explanations, carried }: ReportContent): ReportContent {
  return {
    sections,
    tasks,
    ...(indicators && { indicators }),
    ...(explanations && { explanations }),
    ...(carried && { carried }),
  };
}

/** Every indicator of a form, in its order. */
export const indicatorsOf = (form: Pick<Form, 'sections'>): readonly Indicator[] =>
  form.sections.flatMap((section) => section.indicators ?? []);

/** Whether an indicator is asked of an agency of a kind. */
export function isAskedOf({ askedOf }: Pick<Indicator, 'askedOf'>, kind: AgencyKind): boolean {
  return !askedOf || askedOf === groupName(kind);
}

/** The plan's and the forms' word for all agencies like this one. */
export const groupName = (kind: AgencyKind): AskedOf =>
  kind === 'department' || kind === 'unit' ? 'departments' : 'localities';
