import type { FieldValue, FormSheet } from '../../domain/form-sheet.ts';
import type { TaskResult } from '../../domain/form.ts';
import type { Problem } from '../../domain/refusal.ts';
import { cellLimit } from './layout.ts';
import { openTable } from './open-table.ts';
import type { TableRow } from './open-table.ts';
import type { OpenSheet, ReadCell } from './open-workbook.ts';
import { readNumber, readState, readText } from './read-cells.ts';
import type { Read } from './read-cells.ts';

/** What was read, by the fields' paths; a field that is left empty has no value. */
export type Values = Map<string, FieldValue | undefined>;

/** The narrative sections. */
export function readSections(sheets: readonly OpenSheet[], { form }: FormSheet, problems: Problem[]): Values {
  const known = form.sections.filter(({ kind }) => kind === 'narrative').map(({ code }) => code);
  return new Map(
    openTable(sheets, 'sections', new Set(known), problems).map((row) => [
      `sections.${row.code}`,
      row.take('Nội dung', (cell) => readText(cell, cellLimit)),
    ]),
  );
}

/** The agency's tasks. */
export function readTasks(sheets: readonly OpenSheet[], { form, tasks }: FormSheet, problems: Problem[]): Values {
  if (!form.sections.some(({ kind }) => kind === 'tasks')) return new Map();
  const known = new Set(tasks.map(({ code }) => code));
  return new Map(openTable(sheets, 'tasks', known, problems).map((row) => [`tasks.${row.code}`, taskOf(row)]));
}

/** As in the room: a task of which something was typed without a state is under way. */
function taskOf(row: TableRow): TaskResult | undefined {
  const state = row.take('Tình trạng', readState);
  const percent = row.take('Tỷ lệ (%)', readShare);
  const result = row.take('Kết quả, sản phẩm, minh chứng', (cell) => readText(cell, cellLimit)) ?? '';
  if (state === undefined && percent === undefined && !result) return undefined;
  return { state: state ?? 'under_way', percent: percent ?? (state === 'done' ? 100 : 0), result };
}

function readShare(cell: ReadCell): Read<number> {
  const read = readNumber(cell);
  if ('wrong' in read || read.value === undefined) return read;
  return read.value >= 0 && read.value <= 100 ? read : { wrong: 'tỷ lệ là một số từ 0 đến 100.' };
}
