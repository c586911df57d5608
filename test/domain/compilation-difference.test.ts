import { expect, test } from 'vitest';
import { figuresOf } from '../../domain/compilation.ts';
import { compilationDifference } from '../../domain/compilation-difference.ts';
import { gapsOf } from '../../domain/compilation-gaps.ts';
import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import {
  givenAgency,
  givenParagraph,
  givenReceipt,
  givenReport,
  givenSilentAgency,
  givenTask,
} from '../documents/given-report.ts';

const givenIndicator = (value: number, over = 2): CompiledIndicator => ({
  ...{
    code: '1.1',
    name: 'Tổng chi',
    unit: 'triệu đồng',
    type: 'decimal',
    aggregation: 'sum',
    section: 'Biểu số liệu',
  },
  ...{ aggregate: { value, over, estimated: 0, lopsided: 0 }, asked: 3 },
  figures: [
    { agency: 'UBND xã Thứ 1', receipt: 'A1', value },
    { agency: 'UBND xã Thứ 2', receipt: 'A2', value: 0, estimated: true },
  ],
});

test('two runs that agree differ in nothing, whatever their numbers', () => {
  const nothing = { sources: [], totals: [], paragraphs: [] };
  expect(compilationDifference(givenReport(), givenReport({ number: 3, final: true }))).toEqual(nothing);
});

test('a report that came, a newer version and one withdrawn are told apart, with both receipts', () => {
  const newer = givenReceipt(2, { code: 'A2-2026-2-XXXXXX', version: 2 });
  const before = [givenAgency(1), givenAgency(2), givenSilentAgency(3), givenAgency(4)];
  const now = [givenAgency(1), givenAgency(2, { receipt: newer }), givenAgency(3), givenSilentAgency(4, 'returned')];
  const { sources, totals } = compilationDifference(
    givenReport({ agencies: before, figures: figuresOf(before) }),
    givenReport({ agencies: now, figures: figuresOf(now) }),
  );
  expect(sources.map(({ code, change }) => [code, change])).toEqual([
    ['A2', 'changed'],
    ['A3', 'added'],
    ['A4', 'removed'],
  ]);
  expect(sources[0]).toMatchObject({ before: { version: 1 }, now: newer });
  expect(totals).toEqual([]);
});

test('changed totals are listed with both values: figures, indicators, tasks; one that is new has no value before', () => {
  const [before, now] = [[givenSilentAgency(1)], [givenAgency(1)]];
  const { totals } = compilationDifference(
    givenReport({ agencies: before }),
    givenReport({
      agencies: now,
      indicators: [givenIndicator(5)],
      groups: [{ code: 'II.1', title: 'Nhóm', tasks: [givenTask('II.1.a', { done: 2 }), givenTask('II.1.b')] }],
    }),
  );
  expect(totals.map(({ field, before: was, now: is }) => [field, was, is])).toEqual([
    ['figures.reported', 0, 1],
    ['figures.onTime', 0, 1],
    ['figures.missing', 1, 0],
    ['indicators.1.1', undefined, 5],
    ['indicators.1.1.over', undefined, 2],
    ['tasks.II.1.a.done', 1, 2],
  ]);
});

test('a paragraph is new, gone, worded anew by an agency of it, or told by others', () => {
  const said = (...paragraphs: ReturnType<typeof givenParagraph>[]) => givenReport({ situation: paragraphs });
  const { paragraphs } = compilationDifference(
    said(givenParagraph('Một', 1), givenParagraph('Hai', 2), givenParagraph('Ba', 3)),
    said(givenParagraph('Một, đã sửa', 1), givenParagraph('Hai', 2, 4), givenParagraph('Năm', 5)),
  );
  expect(paragraphs.map(({ place, change, before, now }) => [place, change, before?.text, now?.text])).toEqual([
    ['sections.I', 'changed', 'Một', 'Một, đã sửa'],
    ['sections.I', 'sources', 'Hai', 'Hai'],
    ['sections.I', 'added', undefined, 'Năm'],
    ['sections.I', 'removed', 'Ba', undefined],
  ]);
});

test('a paragraph of a supporter is another place than the leader’s of the same task', () => {
  const told = (more: object) =>
    givenReport({ groups: [{ code: 'II.1', title: 'Nhóm', tasks: [givenTask('II.1.a', { results: [], ...more })] }] });
  const same = [givenParagraph('Đã phối hợp.', 1)];
  const { paragraphs } = compilationDifference(told({ results: same }), told({ supporting: same }));
  expect(paragraphs.map(({ place, change }) => [place, change])).toEqual([
    ['tasks.II.1.a.supporting', 'added'],
    ['tasks.II.1.a', 'removed'],
  ]);
});

test('the gaps name who is missing, excused and late, and whose figures are estimated', () => {
  const agencies = [
    givenAgency(1, { look: 'late' }),
    givenAgency(2),
    givenSilentAgency(3),
    givenSilentAgency(4, 'excused'),
    givenSilentAgency(5, 'returned'),
  ];
  const gaps = gapsOf(givenReport({ agencies, indicators: [givenIndicator(5)] }));
  expect(gaps.missing.map(({ code }) => code)).toEqual(['A3', 'A5']);
  expect(gaps.excused.map(({ code }) => code)).toEqual(['A4']);
  expect(gaps.late.map(({ code }) => code)).toEqual(['A1']);
  expect(gaps.estimated).toEqual([{ agency: 'UBND xã Thứ 2', indicators: ['1.1'] }]);
});
