import type { FormSheet } from '../../domain/form-sheet.ts';
import type { Problem } from '../../domain/refusal.ts';
import { sheetNames } from './layout.ts';
import type { OpenSheet } from './open-workbook.ts';
import { originKeys, originOf } from './origin-sheet.ts';
import type { Origin } from './origin-sheet.ts';
import { plainText } from './read-cells.ts';

interface ReadOrigin {
  origin: Origin;
  /** Of each field, what stood in it when the file left the room. */
  marks: ReadonlyMap<string, string>;
  /** That the file is not this agency's form for this cycle. */
  problem?: Problem | undefined;
}

/** Reads the hidden sheet, and holds it against the form as the room would give it now. */
export function readOrigin(sheets: readonly OpenSheet[], sheet: FormSheet): ReadOrigin {
  const hidden = sheets.find(({ name }) => plainText(name) === plainText(sheetNames.origin));
  const rows = new Map<string, string>();
  for (let row = 0; hidden && row < hidden.rows; row += 1) {
    const [key, value] = [0, 1].map((column) => {
      const cell = hidden.cell(row, column);
      return cell.kind === 'text' ? cell.text : cell.kind === 'number' ? String(cell.number) : '';
    });
    if (key) rows.set(key, value ?? '');
  }
  const origin = Object.fromEntries(originKeys.map((key) => [key, rows.get(key) ?? ''])) as Origin;
  const sentence = strangeness(origin, originOf(sheet));
  return { origin, marks: rows, problem: sentence ? { field: 'file', message: sentence } : undefined };
}

function strangeness(given: Origin, wanted: Origin): string | undefined {
  const again = 'đề nghị tải mẫu mới, chép nội dung sang rồi nạp lại.';
  if (!given.layout || !given.form || !/^\d{1,9}$/.test(given.draftVersion)) {
    return `Tệp không phải mẫu tải từ phòng nộp báo cáo (thiếu sheet ẩn “${sheetNames.origin}”); ${again}`;
  }
  if (given.agency !== wanted.agency) return 'Tệp là mẫu của cơ quan khác; đề nghị tải mẫu của cơ quan mình.';
  if (given.cycle !== wanted.cycle) {
    return `Tệp thuộc kỳ báo cáo ${shown(given.cycle)}, phòng này là kỳ ${wanted.cycle}; ${again}`;
  }
  if (given.form !== wanted.form || given.formVersion !== wanted.formVersion) {
    return `Tệp theo biểu mẫu ${shown(given.form)} phiên bản ${shown(given.formVersion)}, kỳ này dùng ${wanted.form} phiên bản ${wanted.formVersion}; ${again}`;
  }
  if (given.layout !== wanted.layout) return `Tệp theo cách trình bày cũ của mẫu Excel; ${again}`;
  if (given.obligation !== wanted.obligation) return `Tệp tải từ một hệ thống khác; ${again}`;
  return undefined;
}

const shown = (text: string): string => text.slice(0, 40);
