import { expect, test } from 'vitest';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import { givenAgency, givenEmptyReport, givenIndicator, givenReport, givenSilentAgency } from './given-report.ts';
import { linesOf } from './open-document.ts';

const linesOfReport = async (report: CompiledReport) => linesOf(await compiledReportDocument(report));

test.each([
  {
    number: '105/KH-UBND',
    words: 'và Kế hoạch số 105/KH-UBND của UBND tỉnh Quảng Ngãi thực hiện Kết luận 69, kết quả',
  },
  { number: '', words: 'và Kế hoạch thực hiện Kết luận 69 của UBND tỉnh Quảng Ngãi, kết quả' },
])('the opening names the plan with the number "$number"', async ({ number, words }) => {
  const plan = { number, title: '', shortTitle: 'Kế hoạch thực hiện Kết luận 69' };
  expect((await linesOfReport(givenReport({ plan }))).join('\n')).toContain(words);
});

test('the opening gives the period, the time and who has reported, without those excused', async () => {
  const agencies = [
    ...Array.from({ length: 6 }, (_, index) => givenAgency(index + 1)),
    givenAgency(7, { look: 'late' }),
    givenSilentAgency(8),
    givenAgency(9, { look: 'returned' }),
    givenSilentAgency(10, 'excused'),
  ];
  const text = (await linesOfReport(givenReport({ agencies }))).join('\n');
  expect(text).toContain('số liệu tính từ ngày 15/12/2025 đến ngày 14/12/2026.');
  expect(text).toContain(
    'Đến 08:00 thứ Sáu, 18/12/2026, có 7/9 cơ quan, đơn vị đã báo cáo, đạt 77,8% (6 đúng hạn, 1 quá hạn); 2 cơ quan ' +
      'chưa báo cáo (trong đó 1 cơ quan đang bổ sung báo cáo): UBND xã Thứ 8, UBND xã Thứ 9; 1 cơ quan không phải báo cáo.',
  );
});

test.each([
  { silent: 2, told: '2 cơ quan chưa báo cáo: UBND xã Thứ 2, UBND xã Thứ 3.' },
  { silent: 6, told: '6 cơ quan chưa báo cáo.' },
])('of $silent agencies that have not reported the opening tells: $told', async ({ silent, told }) => {
  const agencies = [givenAgency(1), ...Array.from({ length: silent }, (_, index) => givenSilentAgency(index + 2))];
  const lines = await linesOfReport(givenReport({ agencies }));
  expect(lines.find((line) => line.startsWith('Đến 08:00'))).toMatch(new RegExp(`; ${RegExp.escape(told)}$`));
});

test('the opening names each appendix by its number, and only those that are there', async () => {
  const guideOf = async (report: CompiledReport) =>
    (await linesOfReport(report)).find((line) => line.includes('Phụ lục')) ?? '';
  const numbers = async (report: CompiledReport) => (await guideOf(report)).match(/Phụ lục [IV]+/g);
  expect(await numbers(givenReport({ indicators: [givenIndicator()] }))).toEqual([
    'Phụ lục I',
    'Phụ lục II',
    'Phụ lục III',
    'Phụ lục IV',
  ]);
  expect(await numbers(givenReport())).toEqual(['Phụ lục I', 'Phụ lục II', 'Phụ lục III']);
  expect(await numbers(givenEmptyReport())).toEqual(['Phụ lục I', 'Phụ lục II']);
  expect(await guideOf(givenReport())).not.toContain('số liệu tổng hợp');
});
