import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable } from '../../domain/differences.ts';
import { textDifference } from '../../web/text-difference.ts';

/** `còn [-rất-] chậm` */
const shown = (before: string, now: string): string =>
  textDifference(before, now)
    .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'added' ? `[+${text}+]` : `[-${text}-]`))
    .join('');

test.each([
  { before: 'Tiến độ còn chậm.', now: 'Tiến độ còn chậm.', expected: 'Tiến độ còn chậm.', because: 'it is the same' },
  {
    before: 'Giải ngân 1.234,5 triệu đồng.',
    now: 'Giải ngân 1.284,5 triệu đồng.',
    expected: 'Giải ngân [-1.234,5-][+1.284,5+] triệu đồng.',
    because: 'a figure is one word',
  },
  {
    before: 'Phân công chưa rõ ràng.',
    now: 'Phân công còn chậm trễ.',
    expected: 'Phân công [-chưa rõ ràng-][+còn chậm trễ+].',
    because: 'changes with only spaces between are one change',
  },
  {
    before: 'Sở đã họp'.normalize('NFD'),
    now: 'Sở đã họp',
    expected: 'Sở đã họp',
    because: 'the composition of letters is no difference',
  },
  {
    before: 'Sơ kết năm',
    now: 'Sở kết năm',
    expected: '[-Sơ-][+Sở+] kết năm',
    because: 'a tone mark makes another word, and the whole word is marked',
  },
  { before: '', now: 'Mới.', expected: '[+Mới.+]', because: 'there was nothing' },
  { before: 'Một.\nHai.', now: 'Một.', expected: 'Một.[-\nHai.-]', because: 'a paragraph went' },
])('$expected, since $because', ({ before, now, expected }) => {
  expect(shown(before, now)).toBe(expected);
});

const word = fc.constantFrom('Sở', 'đã', 'họp', '1.234,5', ',', ' ', ' ', '\n', 'ưu', '😀', '\u0301');
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));

test('without what was added it is the text before, without what was removed the text now, and no piece is empty', () => {
  fc.assert(
    fc.property(text, text, (before, now) => {
      const pieces = textDifference(before, now);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect(without('added')).toBe(comparable(before));
      expect(without('removed')).toBe(comparable(now));
      expect(pieces.every((piece) => piece.text)).toBe(true);
    }),
  );
});

test('two long texts that have hardly anything in common are one removed and one added', () => {
  const long = (seed: number) => Array.from({ length: 20_000 }, (_, at) => `từ${(at * seed) % 7919}`).join(' ');
  const pieces = textDifference(long(3), long(5));
  expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
