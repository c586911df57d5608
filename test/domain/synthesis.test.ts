import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraphKey, paragraphsIn } from '../../domain/paragraph-key.ts';
import type { PlaceSource } from '../../domain/place-sources.ts';
import { changesSince } from '../../domain/synthesis.ts';

const source = (agency: string, text: string, version = 1): PlaceSource => ({
  ...{ agency, name: `Cơ quan ${agency}`, receipt: `${agency}-2026-${version}`, role: 'lead' as const, text },
});

test('what changed is named by agency: new, other and gone paragraphs', () => {
  const before = [source('A', 'Một.\nHai.'), source('B', 'Ba.'), source('C', 'Bốn.')];
  const now = [source('A', 'Hai.\nHai rưỡi.', 2), source('C', 'Bốn.', 2), source('D', 'Năm.')];
  expect(changesSince(before, now)).toEqual([
    { agency: 'A', name: 'Cơ quan A', kind: 'changed', added: ['Hai rưỡi.'], removed: ['Một.'] },
    { agency: 'D', name: 'Cơ quan D', kind: 'new', added: ['Năm.'], removed: [] },
    { agency: 'B', name: 'Cơ quan B', kind: 'gone', added: [], removed: ['Ba.'] },
  ]);
});

test('a new version that says the same in another order, or with other marks, changes nothing', () => {
  expect(changesSince([source('A', 'Một.\nHai.')], [source('A', '1. Hai\n- Một;', 2)])).toEqual([]);
});

test('a synthesis is stale exactly when the set of its agencies’ paragraphs has changed', () => {
  const text = fc.array(fc.constantFrom('Một.', '- một', 'Hai.', 'Ba;', ''), { maxLength: 3 });
  const sources = fc
    .tuple(text, text, text)
    .map((texts) => texts.map((lines, place) => source('ABC'.charAt(place), lines.join('\n'))));
  const setOf = (given: readonly PlaceSource[]) =>
    [
      ...new Set(given.flatMap((each) => paragraphsIn(each.text).map((line) => each.agency + paragraphKey(line)))),
    ].toSorted();
  fc.assert(
    fc.property(sources, sources, (before, now) => {
      const same = JSON.stringify(setOf(before)) === JSON.stringify(setOf(now));
      expect(changesSince(before, now).length === 0).toBe(same);
    }),
  );
});
