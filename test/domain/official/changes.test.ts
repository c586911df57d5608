import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUnchanged, letterChanges, ownParagraphs, refreshedParagraphs } from '../../../domain/official/changes.ts';
import type { LetterLine } from '../../../domain/official/kinds.ts';

const lineOf = (agency: string, state: string): LetterLine => ({ agency, state, due: '17/12/2026', urged: 0 });
const names = Array.from({ length: 12 }, (_, place) => `Cơ quan ${place}`);

/** Of each agency: not on the list, or on it in one of two states. */
const stand = fc.array(fc.constantFrom('none', 'Chưa gửi', 'Trả lại, chưa bổ sung'), {
  minLength: names.length,
  maxLength: names.length,
});

const listOf = (states: readonly string[]): LetterLine[] =>
  names.flatMap((name, place) => (states[place] === 'none' ? [] : [lineOf(name, states[place] ?? '')]));

test('the agencies that are named are exactly those that stand otherwise than before', () => {
  fc.assert(
    fc.property(stand, stand, (before, after) => {
      const changes = letterChanges({ list: listOf(before) }, { list: listOf(after) });
      const named = [...changes.added, ...changes.removed, ...changes.changed.map((each) => each.after)];
      const expected = names.filter((_, place) => before[place] !== after[place]);
      expect(named.map(({ agency }) => agency).toSorted()).toEqual(expected.toSorted());
      expect(isUnchanged(changes)).toBe(expected.length === 0);
    }),
  );
});

test('being urged once more is no change of its own', () => {
  const before = [lineOf('Sở Y tế', 'Chưa gửi')];
  const after = before.map((line) => ({ ...line, urged: 2 }));
  expect(isUnchanged(letterChanges({ list: before }, { list: after }))).toBe(true);
});

test('a figure that moved is said with both values', () => {
  const figures = { total: 110, reported: 4, late: 0, excused: 0 };
  const changes = letterChanges({ list: [], figures }, { list: [], figures: { ...figures, reported: 5 } });
  expect(changes.figures).toEqual([{ name: 'reported', before: 4, after: 5 }]);
});

const [written, fresh] = [
  ['Đến 08:00 còn 3.', 'Đề nghị gửi./.'],
  ['Đến 10:00 còn 2.', 'Đề nghị gửi./.'],
];

test.each([
  { current: written, expected: fresh, because: 'untouched words get the new figures' },
  {
    current: ['Lời của người.', ...written],
    expected: ['Lời của người.', ...fresh],
    because: 'an added paragraph stays',
  },
  { current: ['Còn 3.', 'Đề nghị gửi./.'], expected: ['Còn 3.', 'Đề nghị gửi./.'], because: 'a changed one stays' },
  { current: ['Đề nghị gửi./.'], expected: ['Đề nghị gửi./.'], because: 'one that was taken away stays away' },
])('$because', ({ current, expected }) => {
  expect(refreshedParagraphs(current, written ?? [], fresh ?? [])).toEqual(expected);
});

test('the paragraphs that a person changed are named, so that their figures are looked at', () => {
  expect(ownParagraphs(['Đến 08:00 còn 3.', 'Còn 3.'], written ?? [])).toEqual([1]);
});

test('with nobody left the whole letter is written anew, with another number of paragraphs', () => {
  expect(refreshedParagraphs(written ?? [], written ?? [], ['Không cần ban hành./.'])).toEqual([
    'Không cần ban hành./.',
  ]);
});
