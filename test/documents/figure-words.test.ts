import { expect, test } from 'vitest';
import { figureWords, shareWords } from '../../documents/figure-words.ts';

test.each([
  { value: 0, expected: '0' },
  { value: 110, expected: '110' },
  { value: 1234.5, expected: '1.234,5' },
  { value: 72.25, expected: '72,3' },
  { value: 66.666, expected: '66,7' },
])('$value is written $expected', ({ value, expected }) => {
  expect(figureWords(value)).toBe(expected);
});

test('a share is in percent, and nothing of nothing is 0%', () => {
  expect(shareWords(102, 108)).toBe('94,4%');
  expect(shareWords(108, 108)).toBe('100%');
  expect(shareWords(0, 0)).toBe('0%');
});
