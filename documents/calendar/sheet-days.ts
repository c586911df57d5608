import { types } from 'node:util';
import type { CalendarDay } from '../../domain/calendar.ts';
import { dayKindOf, dayKindWords, plainWords } from '../../domain/day-kind-words.ts';
import type { Problem } from '../../domain/refusal.ts';
import { dayWords } from '../../domain/words.ts';

const columns = ['Ngày', 'Tên', 'Loại', 'Nguồn'] as const;
type Column = (typeof columns)[number];
/** A year has some thirty official days; what is longer is another kind of table. */
const mostRows = 2000;

/**
 * The days of a table with the columns Ngày, Tên, Loại and, if there is one, Nguồn, in any order; what stands above the headings and empty rows
 * are passed over. Days are dates of Excel or texts such as `24/11/2026`.
 * Out: the days, and every place to be mended by row and column as the spreadsheet counts them.
 */
export function daysOfRows(
  rows: readonly (readonly unknown[])[],
  source: string,
): { days: CalendarDay[]; problems: Problem[] } {
  const head = rows.findIndex((row) => row.some((cell) => plainWords(textOf(cell)) === 'ngày'));
  const place = new Map(columns.map((name) => [name, findColumn(rows[head], name)]));
  const missing = columns.filter((name) => name !== 'Nguồn' && (place.get(name) ?? -1) < 0);
  if (missing.length > 0)
    return troubled(`Tệp thiếu cột ${missing.join(', ')}; dòng đầu cần ghi Ngày, Tên, Loại, Nguồn.`);
  if (rows.length > mostRows) return troubled(`Tệp có quá ${mostRows} dòng; đề nghị dùng tệp mẫu trên trang này.`);
  const seen = new Map<string, number>();
  const read = rows.slice(head + 1).flatMap((row, offset) => {
    const cell = (name: Column): unknown => row[place.get(name) ?? -1];
    const isEmpty = columns.every((name) => textOf(cell(name)) === '');
    return isEmpty ? [] : [dayOfRow(cell, head + 2 + offset, seen, source)];
  });
  if (read.length === 0) return troubled('Tệp chưa có ngày nào dưới dòng tiêu đề.');
  return { days: read.flatMap(({ day }) => day ?? []), problems: read.flatMap(({ problems }) => problems) };
}

const troubled = (message: string) => ({ days: [], problems: [{ field: 'file', message }] });

const findColumn = (row: readonly unknown[] | undefined, name: Column): number =>
  row?.findIndex((cell) => plainWords(textOf(cell)) === plainWords(name)) ?? -1;

function dayOfRow(
  cell: (name: Column) => unknown,
  number: number,
  seen: Map<string, number>,
  source: string,
): { day?: CalendarDay; problems: Problem[] } {
  const problems: Problem[] = [];
  const blame = (column: Column, words: string) =>
    void problems.push({ field: 'file', message: `Dòng ${number}, cột ${column}: ${words}` });
  const date = dateOf(cell('Ngày'));
  const kind = dayKindOf(textOf(cell('Loại')));
  const name = textOf(cell('Tên'));
  if (!date) blame('Ngày', `${shown(cell('Ngày'))} không phải ngày đúng; viết dạng 24/11/2026.`);
  const before = date && seen.get(date.toString());
  if (date && before) blame('Ngày', `ngày ${dayWords(date)} đã ghi ở dòng ${before}.`);
  if (date && !before) seen.set(date.toString(), number);
  if (!name) blame('Tên', 'chưa ghi tên ngày nghỉ hoặc ngày làm bù.');
  if (!kind) blame('Loại', `${shown(cell('Loại'))} không phải loại đã biết; chọn ${kinds}.`);
  if (problems.length > 0 || !date || !kind) return { problems };
  const day = {
    date: date.toString(),
    name,
    kind,
    source: textOf(cell('Nguồn')) || source,
    confidence: 'high' as const,
  };
  return { day, problems };
}

const kinds = Object.values(dayKindWords).join(', ');

const shown = (cell: unknown): string => (textOf(cell) ? `“${textOf(cell).slice(0, 40)}”` : 'ô trống');

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell.normalize('NFC').trim();
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  // Excel's dates have no zone; the package gives them as midnight in UTC.
  return types.isDate(cell) ? cell.toISOString().slice(0, 10) : '';
}

/** A day of this century, as a date of Excel, as a text of Vietnam or of ISO. */
function dateOf(cell: unknown): Temporal.PlainDate | undefined {
  const text = textOf(cell);
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = day ? `${year}-${month?.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (!/^20\d\d-\d\d-\d\d$/.test(iso)) return undefined;
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
