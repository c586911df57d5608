import { fileTypeFromBuffer } from 'file-type';
import type { FormSheet, SheetReading } from '../domain/form-sheet.ts';
import { plain } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { excelWorkbook } from './form-sheet.ts';
import type { ReadResult } from './form-sheet/read-workbook.ts';
import { inspectUpload } from './inspect-upload.ts';
import { readApart } from './read-apart.ts';

/** A full form of the sample has 60 KB. */
const largestSheetBytes = 5 * 1024 * 1024;

/** How long reading a file may take, in milliseconds of the machine, and how much memory, in MB. */
const [patience, memory] = [15_000, 512];

/**
 * Reads a filled-in form that somebody chose, all of it or nothing, in a thread of its own. In: the file, and the form
 * as the room would give it now.
 * Refuses: `request.invalid` with every place at once, by sheet and cell (`Biểu số liệu!E12`), or with what is the
 * matter with the file as a whole (`file`); `file.too_large`, `file.secret`.
 */
export async function readFormSheet(name: string, content: Uint8Array, sheet: FormSheet): Promise<SheetReading> {
  if (content.length > largestSheetBytes) throw new Refusal('file.too_large', { limit: '5 MB' });
  const strange = await strangeKind(content);
  if (strange) throw invalid([{ field: 'file', message: strange }]);
  await inspected(name, content);
  const task = { content, sheet: plain(sheet) };
  const result = await readApart<ReadResult>(new URL('./form-sheet/read-thread.ts', import.meta.url), task, {
    ...{ patience, memory },
    otherwise: { trouble: 'unreadable' },
  });
  if ('reading' in result) return result.reading;
  if ('problems' in result) throw invalid(result.problems);
  if (result.trouble === 'too_large') throw new Refusal('file.too_large', { limit: '48 MB sau khi giải nén' });
  throw unreadable();
}

const invalid = (problems: readonly Problem[]): Refusal =>
  new Refusal('request.invalid', { count: String(problems.length) }, problems);

const unreadable = (): Refusal =>
  invalid([
    {
      field: 'file',
      message: 'Không đọc được tệp; tệp có thể đã hỏng. Đề nghị mở bằng Excel, lưu lại dạng .xlsx rồi nạp.',
    },
  ]);

/** Secrecy markings, and what unfolds too far. A damaged workbook is told in this page's words. */
async function inspected(name: string, content: Uint8Array): Promise<void> {
  try {
    await inspectUpload(name, content);
  } catch (error) {
    throw error instanceof Refusal && error.code === 'file.wrong_type' ? unreadable() : error;
  }
}

/** What is no workbook that is read here, in a sentence that says what to do. */
async function strangeKind(content: Uint8Array): Promise<string | undefined> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) return 'Tệp rỗng; đề nghị chọn lại tệp.';
  const mediaType = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime ?? '';
  if (/macroenabled/i.test(mediaType) || bytes.includes('vbaProject.bin')) {
    return 'Tệp có macro nên không được đọc; đề nghị lưu lại dạng .xlsx không macro rồi nạp.';
  }
  if (mediaType === excelWorkbook) return undefined;
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    return 'Tệp có mật khẩu hoặc là Excel đời cũ (.xls); đề nghị lưu lại dạng .xlsx không mật khẩu rồi nạp.';
  }
  return 'Tệp không phải Excel (.xlsx); đề nghị dùng mẫu tải từ trang này.';
}
