import type { FormSection } from '../domain/form.ts';
import type { Typed } from './forms.ts';

/** The fields of one row, without the row's path: `formula.kind`. */
export type Row = Readonly<Record<string, string>>;

/** A section as typed, with the indicators of its table. */
export interface SectionRow {
  fields: Row;
  indicators: readonly Row[];
}

/** How a section of the editor is answered. */
export const kindOf = (row: Row): FormSection['kind'] => (row['kind'] ?? 'narrative') as FormSection['kind'];

/** What a button of the editor asked for: the fields as they are now, and where the writer's hand is. */
export interface Pressed {
  fields: Typed;
  /** The path of the row that was added or moved, and by which button. */
  focus?: { path: string; by: 'add' | 'up' | 'down' };
  /** The path of the row that is to be removed, once it is said again. */
  removal?: string;
}

/** A section while its fields are gathered, by place. */
interface TypedSection {
  fields: Record<string, string>;
  indicators: Map<number, Record<string, string>>;
}

/** The sections of a form, row by row. */
export function sectionRows(fields: Typed): readonly SectionRow[] {
  const sections = new Map<number, TypedSection>();
  for (const [name, value] of Object.entries(fields)) {
    const [, place, rest] = /^sections\.(\d{1,3})\.(.+)$/.exec(name) ?? [];
    if (place === undefined || rest === undefined) continue;
    const section: TypedSection = sections.get(Number(place)) ?? { fields: {}, indicators: new Map() };
    sections.set(Number(place), section);
    const [, row, field] = /^indicators\.(\d{1,3})\.(.+)$/.exec(rest) ?? [];
    if (row === undefined || field === undefined) section.fields[rest] = value;
    else section.indicators.set(Number(row), { ...section.indicators.get(Number(row)), [field]: value });
  }
  return inOrder(sections).map((section) => ({ fields: section.fields, indicators: inOrder(section.indicators) }));
}

const inOrder = <T>(rows: ReadonlyMap<number, T>): T[] => [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);

/** A form's fields with other sections. */
export function withSections(fields: Typed, rows: readonly SectionRow[]): Typed {
  const others = Object.entries(fields).filter(([name]) => !name.startsWith('sections.'));
  const sections = rows.flatMap((section, place) => [
    ...named(`sections.${place}`, section.fields),
    ...section.indicators.flatMap((row, at) => named(`sections.${place}.indicators.${at}`, row)),
  ]);
  return Object.fromEntries([...others, ...sections]);
}

const named = (path: string, row: Row): (readonly [string, string])[] =>
  Object.entries(row).map(([field, value]) => [`${path}.${field}`, value] as const);

/**
 * What a button of the editor does: `add-section`, `add:2` (an indicator), `up:2`, `down:2.3`, `remove:2.3`, which asks
 * first, `surely:2.3`; all else leaves the rows. The path is a section's place, or a section's and an indicator's.
 */
export function pressed(fields: Typed, button: string): Pressed {
  const rows = sectionRows(fields);
  const [verb, path = ''] = button.split(':');
  const [section = NaN, at] = path.split('.').map(Number);
  const known = rows[section];
  if (verb === 'add-section') {
    return { fields: withSections(fields, [...rows, newSection]), focus: { path: pathOf(rows.length), by: 'add' } };
  }
  if (!known) return { fields };
  if (verb === 'add') return addIndicator(fields, rows, section);
  if (verb === 'remove') return { fields, removal: pathOf(section, at) };
  if (verb === 'surely') return { fields: withSections(fields, without(rows, section, at)) };
  if (verb !== 'up' && verb !== 'down') return { fields };
  return at === undefined ? moveSection(fields, rows, section, verb) : moveIndicator(fields, rows, [section, at], verb);
}

/** The path of a row's fields: `sections.2.indicators.3`. */
export const pathOf = (section: number, at?: number): string =>
  at === undefined ? `sections.${section}` : `sections.${section}.indicators.${at}`;

const newSection: SectionRow = { fields: { code: '', title: '', hint: '', kind: 'narrative' }, indicators: [] };
const newIndicator: Row = { code: '', name: '', unit: '', type: 'integer', aggregation: 'sum', min: '0', source: '' };

function addIndicator(fields: Typed, rows: readonly SectionRow[], section: number): Pressed {
  const known = rows[section] ?? newSection;
  const grown = { ...known, indicators: [...known.indicators, newIndicator] };
  const focus = { path: pathOf(section, known.indicators.length), by: 'add' } as const;
  return { fields: withSections(fields, rows.with(section, grown)), focus };
}

function without(rows: readonly SectionRow[], section: number, at: number | undefined): readonly SectionRow[] {
  const known = rows[section];
  if (!known || at === undefined) return rows.toSpliced(section, 1);
  return rows.with(section, { ...known, indicators: known.indicators.toSpliced(at, 1) });
}

function moveSection(fields: Typed, rows: readonly SectionRow[], from: number, by: 'up' | 'down'): Pressed {
  const to = by === 'up' ? from - 1 : from + 1;
  const [moved, other] = [rows[from], rows[to]];
  if (to < 0 || !moved || !other) return { fields };
  return { fields: withSections(fields, rows.with(to, moved).with(from, other)), focus: { path: pathOf(to), by } };
}

/** Within its table; from the end of a table into the next one above or below. */
function moveIndicator(
  fields: Typed,
  rows: readonly SectionRow[],
  [section, at]: readonly [number, number],
  by: 'up' | 'down',
): Pressed {
  const row = rows[section]?.indicators[at];
  if (!row) return { fields };
  const left = without(rows, section, at);
  const within = by === 'up' ? at - 1 : at + 1;
  const stays = within >= 0 && within < (rows[section]?.indicators.length ?? 0);
  const to = stays ? section : neighbour(rows, section, by);
  const target = to === undefined ? undefined : left[to];
  if (to === undefined || !target) return { fields };
  const place = stays ? within : by === 'up' ? target.indicators.length : 0;
  const grown = { ...target, indicators: target.indicators.toSpliced(place, 0, row) };
  return { fields: withSections(fields, left.with(to, grown)), focus: { path: pathOf(to, place), by } };
}

/** The next table in that direction. */
function neighbour(rows: readonly SectionRow[], section: number, by: 'up' | 'down'): number | undefined {
  const tables = rows.flatMap(({ fields }, place) => (kindOf(fields) === 'indicators' ? [place] : []));
  return by === 'up' ? tables.findLast((place) => place < section) : tables.find((place) => place > section);
}
