import type { Problem } from '../../domain/refusal.ts';
import { addressOf, columns, sheetNames } from './layout.ts';
import type { FilledSheet } from './layout.ts';
import type { OpenSheet, ReadCell } from './open-workbook.ts';
import { plainText } from './read-cells.ts';
import type { Read } from './read-cells.ts';

/** A row of a sheet that is filled in, found by its code. */
export interface TableRow {
  code: string;
  /** The cell of a column. */
  cell(title: string): ReadCell;
  /** Takes what was read of a column's cell; what is wrong with it is named by its address. */
  take<Value>(title: string, read: (cell: ReadCell) => Read<Value>): Value | undefined;
  blame(title: string, sentence: string): void;
}

/** Among the first rows stand the titles of the columns. */
const headRows = 20;

/** A place as people look it up, and its sentence. */
export const problemAt = (sheet: string, address: string, sentence: string): Problem => ({
  field: `${sheet}!${address}`,
  message: `Sheet ${sheet}, ô ${address}: ${sentence}`,
});

/**
 * The rows of a sheet by their codes, wherever they and the columns were moved to. What does not belong there is
 * blamed: an unknown column or code, a code that stands twice, something typed in a row without a code.
 */
export function openTable(
  sheets: readonly OpenSheet[],
  kind: FilledSheet,
  known: ReadonlySet<string>,
  problems: Problem[],
): TableRow[] {
  const name = sheetNames[kind];
  const sheet = sheets.find((each) => plainText(each.name) === plainText(name));
  if (!sheet) {
    problems.push({ field: name, message: `Tệp thiếu sheet “${name}”; đề nghị tải lại mẫu.` });
    return [];
  }
  const head = findHead(sheet);
  const places = head === undefined ? undefined : placesOf(sheet, kind, head, problems);
  if (head === undefined || !places) {
    if (head === undefined)
      problems.push({ field: name, message: `Sheet ${name}: không thấy dòng tên cột bắt đầu bằng “Mã”.` });
    return [];
  }
  const seen = new Map<string, string>();
  const rows: TableRow[] = [];
  for (let row = head + 1; row < sheet.rows; row += 1) {
    const found = rowAt({ sheet, name, row, places, problems });
    const trouble = strange(found, { known, seen, isTyped: typedIn(found, kind) });
    const address = addressOf(row, places.get(plainText('Mã')) ?? 0);
    if (trouble) problems.push(problemAt(name, address, trouble));
    else if (found.code) rows.push(found);
    if (found.code) seen.set(found.code, address);
  }
  return rows;
}

function findHead(sheet: OpenSheet): number | undefined {
  for (let row = 0; row < Math.min(headRows, sheet.rows); row += 1) {
    for (let column = 0; column < sheet.columns; column += 1) {
      if (plainText(codeOf(sheet.cell(row, column))) === plainText('Mã')) return row;
    }
  }
  return undefined;
}

/** Where the columns are, by their plain titles; undefined when one is missing, strange or stands twice. */
function placesOf(
  sheet: OpenSheet,
  kind: FilledSheet,
  head: number,
  problems: Problem[],
): Map<string, number> | undefined {
  const name = sheetNames[kind];
  const titles: readonly string[] = columns[kind];
  const places = new Map<string, number>();
  const before = problems.length;
  for (let column = 0; column < sheet.columns; column += 1) {
    const title = codeOf(sheet.cell(head, column));
    if (!title) continue;
    const known = titles.some((each) => plainText(each) === plainText(title));
    const sentence = known
      ? `cột “${title.slice(0, 40)}” đã có ở trước; đề nghị bỏ cột thừa.`
      : `cột “${title.slice(0, 40)}” không có trong mẫu; đề nghị bỏ cột này.`;
    if (!known || places.has(plainText(title))) problems.push(problemAt(name, addressOf(head, column), sentence));
    else places.set(plainText(title), column);
  }
  const missing = titles.filter((title) => !places.has(plainText(title)));
  if (missing.length > 0)
    problems.push({ field: name, message: `Sheet ${name}: thiếu cột ${missing.join(', ')}; đề nghị tải lại mẫu.` });
  return problems.length === before ? places : undefined;
}

interface Place {
  sheet: OpenSheet;
  name: string;
  row: number;
  places: ReadonlyMap<string, number>;
  problems: Problem[];
}

function rowAt({ sheet, name, row, places, problems }: Place): TableRow {
  const column = (title: string): number => places.get(plainText(title)) ?? 0;
  const blame = (title: string, sentence: string): void =>
    void problems.push(problemAt(name, addressOf(row, column(title)), sentence));
  return {
    code: codeOf(sheet.cell(row, column('Mã'))),
    cell: (title) => sheet.cell(row, column(title)),
    take: (title, read) => {
      const answer = read(sheet.cell(row, column(title)));
      if ('wrong' in answer) blame(title, answer.wrong);
      return 'wrong' in answer ? undefined : answer.value;
    },
    blame,
  };
}

const codeOf = (cell: ReadCell): string =>
  cell.kind === 'text' ? cell.text.normalize('NFC').trim() : cell.kind === 'number' ? String(cell.number) : '';

/** The columns that are filled in. */
const filled: Record<FilledSheet, readonly string[]> = {
  sections: ['Nội dung'],
  tasks: ['Tình trạng', 'Tỷ lệ (%)', 'Kết quả, sản phẩm, minh chứng'],
  figures: ['Số liệu kỳ này', 'Ước', 'Giải thích'],
};

const typedIn = (row: TableRow, kind: FilledSheet): boolean =>
  filled[kind].some((title) => row.cell(title).kind !== 'empty');

function strange(
  { code }: TableRow,
  { known, seen, isTyped }: { known: ReadonlySet<string>; seen: ReadonlyMap<string, string>; isTyped: boolean },
): string | undefined {
  if (!code)
    return isTyped ? 'dòng này có nội dung nhưng không có mã; đề nghị chuyển nội dung vào dòng có mã.' : undefined;
  if (!known.has(code)) return `mã “${code.slice(0, 40)}” không có trong biểu mẫu của cơ quan ở kỳ này.`;
  const before = seen.get(code);
  return before && `mã “${code}” đã có ở ô ${before}.`;
}
