import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsOf, unlikeLastYear } from '../../domain/check-report.ts';
import { changePercent, figuresOfReport } from '../../domain/figures.ts';
import type { Form, Indicator, IndicatorAnswer } from '../../domain/form.ts';

const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  ...{ code, name: `Chỉ tiêu ${code}`, unit: 'nhiệm vụ', type: 'integer', aggregation: 'sum', required: false },
  ...{ source: 'test' },
  ...more,
});

const formOf = (...indicators: Indicator[]): Form => ({
  ...{ id: 'f', version: 1, title: 'Đề cương' },
  sections: [{ code: 'BS', title: 'Biểu số liệu', hint: '', kind: 'indicators', required: false, indicators }],
});

const problems = (form: Form, indicators: Record<string, IndicatorAnswer>) =>
  problemsOf({ form, tasks: [], kind: 'commune' }, { sections: {}, tasks: {}, indicators });

test.each([
  { given: { type: 'integer' }, value: 3, wrong: undefined },
  { given: { type: 'integer' }, value: 3.5, wrong: 'Chỉ tiêu 1: cần là số nguyên.' },
  { given: { type: 'decimal', min: 0 }, value: -0.1, wrong: 'Chỉ tiêu 1: không được nhỏ hơn 0.' },
  { given: { type: 'decimal', max: 1234.5 }, value: 1234.6, wrong: 'Chỉ tiêu 1: không được lớn hơn 1.234,5.' },
  { given: { type: 'percent' }, value: 100.5, wrong: 'Chỉ tiêu 1: không được lớn hơn 100.' },
  { given: { type: 'percent', max: 200 }, value: 150, wrong: undefined },
  { given: { type: 'decimal' }, value: '12', wrong: 'Chỉ tiêu 1: cần là một số.' },
  { given: { type: 'yes_no' }, value: 1, wrong: 'Chỉ tiêu 1: cần chọn “Có” hoặc “Không”.' },
  { given: { type: 'yes_no' }, value: false, wrong: undefined },
  { given: { type: 'text' }, value: 'Đạt', wrong: undefined },
  { given: { type: 'text' }, value: 1, wrong: 'Chỉ tiêu 1: cần ghi bằng chữ.' },
] as const)('the value $value of $given is refused with $wrong', ({ given, value, wrong }) => {
  const found = problems(formOf(indicator('1', given)), { '1': { value } });
  expect(found).toEqual(wrong ? [{ field: 'indicators.1', message: wrong }] : []);
});

test('a text of the most letters is taken; one letter more is named in the form’s order, with how long it may be', () => {
  const form: Form = {
    ...formOf(indicator('1', { type: 'text' }), indicator('2')),
    sections: [
      { code: 'I', title: 'Tình hình', hint: '', kind: 'narrative', required: false },
      { code: 'II', title: 'Nhiệm vụ', hint: '', kind: 'tasks', required: false },
      ...formOf(indicator('1', { type: 'text' }), indicator('2')).sections,
    ],
  };
  const found = (more: number) =>
    problemsOf(
      { form, tasks: ['II.2.đ'], kind: 'commune' },
      {
        sections: { I: 'x'.repeat(100_000 + more) },
        tasks: { 'II.2.đ': { state: 'done', percent: 100, result: 'x'.repeat(100_000 + more) } },
        indicators: { '1': { value: 'x'.repeat(2000 + more) } },
        explanations: { 'indicators.2': 'x'.repeat(2000 + more) },
      },
    );
  expect(found(0)).toEqual([]);
  expect(found(1).map(({ field }) => field)).toEqual([
    ...['sections.I', 'tasks.II.2.đ.result', 'indicators.1', 'explanations.indicators.2'],
  ]);
  expect(found(1)[0]?.message).toBe('Phần I: dài 100.001 ký tự, tối đa 100.000; đề nghị viết gọn hơn.');
});

test('a figure that is a long text is named once', () => {
  const found = problems(formOf(indicator('1')), { '1': { value: 'x'.repeat(2001) } });
  expect(found.map(({ field }) => field)).toEqual(['indicators.1']);
});

test('a required figure is missed only in the agencies that it is asked of', () => {
  const form = formOf(
    indicator('1', { required: true }),
    indicator('2', { required: true, askedOf: 'localities' }),
    indicator('3', { required: true, askedOf: 'departments' }),
  );
  expect(problems(form, {}).map(({ field }) => field)).toEqual(['indicators.1', 'indicators.2']);
  expect(problems(form, { '1': { value: 0 }, '2': { value: 0 } })).toEqual([]);
});

test('a figure that the form reckons is not taken from what was typed', () => {
  const form = formOf(indicator('1'), indicator('2', { formula: { sum: ['1'] } }));
  expect(problems(form, { '2': { value: 5 } }).map(({ field }) => field)).toEqual(['2']);
});

test('sums, differences and shares are reckoned from what is filled in, in whatever order they stand', () => {
  const form = formOf(
    indicator('share', { type: 'percent', formula: { share: ['sum', 'all'] } }),
    indicator('sum', { formula: { sum: ['a', 'b'] } }),
    indicator('rest', { formula: { difference: ['all', 'sum'] } }),
    ...['a', 'b', 'all'].map((code) => indicator(code, { type: 'decimal' })),
  );
  const figures = figuresOfReport(form, { a: { value: 0.1 }, b: { value: 0.2 }, all: { value: 0.9 } });
  expect(Object.fromEntries(figures)).toEqual({ a: 0.1, b: 0.2, all: 0.9, sum: 0.3, rest: 0.6, share: 33.3333 });
  expect(Object.fromEntries(figuresOfReport(form, { a: { value: 4 } }))).toEqual({ a: 4, sum: 4 });
  expect(figuresOfReport(form, { a: { value: 1 }, all: { value: 0 } }).has('share')).toBe(false);
});

test('formulas that run in a circle are left out and do not hang', () => {
  const form = formOf(
    indicator('a', { formula: { difference: ['b', 'c'] } }),
    indicator('b', { formula: { difference: ['a', 'c'] } }),
    indicator('c'),
  );
  expect([...figuresOfReport(form, { c: { value: 1 } }).keys()]).toEqual(['c']);
});

test('a figure that has changed by more than the form lets pass asks for a sentence, and a sentence is enough', () => {
  const form = formOf(indicator('1', { compare: 50 }), indicator('2'));
  const lastYear = {
    form,
    content: { sections: {}, tasks: {}, indicators: { '1': { value: 10 }, '2': { value: 10 } } },
  };
  const content = { sections: {}, tasks: {}, indicators: { '1': { value: 16 }, '2': { value: 99 } } };
  const facts = { form, tasks: [], lastYear };
  expect(unlikeLastYear(facts, content)).toMatchObject([{ field: 'indicators.1', explained: false }]);
  expect(problemsOf(facts, content).map(({ field }) => field)).toEqual(['explanations.indicators.1']);
  const explained = { ...content, explanations: { 'indicators.1': 'Được giao thêm nhiệm vụ.' } };
  expect(problemsOf(facts, explained)).toEqual([]);
  expect(unlikeLastYear(facts, { ...content, indicators: { '1': { value: 15 } } })).toEqual([]);
  expect(unlikeLastYear({ form }, content)).toEqual([]);
});

test('a change is measured by last year, in either direction', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 300 }), (before, percent) => {
      const up = before + (before * percent) / 100;
      const down = before - (before * percent) / 100;
      expect(changePercent(before, up)).toBeCloseTo(percent, 6);
      expect(changePercent(before, down)).toBeCloseTo(percent, 6);
    }),
  );
  expect(changePercent(0, 0)).toBe(0);
  expect(changePercent(0, 1)).toBe(Number.POSITIVE_INFINITY);
});
