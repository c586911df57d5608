import type { AgencyKind } from './agency.ts';
import { writtenPart } from './form.ts';
import type { Form, IndicatorAnswer, ReportContent, TaskResult } from './form.ts';
import type { PlanGroup } from './plan.ts';

/** A task of the plan as an agency's form shows it. */
export interface SheetTask {
  code: string;
  group: string;
  title: string;
  /** Whether the agency is its lead, or in support. */
  leads: boolean;
}

/** What an agency's form is made of when it leaves the room as a file: who reports what, by when, and the draft so far. */
export interface FormSheet {
  obligation: string;
  agency: { code: string; name: string; kind: AgencyKind };
  cycle: { id: string; words: string; year: number };
  plan: { number: string; shortTitle: string };
  form: Form;
  groups: readonly PlanGroup[];
  tasks: readonly SheetTask[];
  content: ReportContent;
  /** The draft's version; 0 when there is none. */
  version: number;
  savedAt?: Temporal.Instant | undefined;
  lastYear?: { form: Form; content: ReportContent; year: number } | undefined;
  due: Temporal.PlainDate;
}

/** What stands in one field of a report: a text, a task's result, a figure. */
export type FieldValue = string | TaskResult | IndicatorAnswer;

/** A field as a file brings it back. */
export interface SheetField {
  /** `sections.I`, `tasks.II.1.a`, `indicators.2.1`, `explanations.indicators.2.1`. */
  path: string;
  /** Absent: left empty. */
  value?: FieldValue | undefined;
  /** The mark of what the file held when it left the room. */
  mark: string;
}

/** What a filled-in file holds. */
export interface SheetReading {
  /** The draft's version when the file left the room. */
  version: number;
  fields: readonly SheetField[];
  /** The fields of the form that the file has no place for: they stay as they are. */
  left: readonly string[];
}

/** A field that a file changes in the draft as it is now. */
export interface SheetChange {
  path: string;
  was: FieldValue | undefined;
  is: FieldValue | undefined;
  /** The draft's field was changed too since the file left the room, and not to the same. */
  overrides: boolean;
}

/** A text as a file holds it: lines end with one letter, nothing stands around it, nothing that no file can hold. */
export const sheetText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .normalize('NFC')
    .trim();

/** What stands in a field, as a file can hold it; undefined when it is empty. */
export function fieldOf(content: ReportContent, path: string): FieldValue | undefined {
  const [part, code] = partsOf(path);
  const fields: Readonly<Record<string, FieldValue>> = content[part] ?? {};
  return Object.hasOwn(fields, code) ? plainField(fields[code]) : undefined;
}

/** A value with its texts as a file can hold them; undefined when it is empty. */
export function plainField(value: FieldValue | undefined): FieldValue | undefined {
  if (value === undefined || typeof value === 'string') return sheetText(value ?? '') || undefined;
  if ('state' in value) return { ...value, result: sheetText(value.result) };
  const figure = typeof value.value === 'string' ? sheetText(value.value) : value.value;
  return figure === '' ? undefined : { value: figure, ...(value.estimated && { estimated: true }) };
}

/** `sections.IV` is the part `sections` with the code `IV`. */
function partsOf(path: string): ['sections' | 'tasks' | 'indicators' | 'explanations', string] {
  const place = path.indexOf('.');
  return [path.slice(0, place) as 'sections', path.slice(place + 1)];
}

/**
 * A short mark of what stands in a field, by which a file that comes back is asked what was changed in it. It guards
 * nothing: whoever forges it could as well type the change.
 */
export function markOf(value: FieldValue | undefined): string {
  const text = JSON.stringify(canonical(value));
  // Two rounds of FNV-1a with different beginnings: 64 bits.
  return [0x811c9dc5, 0x050c5d1f].map((start) => fnv(text, start).toString(16).padStart(8, '0')).join('');
}

function canonical(value: FieldValue | undefined): unknown {
  if (value === undefined || typeof value === 'string') return value ?? null;
  return 'state' in value ? [value.state, value.percent, value.result] : [value.value, value.estimated ?? false];
}

function fnv(text: string, start: number): number {
  let hash = start;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}

/**
 * What a file changes in a draft. A field that nobody touched in the file changes nothing, so that what was typed in the
 * room meanwhile stays; one that was emptied in the file is emptied.
 */
export function sheetChanges(current: ReportContent, { fields }: Pick<SheetReading, 'fields'>): SheetChange[] {
  return fields.flatMap(({ path, value, mark }) => {
    const was = fieldOf(current, path);
    const [before, now] = [markOf(was), markOf(value)];
    return now === mark || now === before ? [] : [{ path, was, is: value, overrides: before !== mark }];
  });
}

/** A draft with a file's changes. What is changed is carried over from last year no more. */
export function withChanges(current: ReportContent, changes: readonly SheetChange[]): ReportContent {
  const content = structuredClone(writtenPart(current));
  for (const { path, is } of changes) {
    const [part, code] = partsOf(path);
    const fields = (content[part] ??= {}) as Record<string, FieldValue>;
    if (is === undefined) delete fields[code];
    else fields[code] = is;
  }
  const touched = (path: string): boolean =>
    changes.some((change) => path === change.path || path.startsWith(`${change.path}.`));
  if (content.carried) content.carried = content.carried.filter((path) => !touched(path));
  return content;
}
