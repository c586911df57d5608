import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agency } from '../../domain/agency.ts';
import { heirsOf, lineagesOf } from '../../domain/succession.ts';

const agency = (code: string, ...successors: string[]): Agency => ({
  ...{ code, name: code, kind: 'department', successors },
  validFrom: Temporal.PlainDate.from('2020-01-01'),
  validTo: undefined,
});

const heirs = (code: string, agencies: readonly Agency[], reporting: readonly string[]) =>
  heirsOf(code, agencies, new Set(reporting));

test('who reports itself is its own heir; who was merged, and merged again, has the last one', () => {
  const agencies = [agency('SKHDT', 'STC'), agency('STC'), agency('A', 'B'), agency('B', 'C'), agency('C')];
  expect(heirs('STC', agencies, ['STC'])).toEqual(['STC']);
  expect(heirs('SKHDT', agencies, ['STC'])).toEqual(['STC']);
  expect(heirs('A', agencies, ['C'])).toEqual(['C']);
});

test('a split one has every successor, and one that does not report is named too', () => {
  expect(heirs('H', [agency('H', 'X1', 'X2')], ['X1'])).toEqual(['X1', 'X2']);
  expect(heirs('gone', [agency('gone')], ['X1'])).toEqual(['gone']);
});

test('a merger stands as one group, a split too; what went to nobody that reports is not whole', () => {
  const then = [
    { code: 'SKHDT', heirs: ['STC'] },
    { code: 'STC', heirs: ['STC'] },
    { code: 'H', heirs: ['X1', 'X2'] },
    { code: 'K', heirs: ['X3', 'nobody'] },
    { code: 'gone', heirs: ['gone'] },
  ];
  expect(lineagesOf(then, ['STC', 'X1', 'X2', 'X3', 'new'])).toEqual([
    { before: ['SKHDT', 'STC'], now: ['STC'], whole: true },
    { before: ['H'], now: ['X1', 'X2'], whole: true },
    { before: ['K'], now: ['X3'], whole: false },
    { before: [], now: ['new'], whole: true },
    { before: ['gone'], now: [], whole: false },
  ]);
});

test('every agency of both years stands in exactly one group, whoever was merged into whom', () => {
  const codes = fc.integer({ min: 0, max: 9 }).map(String);
  const then = fc.uniqueArray(
    fc.record({ code: codes, heirs: fc.uniqueArray(codes, { minLength: 1, maxLength: 3 }) }),
    {
      selector: ({ code }) => code,
    },
  );
  fc.assert(
    fc.property(then, fc.uniqueArray(codes), (before, now) => {
      const groups = lineagesOf(before, now);
      expect(groups.flatMap((group) => group.now).toSorted()).toEqual(now.toSorted());
      expect(groups.flatMap((group) => group.before).toSorted()).toEqual(before.map(({ code }) => code).toSorted());
    }),
  );
});
