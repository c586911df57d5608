import { expect, test } from 'vitest';
import { cleanText } from '../../documents/clean-text.ts';

test.each([
  { given: 'a\u0000b\u0007c\u001B[0m', expected: 'abc[0m', because: 'control characters are not XML' },
  { given: 'một\ttab\r\nhai dòng', expected: 'một tab hai dòng', because: 'a run is one line' },
  { given: 'a\uFFFEb\uFFFFc', expected: 'abc', because: 'two characters are no characters' },
  { given: 'nửa \uD83D đôi', expected: 'nửa  đôi', because: 'half a pair cannot be written in UTF-8' },
  { given: 'đủ đôi 🙂', expected: 'đủ đôi 🙂', because: 'a whole pair is a character' },
  { given: 'Quảng Ngãi'.normalize('NFD'), expected: 'Quảng Ngãi', because: 'accents are composed' },
  { given: 'R&D <b> "x"', expected: 'R&D <b> "x"', because: 'what only needs escaping stays' },
])('$expected: $because', ({ given, expected }) => {
  expect(cleanText(given)).toBe(expected);
});
