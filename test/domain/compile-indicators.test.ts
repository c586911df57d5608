import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgencyKind } from '../../domain/agency.ts';
import { compileIndicators } from '../../domain/compile-indicators.ts';
import type { YearBefore } from '../../domain/compile-indicators.ts';
import type { ReportContent } from '../../domain/form.ts';
import { formOf, indicator } from '../given/forms.ts';

const figures = (values: Record<string, number | boolean | string>, estimated: string[] = []): ReportContent => ({
  ...{ sections: {}, tasks: {} },
  indicators: Object.fromEntries(
    Object.entries(values).map(([code, value]) => [
      code,
      { value, ...(estimated.includes(code) && { estimated: true }) },
    ]),
  ),
});
const source = (agency: string, content: ReportContent) => ({
  agency,
  name: `Sở ${agency}`,
  receipt: `BC-${agency}`,
  content,
});
const asked = (...codes: string[]) => codes.map((code) => ({ code, kind: 'department' as AgencyKind }));
const form = formOf(indicator('1', { type: 'decimal' }), indicator('2', { askedOf: 'localities' }));

test('an indicator says over how many of how many asked it runs, and shows every figure, blanks and estimates included', () => {
  const [first, second] =
    compileIndicators({
      form,
      agencies: [...asked('A', 'B', 'C'), { code: 'X', kind: 'ward' }],
      sources: [
        source('A', figures({ 1: 2 })),
        source('B', figures({ 1: 3.5 }, ['1'])),
        source('X', figures({ 2: 9 })),
      ],
    }) ?? [];
  expect(first).toMatchObject({ asked: 4, section: 'Biểu số liệu', aggregate: { value: 5.5, over: 2, estimated: 1 } });
  expect(first?.figures).toEqual([
    { agency: 'Sở A', receipt: 'BC-A', value: 2 },
    { agency: 'Sở B', receipt: 'BC-B', value: 3.5, estimated: true },
    { agency: 'Sở X', receipt: 'BC-X' },
  ]);
  expect(second).toMatchObject({ asked: 1, aggregate: { value: 9, over: 1 }, figures: [{ agency: 'Sở X', value: 9 }] });
  expect(first).not.toHaveProperty('lastYear');
});

test('a form without figures has no table', () => {
  expect(compileIndicators({ form: { ...form, sections: [] }, agencies: asked('A'), sources: [] })).toBeUndefined();
});

const yearBefore = (agencies: YearBefore['agencies'], old = form): YearBefore => ({ form: old, agencies });
const lastYearOf = (before: YearBefore, now: Record<string, number>) =>
  compileIndicators({
    form,
    agencies: asked('A', 'B', 'C'),
    sources: Object.entries(now).map(([code, value]) => source(code, figures({ 1: value }))),
    before,
  })?.[0]?.lastYear;

test('last year stands over all, and beside this year over those who gave the figure in both', () => {
  const before = yearBefore([
    { code: 'A', heirs: ['A'], content: figures({ 1: 10 }) },
    { code: 'B', heirs: ['B'], content: figures({ 1: 20 }) },
    { code: 'C', heirs: ['C'] },
    { code: 'gone', heirs: ['gone'], content: figures({ 1: 100 }) },
  ]);
  expect(lastYearOf(before, { A: 11, C: 5 })).toMatchObject({
    all: { value: 130, over: 3 },
    inBoth: { now: { value: 11, over: 1 }, before: { value: 10, over: 1 } },
  });
});

test('merged agencies are compared with their successor, only when all of them gave the figure', () => {
  const merged = (content?: ReportContent) =>
    yearBefore([
      { code: 'A', heirs: ['A'], content: figures({ 1: 10 }) },
      { code: 'old', heirs: ['A'], ...(content && { content }) },
    ]);
  expect(lastYearOf(merged(figures({ 1: 7 })), { A: 18 })?.inBoth).toMatchObject({
    now: { value: 18, over: 1 },
    before: { value: 17, over: 2 },
  });
  expect(lastYearOf(merged(), { A: 18 })?.inBoth).toMatchObject({ now: { over: 0 }, before: { over: 0 } });
});

test('a split agency is compared with its successors together', () => {
  const before = yearBefore([{ code: 'H', heirs: ['A', 'B'], content: figures({ 1: 10 }) }]);
  expect(lastYearOf(before, { A: 4, B: 5 })?.inBoth).toMatchObject({ now: { value: 9 }, before: { value: 10 } });
  expect(lastYearOf(before, { A: 4 })?.inBoth.now.over).toBe(0);
});

test('a figure of another form is taken by its code when the unit is the same, reckoned or typed', () => {
  const content = figures({ 1: 10, 3: 2 });
  const then = (old: Parameters<typeof formOf>[0]) =>
    lastYearOf(yearBefore([{ code: 'A', heirs: ['A'], content }], formOf(old, indicator('3'))), { A: 11 });
  expect(then(indicator('1', { unit: 'tỷ đồng' }))).toBeUndefined();
  expect(then(indicator('9'))).toBeUndefined();
  expect(then(indicator('1', { type: 'decimal', formula: { sum: ['3'] } }))?.all.value).toBe(2);
});

test('the order of the sources never changes a total, and those in both years are no more than all', () => {
  const value = fc.integer({ min: 0, max: 10_000 }).map((each) => each / 4);
  const given = fc.array(fc.record({ now: fc.option(value), before: fc.option(value) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(given, fc.nat(), (agencies, turn) => {
      const codes = agencies.map((_, place) => `A${place}`);
      const sources = agencies.flatMap(({ now }, place) =>
        now === null ? [] : [source(`A${place}`, figures({ 1: now }))],
      );
      const before = yearBefore(
        agencies.map(({ before: was }, place) => ({
          ...{ code: `A${place}`, heirs: [`A${place}`] },
          ...(was !== null && { content: figures({ 1: was }) }),
        })),
      );
      const compiled = (some: typeof sources) => {
        const [first] = compileIndicators({ form, agencies: asked(...codes), sources: some, before }) ?? [];
        return { aggregate: first?.aggregate, lastYear: first?.lastYear };
      };
      const cut = turn % (sources.length + 1);
      const straight = compiled(sources);
      expect(compiled([...sources.slice(cut), ...sources.slice(0, cut)])).toEqual(straight);
      const { all, inBoth } = straight.lastYear ?? {};
      expect(inBoth?.before.over ?? 0).toBeLessThanOrEqual(all?.over ?? 0);
      expect(inBoth?.before.value ?? 0).toBeLessThanOrEqual(all?.value ?? 0);
      expect(inBoth?.now.value ?? 0).toBeLessThanOrEqual(straight.aggregate?.value ?? 0);
    }),
  );
});
