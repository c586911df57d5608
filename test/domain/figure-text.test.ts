import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureText, readFigure } from '../../domain/figure-text.ts';

test.each([
  { typed: '0', value: 0 },
  { typed: '1234', value: 1234 },
  { typed: '1.234', value: 1234 },
  { typed: '1.234.567,25', value: 1234567.25 },
  { typed: ' 1 234,5 ', value: 1234.5 },
  { typed: '1\u00a0234', value: 1234 },
  { typed: '12,5', value: 12.5 },
  { typed: '0,123', value: 0.123 },
  { typed: '1,2340', value: 1.234 },
  { typed: '1234,567', value: 1234.567 },
  { typed: '-3,5', value: -3.5 },
  { typed: '\u22123', value: -3 },
  { typed: '-0', value: 0 },
  { typed: '999999999999999', value: 999_999_999_999_999 },
])('“$typed” is $value', ({ typed, value }) => {
  expect(readFigure(typed)).toEqual({ value });
});

test.each([
  { typed: '1,234', words: 'hai cách hiểu: ghi 1.234 nếu là hàng nghìn, 1,2340 nếu là số thập phân' },
  { typed: '12.5', words: 'hai cách hiểu' },
  { typed: '0.123', words: 'hai cách hiểu' },
  { typed: '1234.567', words: 'hai cách hiểu' },
  { typed: '1,234,567', words: 'theo cách của Việt Nam' },
  { typed: '1,234.5', words: 'theo cách của Việt Nam' },
  { typed: '1.23.456', words: 'cần là một số' },
  { typed: 'khoảng 30', words: 'cần là một số' },
  { typed: '12%', words: 'cần là một số' },
  { typed: '1e3', words: 'cần là một số' },
  { typed: '', words: 'cần là một số' },
  { typed: '1,23456', words: 'tối đa 4 chữ số' },
  { typed: '1234567890123456', words: 'quá dài' },
])('“$typed” is refused: $words', ({ typed, words }) => {
  expect(readFigure(typed)).toEqual({ wrong: expect.stringContaining(words) });
});

test('a figure reads as the same again from its field, to the fourth decimal', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 9999 }), (whole, decimals) => {
      const value = Number(`${whole}.${String(decimals).padStart(4, '0')}`);
      if (Math.abs(whole) < 1e11) expect(readFigure(figureText(value))).toEqual({ value: value + 0 });
    }),
  );
  expect(figureText(1.234)).toBe('1,2340');
});
