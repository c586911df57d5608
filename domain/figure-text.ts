const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 4 });

/** A reported figure as it is written in Vietnam, with all that was given of it: 1.234,25. */
export const figureWords = (value: number): string => figures.format(value);

/** A figure as it stands in a field, so that it reads as the same again: 1,234 would have two meanings, 1,2340 has one. */
export function figureText(value: number): string {
  const words = figureWords(value);
  return twofold.test(words) ? `${words}0` : words;
}

/** A figure as typed: its value, or what is wrong with it, in words that say how it is written. */
export type ReadFigure = { value: number } | { wrong: string };

const twofold = /^-?[1-9]\d{0,2},\d{3}$/;
const [mostDigits, mostDecimals] = [15, 4];

/**
 * Reads a figure as people write it here: "1.234,5" is 1234.5, "1234" and "1 234" are the whole numbers. What has two
 * meanings is not guessed at: "1,234" and "12.5" are refused with both ways of writing, and so is what is no number.
 */
export function readFigure(text: string): ReadFigure {
  const typed = text
    .trim()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/^[\u2212\u2013] ?/, '-');
  if (twofold.test(typed)) {
    const whole = typed.replace(',', '.');
    return { wrong: `“${typed}” có hai cách hiểu: ghi ${whole} nếu là hàng nghìn, ${typed}0 nếu là số thập phân.` };
  }
  const [, sign = '', whole = '', decimals = ''] =
    /^(-?)(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:,(\d+))?$/.exec(typed) ?? [];
  if (!whole) return { wrong: misread(typed) };
  const kept = decimals.replace(/0+$/, '');
  const digits = whole.replace(/[. ]/g, '').replace(/^0+(?=\d)/, '');
  if (kept.length > mostDecimals) return { wrong: `tối đa ${mostDecimals} chữ số sau dấu phẩy.` };
  if (digits.length + kept.length > mostDigits) return { wrong: 'số quá dài.' };
  return { value: Number(`${sign}${digits}${kept && `.${kept}`}`) + 0 };
}

function misread(typed: string): string {
  if (/^-?\d+\.\d+$/.test(typed))
    return `“${typed}” có hai cách hiểu: phần thập phân ghi sau dấu phẩy, ví dụ 12,5; hàng nghìn tách bằng dấu chấm, ví dụ 12.500.`;
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed))
    return `“${typed}” cần ghi theo cách của Việt Nam: hàng nghìn tách bằng dấu chấm, phần thập phân sau dấu phẩy, ví dụ 1.234,5.`;
  return 'cần là một số, ví dụ 1.234,5.';
}
