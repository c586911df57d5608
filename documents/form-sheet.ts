import { writeXlsx } from 'hucre';
import type { FormSheet } from '../domain/form-sheet.ts';
import { figureSheet } from './form-sheet/figure-sheet.ts';
import { guideSheet } from './form-sheet/guide-sheet.ts';
import { originOf, originSheet } from './form-sheet/origin-sheet.ts';
import { sectionSheet } from './form-sheet/section-sheet.ts';
import { font } from './form-sheet/styles.ts';
import { taskSheet } from './form-sheet/task-sheet.ts';

/** The media type of a workbook. */
export const excelWorkbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * An agency's form as a workbook to be filled in without the network and brought back: the draft so far, last year's
 * beside, choices, bounds and formulas in place, everything else locked (without a password: it guards against slips
 * only). The same form and draft give the same bytes.
 */
export async function formSheetWorkbook(sheet: FormSheet): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      guideSheet(sheet),
      sectionSheet(sheet),
      ...[taskSheet(sheet), figureSheet(sheet)].flatMap((each) => each ?? []),
      originSheet(sheet),
    ],
    properties: {
      title: `${sheet.form.title}: ${sheet.agency.name}, ${sheet.cycle.words}`,
      creator: 'Đôn Đốc',
      modified: dateOf(sheet.savedAt),
      custom: { ...originOf(sheet) },
    },
    defaultFont: font,
    workbookProtection: { lockStructure: true },
  });
}

/** The package wants a Date, and would read the machine's clock without one. Without a draft: the first day of zip files. */
// oxlint-disable-next-line no-restricted-globals
const dateOf = (at: Temporal.Instant | undefined): Date => new Date(at?.epochMilliseconds ?? 315_532_800_000);
