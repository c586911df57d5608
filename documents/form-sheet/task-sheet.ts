import type { WriteSheet } from 'hucre';
import { sheetText } from '../../domain/form-sheet.ts';
import type { FormSheet, SheetTask } from '../../domain/form-sheet.ts';
import type { TaskResult } from '../../domain/form.ts';
import { figureWords } from '../../domain/words.ts';
import { fits } from './field-list.ts';
import { fitRow, newGrid, put, putHead, sheetOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { addressOf, columnOf, headRow, sheetNames, taskStateWords } from './layout.ts';
import { putText, shortened } from './section-sheet.ts';
import { figureStyle, numberFormats, styles } from './styles.ts';
import { percentRule, taskStateRule } from './validations.ts';

const at = (title: Parameters<typeof columnOf<'tasks'>>[1]): number => columnOf('tasks', title);
const [result, before] = [at('Kết quả, sản phẩm, minh chứng'), at('Cùng kỳ năm trước')];

/** The agency's tasks, group by group; undefined when the form asks for none. */
export function taskSheet(sheet: FormSheet): WriteSheet | undefined {
  const section = sheet.form.sections.find(({ kind }) => kind === 'tasks');
  if (!section) return undefined;
  const grid = newGrid([9, 46, 12, 18, 10, 70, 50]);
  putHead(grid, 'tasks', `${section.code}. ${section.title}`.toLocaleUpperCase('vi'), section.hint);
  let row = headRow + 1;
  for (const group of sheet.groups) {
    const tasks = sheet.tasks.filter((task) => task.group === group.code);
    if (tasks.length === 0) continue;
    putGroup(grid, row, `${group.code}. ${group.title}`);
    row += 1;
    for (const task of tasks) putTask(grid, row++, task, sheet);
  }
  return sheetOf(sheetNames.tasks, grid, headRow);
}

/** A row that only names what follows: its first cell, the codes', stays empty. */
export function putGroup(grid: Grid, row: number, title: string): void {
  put(grid, row, 0, null, styles.group);
  put(grid, row, 1, title, styles.group);
  grid.merges.push({ startRow: row, startCol: 1, endRow: row, endCol: grid.widths.length - 1 });
}

function putTask(grid: Grid, row: number, task: SheetTask, { content, lastYear }: FormSheet): void {
  const [typed, earlier] = [content.tasks[task.code], lastYear?.content.tasks[task.code]];
  const words = sheetText(typed?.result ?? '');
  put(grid, row, at('Mã'), task.code, styles.code);
  put(grid, row, at('Nhiệm vụ'), task.title, styles.given);
  put(grid, row, at('Vai trò'), task.leads ? 'Chủ trì' : 'Phối hợp', styles.centred);
  const open = fits(words);
  put(grid, row, at('Tình trạng'), typed && taskStateWords[typed.state], open ? styles.openChoice : styles.centred);
  const share = figureStyle(open ? 'open' : 'before', numberFormats.share);
  put(grid, row, at('Tỷ lệ (%)'), typed?.percent, share);
  putText(grid, row, result, words);
  put(grid, row, before, earlier && earlierWords(earlier), styles.before);
  if (open) {
    grid.validations.push(taskStateRule(addressOf(row, at('Tình trạng'))));
    grid.validations.push(percentRule(addressOf(row, at('Tỷ lệ (%)'))));
  }
  fitRow(
    grid,
    row,
    { [at('Nhiệm vụ')]: task.title, [result]: words, [before]: earlier ? earlierWords(earlier) : '' },
    52,
  );
}

const earlierWords = ({ state, percent, result: told }: TaskResult): string =>
  shortened(sheetText(`${taskStateWords[state]}, ${figureWords(percent)} %\n${told}`));
