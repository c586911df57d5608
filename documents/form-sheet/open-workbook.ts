import { types } from 'node:util';
import { unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre';
import type { Sheet } from 'hucre';

/** What stands in a cell; a formula counts by the value that was saved with it. */
export type ReadCell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'yes_no'; yes: boolean }
  | { kind: 'day'; day: string }
  | { kind: 'error'; error: string }
  | { kind: 'not_reckoned' };

/** A sheet of a workbook; rows and columns count from 0. */
export interface OpenSheet {
  name: string;
  rows: number;
  columns: number;
  cell(row: number, column: number): ReadCell;
}

/** Thrown for a workbook whose sheets would unfold beyond the limit. */
export class WorkbookTooLarge extends Error {}

/** The most that the sheets may unfold to, in bytes: a full form of the sample has 0,2 MB, one with every text at its limit 5 MB. */
const unfoldedLimit = 48 * 1024 * 1024;

/** Far beyond the largest form that a regime could have. */
const area = 'A1:AZ3000';

/** The parts that hold cells and how they look. Nothing else is ever unfolded: no macros, links, pictures, pivot tables. */
const parts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** The sheets of a workbook. Throws when it is damaged, or unfolds too far. */
export async function openWorkbook(content: Uint8Array): Promise<OpenSheet[]> {
  let unfolded = 0;
  const kept = unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!parts.test(name)) return false;
      unfolded += originalSize;
      if (unfolded > unfoldedLimit) throw new WorkbookTooLarge();
      return true;
    },
  });
  // Packed anew without compression: what the reader gets is what was counted.
  const workbook = await readXlsx(zipSync(kept, { level: 0 }), { range: area });
  return workbook.sheets.map(opened);
}

const opened = (sheet: Sheet): OpenSheet => ({
  name: sheet.name.normalize('NFC').trim(),
  rows: sheet.rows.length,
  columns: sheet.rows.reduce((most, row) => Math.max(most, row.length), 0),
  cell: (row, column) => readCell(sheet, row, column),
});

const errors = /^#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|BUSY!|FIELD!|UNKNOWN!)$/;

function readCell(sheet: Sheet, row: number, column: number): ReadCell {
  const value = sheet.rows[row]?.[column] ?? null;
  const detail = sheet.cells?.get(`${row},${column}`);
  if (typeof value === 'string' && (detail?.type === 'error' || (detail?.formula && errors.test(value)))) {
    return { kind: 'error', error: value };
  }
  if (detail?.formula && value === null) return { kind: 'not_reckoned' };
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'yes_no', yes: value };
  if (types.isDate(value)) return dayCell(value.getTime());
  return value ? { kind: 'text', text: value } : { kind: 'empty' };
}

/** Excel's days have no zone; the package gives them as midnight in UTC, and an impossible one as no time at all. */
function dayCell(milliseconds: number): ReadCell {
  if (!Number.isFinite(milliseconds)) return { kind: 'error', error: 'ngày không đúng' };
  const day = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO('UTC').toPlainDate();
  return { kind: 'day', day: day.toString() };
}
