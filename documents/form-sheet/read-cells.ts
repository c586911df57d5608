import { sheetText } from '../../domain/form-sheet.ts';
import type { TaskState } from '../../domain/form.ts';
import { dayWords, figureWords } from '../../domain/words.ts';
import { estimatedWord, taskStateWords, yesNoWords } from './layout.ts';
import type { ReadCell } from './open-workbook.ts';
import { largestFigure } from './validations.ts';

/** What was read of a cell, or a sentence about it. */
export type Read<Value> = { value?: Value } | { wrong: string };

const wrong = (sentence: string): { wrong: string } => ({ wrong: sentence });

/** A text as it is compared: in one form, small, without spaces around and doubled ones between. */
export const plainText = (text: string): string => sheetText(text).replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');

/** What no kind of field takes. */
function troubleOf(cell: ReadCell): { wrong: string } | undefined {
  if (cell.kind === 'error') return wrong(`ô đang báo lỗi ${cell.error.slice(0, 20)}.`);
  if (cell.kind === 'not_reckoned')
    return wrong('công thức chưa có kết quả; đề nghị mở tệp bằng Excel, lưu lại rồi nạp.');
  return undefined;
}

/** Words; a number or a day that Excel made of them is written out again. */
export function readText(cell: ReadCell, most: number): Read<string> {
  const trouble = troubleOf(cell);
  if (trouble) return trouble;
  if (cell.kind === 'yes_no') return wrong('cần ghi bằng chữ.');
  const text = sheetText(
    cell.kind === 'text'
      ? cell.text
      : cell.kind === 'number'
        ? String(cell.number)
        : cell.kind === 'day'
          ? dayWords(Temporal.PlainDate.from(cell.day))
          : '',
  );
  if (text.length > most) {
    return wrong(`nội dung dài ${figureWords(text.length)} ký tự, quá ${figureWords(most)} ký tự; đề nghị rút gọn.`);
  }
  return text ? { value: text } : {};
}

/** A number that Excel holds as one: a text that looks like a number may mean another one here than there. */
export function readNumber(cell: ReadCell): Read<number> {
  const trouble = troubleOf(cell);
  if (trouble) return trouble;
  if (cell.kind === 'text') return sheetText(cell.text) ? wrong(textForNumber(sheetText(cell.text))) : {};
  if (cell.kind === 'day') {
    const day = dayWords(Temporal.PlainDate.from(cell.day));
    return wrong(`đang là ngày ${day}, cần là một số; đề nghị định dạng ô là số rồi nhập lại.`);
  }
  if (cell.kind === 'yes_no') return wrong('cần là một số.');
  if (cell.kind !== 'number') return {};
  if (!(Math.abs(cell.number) <= largestFigure)) return wrong('số quá lớn; đề nghị kiểm tra lại đơn vị tính.');
  return { value: cell.number };
}

function textForNumber(text: string): string {
  const shown = `“${text.slice(0, 30)}${text.length > 30 ? '…' : ''}”`;
  return /^[-+]?[\d.,\s]+%?$/.test(text)
    ? `${shown} đang là chữ, không phải số; đề nghị định dạng ô là số rồi nhập lại, không gõ dấu phân cách hàng nghìn.`
    : `cần là một số, đang ghi ${shown}.`;
}

/** Yes or no, by choice. */
export function readYesNo(cell: ReadCell): Read<boolean> {
  if (cell.kind === 'yes_no') return { value: cell.yes };
  const read = readWord(cell, Object.values(yesNoWords));
  if ('wrong' in read) return read;
  return read.value === undefined ? {} : { value: read.value === yesNoWords.yes };
}

/** A task's state, by its words. */
export function readState(cell: ReadCell): Read<TaskState> {
  const read = readWord(cell, Object.values(taskStateWords));
  if ('wrong' in read) return read;
  const found = Object.entries(taskStateWords).find(([, words]) => words === read.value);
  return found ? { value: found[0] as TaskState } : {};
}

/** Whether a figure is said to be estimated. */
export function readEstimated(cell: ReadCell): Read<true> {
  const read = readWord(cell, [estimatedWord, 'x']);
  if ('wrong' in read) return read;
  return read.value === undefined ? {} : { value: true };
}

function readWord(cell: ReadCell, words: readonly string[]): Read<string> {
  const trouble = troubleOf(cell);
  if (trouble) return trouble;
  if (cell.kind === 'empty') return {};
  const text = cell.kind === 'text' ? plainText(cell.text) : undefined;
  if (text === '') return {};
  const found = words.find((word) => plainText(word) === text);
  return found === undefined
    ? wrong(`cần chọn một trong: ${words.filter((word) => word !== 'x').join(', ')}.`)
    : { value: found };
}
