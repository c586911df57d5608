import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Form } from '../../domain/form.ts';
import { formDifference } from '../../domain/form-difference.ts';
import { formOf, indicator, sampleForm, section } from '../given/forms.ts';

const said = (before: Form, after: Form) =>
  formDifference(before, after).map(
    ({ kind, what, code, details }) =>
      `${kind} ${what} ${code}${details.map(({ part, before: was, after: is }) => ` [${part}: ${was} → ${is}]`).join('')}`,
  );

test('a version differs from itself in nothing', () => {
  expect(formDifference(sampleForm, structuredClone(sampleForm))).toEqual([]);
});

test('what is added, removed and changed is named by its code, each part before and after', () => {
  const before = formOf(indicator('1'), indicator('2', { compare: 50 }), indicator('3'));
  const after = formOf(
    indicator('1', { unit: 'đề tài', min: 0, max: 9, formula: { sum: ['2', '4'] } }),
    indicator('2', { compare: 30, askedOf: 'localities' }),
    indicator('4'),
  );
  expect(said(before, { ...after, title: 'Đề cương mới', sections: [...after.sections, section('V')] })).toEqual([
    'changed title  [Tên: Đề cương → Đề cương mới]',
    'added section V',
    'changed indicator 1 [Đơn vị tính: nhiệm vụ → đề tài] [Giới hạn:  → từ 0 đến 9] [Công thức:  → = 2 + 4]',
    'changed indicator 2 [Giải thích khi thay đổi quá: 50 % → 30 %] [Hỏi cơ quan: mọi cơ quan → UBND các địa phương]',
    'added indicator 4',
    'removed indicator 3',
  ]);
});

test('one indicator moved to the front is one move, and one moved to another section is a change', () => {
  const [a, b, c] = [indicator('a'), indicator('b'), indicator('c')];
  expect(said(formOf(a, b, c), formOf(c, a, b))).toEqual(['moved indicator c']);
  const two = (...first: (typeof a)[]): Form => ({
    ...formOf(),
    sections: [
      section('X', { kind: 'indicators', indicators: first }),
      section('Y', { kind: 'indicators', indicators: [a, b, c].filter((each) => !first.includes(each)) }),
    ],
  });
  expect(said(two(a, b), two(a))).toEqual(['changed indicator b [Thuộc phần: X → Y]']);
});

test('however indicators are shuffled, those not named as moved kept their order', () => {
  const all = Array.from({ length: 8 }, (_, at) => indicator(`${at}`));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 8 }), (shuffled) => {
      const moved = new Set(formDifference(formOf(...all), formOf(...shuffled)).map(({ code }) => code));
      const kept = (row: typeof all) => row.map(({ code }) => code).filter((code) => !moved.has(code));
      expect(kept(shuffled)).toEqual(kept(all));
    }),
  );
});
