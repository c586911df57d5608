const format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** A figure as Vietnamese documents write it: `1.234,5`; at most one decimal. */
export const figureWords = (value: number): string => format.format(value);

/** A part of a whole in percent: 102 of 108 is `94,4%`; `0%` of nothing. */
export const shareWords = (part: number, whole: number): string =>
  `${figureWords(whole === 0 ? 0 : (part / whole) * 100)}%`;
