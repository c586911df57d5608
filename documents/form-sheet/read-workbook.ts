import type { FormSheet, SheetField, SheetReading } from '../../domain/form-sheet.ts';
import type { Problem } from '../../domain/refusal.ts';
import { fieldPaths } from './field-list.ts';
import { openWorkbook, WorkbookTooLarge } from './open-workbook.ts';
import type { OpenSheet } from './open-workbook.ts';
import { notHeld } from './origin-sheet.ts';
import { readFigures } from './read-figures.ts';
import { readOrigin } from './read-origin.ts';
import { readSections, readTasks } from './read-sections.ts';

/** What came of reading a file: what it holds, or every place to be mended, or that it cannot be read at all. */
export type ReadResult =
  { reading: SheetReading } | { problems: readonly Problem[] } | { trouble: 'unreadable' | 'too_large' };

/** The most places that are named at once. */
const mostProblems = 100;

/**
 * Reads a filled-in form. In: the file, and the form as the room would give it now. Out: all fields, or problems by
 * cell; never some of both, and it never throws. May take long and much memory for a hostile file: `readFormSheet` runs
 * it apart.
 */
export async function readWorkbook(content: Uint8Array, sheet: FormSheet): Promise<ReadResult> {
  let sheets: OpenSheet[];
  try {
    sheets = await openWorkbook(content);
  } catch (error) {
    // The packages throw whatever they meet in a damaged file.
    return { trouble: error instanceof WorkbookTooLarge ? 'too_large' : 'unreadable' };
  }
  const { origin, marks, problem } = readOrigin(sheets, sheet);
  if (problem) return { problems: [problem] };
  const problems: Problem[] = [];
  const values = new Map([
    ...readSections(sheets, sheet, problems),
    ...readTasks(sheets, sheet, problems),
    ...readFigures(sheets, sheet, problems),
  ]);
  if (problems.length > 0) return { problems: shortened(problems) };
  const fields = [...values]
    .filter(([path]) => marks.get(path) !== notHeld)
    .map(([path, value]): SheetField => ({ path, value, mark: marks.get(path) ?? '' }));
  const held = new Set(fields.map(({ path }) => path));
  const left = fieldPaths(sheet).filter((path) => !held.has(path));
  return { reading: { version: Number(origin.draftVersion), fields, left } };
}

const shortened = (problems: readonly Problem[]): readonly Problem[] =>
  problems.length <= mostProblems
    ? problems
    : [
        ...problems.slice(0, mostProblems),
        { field: 'file', message: `Và ${problems.length - mostProblems} chỗ khác; đề nghị sửa các chỗ trên trước.` },
      ];
