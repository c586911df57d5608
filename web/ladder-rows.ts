import type { Typed } from './forms.ts';

/** The fields of one rung, without the row's number: `when.value`. */
type Row = Readonly<Record<string, string>>;

/** The rungs of a form, row by row. */
export function ladderRows(fields: Typed): readonly Row[] {
  const rows = new Map<number, Record<string, string>>();
  for (const [name, value] of Object.entries(fields)) {
    const [, place, field] = /^ladder\.(\d{1,3})\.(.+)$/.exec(name) ?? [];
    if (place === undefined || field === undefined) continue;
    const row = rows.get(Number(place)) ?? {};
    row[field] = value;
    rows.set(Number(place), row);
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** A form's fields with other rungs. */
export function withLadder(fields: Typed, rows: readonly Row[]): Typed {
  const others = Object.entries(fields).filter(([name]) => !name.startsWith('ladder.'));
  const ladder = rows.flatMap((row, place) =>
    Object.entries(row).map(([field, value]) => [`ladder.${place}.${field}`, value] as const),
  );
  return Object.fromEntries([...others, ...ladder]);
}

/** What a button of the form does with its rungs: `add`, `remove:3`, `up:3`, `down:3`; all else leaves them. */
export function changedLadder(fields: Typed, button: string): Typed {
  const rows = ladderRows(fields);
  const [verb, at] = button.split(':');
  const place = Number(at);
  if (verb === 'add') return withLadder(fields, [...rows, newRow]);
  if (verb === 'remove') return withLadder(fields, rows.toSpliced(place, 1));
  const other = verb === 'up' ? place - 1 : verb === 'down' ? place + 1 : place;
  const [row, swapped] = [rows[place], rows[other]];
  if (!row || !swapped) return withLadder(fields, rows);
  return withLadder(fields, rows.with(place, swapped).with(other, row));
}

const newRow: Row = {
  kind: 'remind',
  'when.way': 'days',
  'when.value': '-5',
  time: '08:00',
  'to.focal': 'on',
  basis: '',
};
