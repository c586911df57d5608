import { readSheet } from 'read-excel-file/node';
import type { CalendarDay } from '../domain/calendar.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { inspectUpload } from './inspect-upload.ts';
import { csvRows } from './calendar/csv-rows.ts';
import { daysOfJson } from './calendar/json-days.ts';
import { daysOfRows } from './calendar/sheet-days.ts';

/** The days that a file gives, or every place to be mended. */
export interface ReadDays {
  days: readonly CalendarDay[];
  problems: readonly Problem[];
}

/** Texts are small: a year has some thirty official days. */
const largestTextBytes = 1024 * 1024;

/**
 * Reads the days of a calendar from a file that somebody chose: .xlsx, .csv (columns Ngày, Tên, Loại, Nguồn) or .json (as
 * `data/calendar-vn.json`, or a list of days). All or nothing.
 * In: `source` for days that name none. Refuses: `request.invalid` with every place at once, by row and column;
 * `file.wrong_type`, `file.too_large`, `file.secret`.
 */
export async function readCalendarFile(name: string, content: Buffer, source: string): Promise<readonly CalendarDay[]> {
  const { days, problems } = await readDays(name, content, source);
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
  return days;
}

async function readDays(name: string, content: Buffer, source: string): Promise<ReadDays> {
  const ending = name.split('.').at(-1)?.toLowerCase();
  if (ending === 'xlsx') return daysOfRows(await sheetRows(name, content), source);
  if (ending !== 'csv' && ending !== 'json') {
    return refusedFile('Chỉ nhận tệp .xlsx, .csv hoặc .json; đề nghị dùng tệp mẫu trên trang này.');
  }
  if (content.length > largestTextBytes) throw new Refusal('file.too_large', { limit: '1 MB' });
  const text = utf8(content);
  if (text === undefined) return refusedFile('Tệp không phải dạng chữ UTF-8; trong Excel chọn “CSV UTF-8” khi lưu.');
  return ending === 'csv' ? daysOfRows(csvRows(text), source) : daysOfJson(text, source);
}

const refusedFile = (message: string): ReadDays => ({ days: [], problems: [{ field: 'file', message }] });

/** Looked into before it is unfolded: what is no workbook, or one that unfolds too far, is refused. */
async function sheetRows(name: string, content: Buffer): Promise<unknown[][]> {
  const { mediaType } = await inspectUpload(name, content);
  if (!mediaType.endsWith('spreadsheetml.sheet')) throw new Refusal('file.wrong_type');
  try {
    return await readSheet(content);
  } catch {
    // The package throws plain errors for whatever it cannot read in a damaged workbook.
    throw new Refusal('file.wrong_type');
  }
}

function utf8(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
