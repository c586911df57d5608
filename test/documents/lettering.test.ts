import { expect, test } from 'vitest';
import { letterOf, romanOf } from '../../documents/lettering.ts';

test('the letters of a list are the Vietnamese ones: đ stands after d, f, j, w and z are left out', () => {
  const letters = Array.from({ length: 23 }, (_, index) => letterOf(index + 1));
  expect(letters.join(' ')).toBe('a b c d đ e g h i k l m n o p q r s t u v x y');
});

test.each([
  { ordinal: 24, letter: 'aa' },
  { ordinal: 28, letter: 'ađ' },
  { ordinal: 46, letter: 'ay' },
  { ordinal: 47, letter: 'ba' },
  { ordinal: 23 * 24 + 1, letter: 'aaa' },
])('after y the letters are doubled: $ordinal is $letter', ({ ordinal, letter }) => {
  expect(letterOf(ordinal)).toBe(letter);
});

test.each([
  { ordinal: 1, roman: 'I' },
  { ordinal: 4, roman: 'IV' },
  { ordinal: 5, roman: 'V' },
  { ordinal: 9, roman: 'IX' },
  { ordinal: 14, roman: 'XIV' },
  { ordinal: 40, roman: 'XL' },
  { ordinal: 90, roman: 'XC' },
  { ordinal: 400, roman: 'CD' },
  { ordinal: 1944, roman: 'MCMXLIV' },
])('part $ordinal is $roman', ({ ordinal, roman }) => {
  expect(romanOf(ordinal)).toBe(roman);
});

test.each([0, -1, 1.5, Number.NaN])('a list has no %s', (ordinal) => {
  expect(() => letterOf(ordinal)).toThrow(RangeError);
  expect(() => romanOf(ordinal)).toThrow(RangeError);
});
