import { expect, test } from 'vitest';
import { numberKey, numberedAs, plainNumber } from '../../../domain/official/number.ts';

test.each([
  { kind: 'request', number: 5, expected: '05/SKHCN-VP' },
  { kind: 'urging', number: 12, expected: '12/SKHCN-VP' },
  { kind: 'escalation', number: 87, expected: '87/BC-SKHCN' },
  { kind: 'direction-draft', number: 1561, expected: '1561/UBND-KGVX' },
] as const)('number $number of a letter of kind $kind is $expected', ({ kind, number, expected }) => {
  expect(numberedAs(kind, number)).toBe(expected);
  expect(plainNumber(expected)).toBe(number);
});

test.each([
  { words: '007/SKHCN-VP', expected: 7 },
  { words: '12a/SKHCN-VP', expected: undefined },
  { words: '0/SKHCN-VP', expected: undefined },
  { words: 'SKHCN-VP', expected: undefined },
  { words: '12345678/SKHCN-VP', expected: undefined },
])('$words counts as $expected', ({ words, expected }) => {
  expect(plainNumber(words)).toBe(expected);
});

test('spaces and case do not make another number', () => {
  expect(numberKey(' 12 / SKHCN-VP')).toBe(numberKey('12/skhcn-vp'));
});
