import { expect, test } from 'vitest';
import { allSources, sourceMark } from '../../documents/source-mark.ts';

const paragraph = (count: number) => ({
  number: 7,
  text: 'Đã làm.',
  agencies: Array.from({ length: count }, (_, index) => `Cơ quan ${index + 1}`),
  sources: Array.from({ length: count }, (_, index) => `M${index + 1}`),
});

test.each([
  { count: 1, expected: '[7] (Cơ quan 1; mã tiếp nhận M1)' },
  { count: 3, expected: '[7] (Cơ quan 1, Cơ quan 2, Cơ quan 3; mã tiếp nhận M1, M2, M3)' },
  {
    count: 4,
    expected: '[7] (Cơ quan 1, Cơ quan 2, Cơ quan 3 và 1 cơ quan khác; mã tiếp nhận M1, M2, M3 và 1 mã khác)',
  },
  {
    count: 110,
    expected: '[7] (Cơ quan 1, Cơ quan 2, Cơ quan 3 và 107 cơ quan khác; mã tiếp nhận M1, M2, M3 và 107 mã khác)',
  },
])('a mark of $count sources shows three at most', ({ count, expected }) => {
  expect(sourceMark(paragraph(count))).toBe(expected);
});

test('the list of all sources names every agency with its code', () => {
  expect(allSources(paragraph(4))).toBe('Cơ quan 1 (M1); Cơ quan 2 (M2); Cơ quan 3 (M3); Cơ quan 4 (M4)');
});

test('a code without a name and a name without a code are still listed', () => {
  expect(allSources({ ...paragraph(1), sources: ['M1', 'M2'] })).toBe('Cơ quan 1 (M1); M2');
  expect(allSources({ ...paragraph(2), sources: ['M1'] })).toBe('Cơ quan 1 (M1); Cơ quan 2');
});

test('an officer’s own words are told from an agency’s, with or without sources', () => {
  const own = { synthesised: true as const };
  expect(sourceMark({ ...paragraph(1), ...own })).toBe('[7] (biên tập từ báo cáo của Cơ quan 1; mã tiếp nhận M1)');
  expect(sourceMark({ ...paragraph(0), ...own })).toBe('[7] (đoạn biên tập, không có báo cáo nguồn)');
  expect(allSources({ ...paragraph(0), ...own })).toBe('đoạn biên tập, không có báo cáo nguồn');
  expect(allSources({ ...paragraph(1), ...own })).toBe('Cơ quan 1 (M1)');
});
