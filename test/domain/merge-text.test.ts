import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeText } from '../../domain/merge-text.ts';

const lines = (...paragraphs: string[]): string => paragraphs.join('\n');
const base = lines('Tình hình.', 'Kết quả.', 'Hạn chế.');

test.each([
  {
    what: 'different paragraphs',
    mine: lines('Tình hình mới.', 'Kết quả.', 'Hạn chế.'),
    theirs: lines('Tình hình.', 'Kết quả.', 'Hạn chế khác.'),
    merged: lines('Tình hình mới.', 'Kết quả.', 'Hạn chế khác.'),
  },
  {
    what: 'neighbours, one of them split in two',
    mine: lines('Tình hình.', 'Kết quả một.', 'Kết quả hai.', 'Hạn chế.'),
    theirs: lines('Tình hình.', 'Kết quả.', 'Hạn chế khác.'),
    merged: lines('Tình hình.', 'Kết quả một.', 'Kết quả hai.', 'Hạn chế khác.'),
  },
  {
    what: 'one deleted, one added at the end',
    mine: lines('Kết quả.', 'Hạn chế.'),
    theirs: lines(base, 'Phương hướng.'),
    merged: lines('Kết quả.', 'Hạn chế.', 'Phương hướng.'),
  },
  {
    what: 'one side holds the other’s change already',
    mine: lines('Tình hình mới.', 'Kết quả.', 'Hạn chế.'),
    theirs: lines('Tình hình mới.', 'Kết quả.', 'Hạn chế khác.'),
    merged: lines('Tình hình mới.', 'Kết quả.', 'Hạn chế khác.'),
  },
  {
    what: 'the same paragraph',
    mine: lines('Tình hình.', 'Kết quả của tôi.', 'Hạn chế.'),
    theirs: lines('Tình hình.', 'Kết quả bản kia.', 'Hạn chế.'),
    merged: undefined,
  },
  { what: 'both added at the end', mine: lines(base, 'Của tôi.'), theirs: lines(base, 'Bản kia.'), merged: undefined },
  {
    what: 'deleted here, changed there',
    mine: lines('Tình hình.', 'Hạn chế.'),
    theirs: lines('Tình hình.', 'Kết quả khác.', 'Hạn chế.'),
    merged: undefined,
  },
])('$what', ({ mine, theirs, merged }) => {
  expect([mergeText(base, mine, theirs), mergeText(base, theirs, mine)]).toEqual([merged, merged]);
});

/** What one side does to a paragraph: leaves it out, writes another, or puts one behind it. */
const deed = fc.constantFrom('drop', 'rewrite', 'append');
const done = (paragraphs: readonly string[], at: number, what: string, words: string): string[] =>
  paragraphs.flatMap((paragraph, place) => {
    if (place !== at) return [paragraph];
    return what === 'drop' ? [] : what === 'rewrite' ? [words] : [paragraph, words];
  });

test('what is done to two paragraphs with another one between is done to both, whatever it is', () => {
  const given = fc.record({ count: fc.integer({ min: 3, max: 12 }), first: fc.nat(), gap: fc.nat(), a: deed, b: deed });
  fc.assert(
    fc.property(given, ({ count, first, gap, a, b }) => {
      const was = Array.from({ length: count }, (_, place) => `Đoạn ${place}.`);
      const one = first % (count - 2);
      const other = one + 2 + (gap % (count - one - 2));
      const mine = done(was, one, a, 'Của tôi.');
      const theirs = done(was, other, b, 'Bản kia.');
      const merged = done(done(was, other, b, 'Bản kia.'), one, a, 'Của tôi.');
      expect(mergeText(was.join('\n'), mine.join('\n'), theirs.join('\n'))).toBe(merged.join('\n'));
    }),
  );
});

test('no paragraph of either side is missing in what is merged, and nothing else stands in it; the same from either side', () => {
  // Like paragraphs, and blank ones between them, are where a merge goes astray.
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 6 })
    .map((paragraphs) => paragraphs.join('\n').trim());
  fc.assert(
    fc.property(text, text, text, (was, mine, theirs) => {
      const merged = mergeText(was, mine, theirs);
      expect(mergeText(was, theirs, mine)).toBe(merged);
      if (merged === undefined) return;
      const count = (side: string, word: string) => side.split('\n').filter((each) => each === word).length;
      for (const word of ['a', 'b', 'c']) {
        const [before, my, their] = [count(was, word), count(mine, word), count(theirs, word)];
        // What each added or took away, added up; less when one holds the other's change.
        expect([my + their - before, my, their]).toContain(count(merged, word));
      }
    }),
    { numRuns: 20_000 },
  );
});

test('each took away what the other left: a person decides, the part is not emptied', () => {
  expect(mergeText('Một.\nHai.', 'Một.', 'Hai.')).toBeUndefined();
});
