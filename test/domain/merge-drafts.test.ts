import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyReport } from '../../domain/form.ts';
import type { ReportContent } from '../../domain/form.ts';
import { both, fieldsOf, mergeDrafts, reportOf, sameReport, sameValue } from '../../domain/merge-drafts.ts';
import type { FieldValue, Fields } from '../../domain/merge-drafts.ts';

const text = (sections: Record<string, string>): ReportContent => ({ sections, tasks: {} });

test('what two people wrote in different fields stands in one report', () => {
  const base = text({ I: 'Cũ.' });
  const mine = { ...text({ I: 'Mới.' }), indicators: { '2.1': { value: 4 } } };
  const theirs = { ...text({ I: 'Cũ.', III: 'Không.' }), explanations: { 'indicators.2.1': 'Được giao thêm.' } };
  expect(mergeDrafts(base, mine, theirs)).toEqual({
    content: {
      ...text({ I: 'Mới.', III: 'Không.' }),
      indicators: { '2.1': { value: 4 } },
      explanations: { 'indicators.2.1': 'Được giao thêm.' },
    },
    conflicts: [],
  });
});

test('what two people wrote in one field is a conflict; what is saved stays until a person chooses', () => {
  const { content, conflicts } = mergeDrafts(text({ I: 'Cũ.' }), text({ I: 'Của tôi.' }), text({ I: 'Bản kia.' }));
  expect(content).toEqual(text({ I: 'Bản kia.' }));
  expect(conflicts).toEqual([{ field: 'sections.I', mine: 'Của tôi.', theirs: 'Bản kia.' }]);
});

test.each([
  { what: 'a field deleted on one side falls away', mine: {}, theirs: { I: 'Cũ.' }, merged: {}, torn: [] },
  { what: 'deleted here, changed there', mine: {}, theirs: { I: 'Mới.' }, merged: { I: 'Mới.' }, torn: ['sections.I'] },
  { what: 'changed alike', mine: { I: 'Mới.' }, theirs: { I: 'Mới.' }, merged: { I: 'Mới.' }, torn: [] },
])('$what', ({ mine, theirs, merged, torn }) => {
  const { content, conflicts } = mergeDrafts(text({ I: 'Cũ.' }), text(mine), text(theirs));
  expect(content).toEqual(text(merged));
  expect(conflicts.map(({ field }) => field)).toEqual(torn);
});

test('when nobody knows what both began with, nothing counts as deleted', () => {
  const { content, conflicts } = mergeDrafts(emptyReport, text({ I: 'Của tôi.' }), text({ I: 'Khác.', III: 'Không.' }));
  expect(content).toEqual(text({ I: 'Khác.', III: 'Không.' }));
  expect(conflicts).toHaveLength(1);
});

test('the state of a task and its words are fields of their own', () => {
  const task = (state: 'done' | 'under_way', percent: number, result: string): ReportContent => ({
    ...emptyReport,
    tasks: { 'II.1.a': { state, percent, result } },
  });
  const merged = mergeDrafts(task('under_way', 40, 'Cũ.'), task('done', 100, 'Cũ.'), task('under_way', 40, 'Mới.'));
  expect(merged).toEqual({ content: task('done', 100, 'Mới.'), conflicts: [] });
});

test('a mark of last year goes with the words that it marks', () => {
  const carried = { ...text({ I: 'Năm trước.' }), carried: ['sections.I'] };
  expect(mergeDrafts(emptyReport, carried, text({ III: 'Không.' })).content.carried).toEqual(['sections.I']);
  expect(mergeDrafts(carried, text({ I: 'Sửa.' }), carried).content.carried).toBeUndefined();
  expect(mergeDrafts(carried, text({ I: 'Năm trước.' }), carried).content.carried).toBeUndefined();
  expect(mergeDrafts(emptyReport, carried, text({ I: 'Tự viết.' })).content.carried).toBeUndefined();
});

test('both texts one after the other repeat nothing', () => {
  expect(both('Một.', 'Hai.')).toBe('Một.\nHai.');
  expect(both('Một. Hai.', 'Hai.')).toBe('Một. Hai.');
  expect(both(undefined, 'Hai.')).toBe('Hai.');
});

const words = fc.constantFrom('một', 'hai', 'ba', 'bốn', 'năm');
const answer = fc.oneof(
  fc.record({ value: fc.oneof(fc.integer({ min: 0, max: 9 }), words, fc.boolean()) }),
  fc.record({ value: fc.integer({ min: 0, max: 9 }), estimated: fc.constant(true) }),
);
const task = fc.record({
  state: fc.constantFrom('done' as const, 'under_way' as const),
  percent: fc.integer({ min: 0, max: 100 }),
  result: fc.oneof(fc.constant(''), words),
});
const places = fc.constantFrom('I', 'II.1', 'II.1.a', 'V');
const report = fc
  .record({
    sections: fc.dictionary(places, words),
    tasks: fc.dictionary(places, task),
    indicators: fc.dictionary(places, answer),
    explanations: fc.dictionary(fc.constant('indicators.I'), words),
    carried: fc.uniqueArray(fc.constantFrom('sections.I', 'tasks.II.1', 'indicators.V')),
  })
  .map(({ carried, ...content }) => reportOf(fieldsOf(content), carried));

const same = (one: ReportContent, other: ReportContent): void => {
  expect(Object.fromEntries(fieldsOf(one))).toEqual(Object.fromEntries(fieldsOf(other)));
  expect(new Set(one.carried)).toEqual(new Set(other.carried));
};

test('two reports are the same when every field and every mark is', () => {
  fc.assert(
    fc.property(report, report, (one, other) => {
      expect(sameReport(one, one)).toBe(true);
      expect(sameReport(one, other)).toBe(sameReport(other, one));
      expect(sameReport(one, { ...one, sections: { ...one.sections, VI: 'thêm' } })).toBe(false);
      expect(sameReport(one, { ...one, carried: [...(one.carried ?? []), 'sections.VI'] })).toBe(false);
    }),
  );
});

test('a report is its fields and its marks', () => {
  fc.assert(fc.property(report, (content) => same(reportOf(fieldsOf(content), content.carried), content)));
});

test('merged with itself, or with what it began as, a report stays as it is', () => {
  fc.assert(
    fc.property(report, report, (base, mine) => {
      for (const [one, other] of [
        [mine, mine],
        [mine, base],
        [base, mine],
      ] as const) {
        const { content, conflicts } = mergeDrafts(base, one, other);
        expect(conflicts).toEqual([]);
        same(content, mine);
      }
    }),
  );
});

test('no word of either side is lost: each change stands in the merged report or is shown as a conflict', () => {
  fc.assert(
    fc.property(report, report, report, (base, mine, theirs) => {
      const { content, conflicts } = mergeDrafts(base, mine, theirs);
      const [merged, torn] = [fieldsOf(content), new Map(conflicts.map((each) => [each.field, each]))];
      const stands = (field: string, value: FieldValue | undefined) => {
        const conflict = torn.get(field);
        const kept = [merged.get(field), ...(conflict ? [conflict.mine, conflict.theirs] : [])];
        expect(kept.some((each) => sameValue(each, value))).toBe(true);
      };
      for (const side of [mine, theirs]) for (const [field, value] of changes(base, side)) stands(field, value);
    }),
  );
});

test('from either side the same report comes out, and the same conflicts', () => {
  fc.assert(
    fc.property(report, report, report, (base, mine, theirs) => {
      const [one, other] = [mergeDrafts(base, mine, theirs), mergeDrafts(base, theirs, mine)];
      expect(new Set(one.conflicts.map(({ field }) => field))).toEqual(
        new Set(other.conflicts.map(({ field }) => field)),
      );
      if (one.conflicts.length === 0) same(one.content, other.content);
    }),
  );
});

function changes(base: ReportContent, side: ReportContent): [string, FieldValue | undefined][] {
  const [was, now]: [Fields, Fields] = [fieldsOf(base), fieldsOf(side)];
  return (
    [...new Set([...was.keys(), ...now.keys()])]
      // A task whose words are left has a state again, even when one side took the state away.
      .filter((field) => now.has(field) && !sameValue(was.get(field), now.get(field)))
      .map((field) => [field, now.get(field)])
  );
}
