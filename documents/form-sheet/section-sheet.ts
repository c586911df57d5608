import type { WriteSheet } from 'hucre';
import { fieldOf } from '../../domain/form-sheet.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { figureWords } from '../../domain/words.ts';
import { fits } from './field-list.ts';
import { fitRow, newGrid, put, putHead, sheetOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { cellLimit, columnOf, headRow, sheetNames } from './layout.ts';
import { styles } from './styles.ts';
import { addressOf } from './layout.ts';
import { lengthRule } from './validations.ts';

const [code, part, text, before] = (['Mã', 'Phần', 'Nội dung', 'Cùng kỳ năm trước'] as const).map((title) =>
  columnOf('sections', title),
) as [number, number, number, number];

/** The narrative sections, one in each row, with last year's beside. */
export function sectionSheet(sheet: FormSheet): WriteSheet {
  const grid = newGrid([7, 34, 90, 60]);
  putHead(grid, 'sections', 'NỘI DUNG BÁO CÁO', 'Nhập vào các ô nền vàng; xuống dòng trong ô bằng Alt + Enter.');
  const narratives = sheet.form.sections.filter(({ kind }) => kind === 'narrative');
  for (const [place, section] of narratives.entries()) {
    const row = headRow + 1 + place;
    const title = `${section.title}${section.required ? ' (bắt buộc)' : ''}\n${section.hint}`;
    const typed = textOf(fieldOf(sheet.content, `sections.${section.code}`));
    const earlier = textOf(sheet.lastYear && fieldOf(sheet.lastYear.content, `sections.${section.code}`));
    put(grid, row, code, section.code, styles.code);
    put(grid, row, part, title, styles.given);
    putText(grid, row, text, typed);
    put(grid, row, before, shortened(earlier), styles.before);
    fitRow(grid, row, { [part]: title, [text]: typed, [before]: shortened(earlier) }, 150);
  }
  return sheetOf(sheetNames.sections, grid, headRow);
}

/** A text to be filled in; one that no cell holds is not put in, and is to be changed in the room. */
export function putText(grid: Grid, row: number, column: number, typed: string): void {
  if (!fits(typed)) {
    put(grid, row, column, tooLong(typed), styles.hint);
    return;
  }
  put(grid, row, column, typed, styles.openText);
  grid.validations.push(lengthRule(addressOf(row, column), cellLimit));
}

const tooLong = (typed: string): string =>
  `Nội dung đang có dài ${figureWords(typed.length)} ký tự, quá ${figureWords(cellLimit)} ký tự mà một ô Excel chứa được. ` +
  'Nội dung này giữ nguyên khi nạp tệp; đề nghị sửa trên trang nộp báo cáo.';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Last year's text is there to be looked at: what no cell holds is cut. */
export const shortened = (earlier: string): string =>
  fits(earlier) ? earlier : `${earlier.slice(0, cellLimit - 100)}… (còn tiếp, xem trên trang nộp báo cáo)`;
