import type { WriteSheet } from 'hucre';
import { fieldOf, markOf } from '../../domain/form-sheet.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { fieldPaths, heldPaths } from './field-list.ts';
import { layoutVersion, sheetNames } from './layout.ts';

/** What a file says of where it comes from. */
export const originKeys = ['layout', 'form', 'formVersion', 'cycle', 'agency', 'obligation', 'draftVersion'] as const;

/** Stands for a mark where the file has no place for a field: its text is longer than a cell. */
export const notHeld = '-';

export type Origin = Record<(typeof originKeys)[number], string>;

export const originOf = ({ form, cycle, agency, obligation, version }: FormSheet): Origin => ({
  layout: String(layoutVersion),
  form: form.id,
  formVersion: String(form.version),
  cycle: cycle.id,
  agency: agency.code,
  obligation,
  draftVersion: String(version),
});

/** The hidden sheet: where the file comes from, and each field that it holds with the mark of what it held. */
export function originSheet(sheet: FormSheet): WriteSheet {
  const origin = originOf(sheet);
  const held = new Set(heldPaths(sheet));
  return {
    name: sheetNames.origin,
    hidden: true,
    protection: { sheet: true },
    rows: [
      ...originKeys.map((key) => [key, origin[key]]),
      ['fields', 'marks'],
      ...fieldPaths(sheet).map((path) => [path, held.has(path) ? markOf(fieldOf(sheet.content, path)) : notHeld]),
    ],
  };
}
