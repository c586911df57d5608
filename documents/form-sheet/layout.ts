import type { TaskState } from '../../domain/form.ts';

/** The names of the sheets, as people read them; the last one is hidden and for the machine. */
export const sheetNames = {
  guide: 'Hướng dẫn',
  sections: 'Báo cáo',
  tasks: 'Nhiệm vụ',
  figures: 'Biểu số liệu',
  origin: 'Nhận dạng',
} as const;

/** The columns of the sheets that are filled in. A row is found again by its code, a column by its title. */
export const columns = {
  sections: ['Mã', 'Phần', 'Nội dung', 'Cùng kỳ năm trước'],
  tasks: ['Mã', 'Nhiệm vụ', 'Vai trò', 'Tình trạng', 'Tỷ lệ (%)', 'Kết quả, sản phẩm, minh chứng', 'Cùng kỳ năm trước'],
  figures: [
    'Mã',
    'Chỉ tiêu',
    'Đơn vị tính',
    'Cùng kỳ năm trước',
    'Số liệu kỳ này',
    'Ước',
    'Giải thích',
    'Nguồn định nghĩa',
  ],
} as const;

export type FilledSheet = keyof typeof columns;

/** The place of a column, from 0. */
export const columnOf = <Sheet extends FilledSheet>(sheet: Sheet, title: (typeof columns)[Sheet][number]): number =>
  (columns[sheet] as readonly string[]).indexOf(title);

/** The row of the column titles, from 0: above it the sheet's title and a hint. */
export const headRow = 2;

/** The most that a cell of Excel holds, in UTF-16 units. */
export const cellLimit = 32_767;

/** The most of a figure given in words, and of an explanation: as the API takes them. */
export const shortLimit = 2000;

export const taskStateWords: Record<TaskState, string> = {
  done: 'Hoàn thành',
  under_way: 'Đang thực hiện',
  not_started: 'Chưa thực hiện',
  not_applicable: 'Không thuộc phạm vi',
};

export const yesNoWords = { yes: 'Có', no: 'Không' } as const;
export const estimatedWord = 'Ước';

/** The version of this layout: a file of another one is not read. */
export const layoutVersion = 1;

/** The address of a cell, from its row and column counted from 0: `E12`. */
export const addressOf = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (column % 26));
}
