import { expect, test } from 'vitest';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import { givenAgency, givenIndicator, givenReport, givenTask } from './given-report.ts';
import { linesOf } from './open-document.ts';

/** The lines of the appendix of a title, after what it belongs to and the rule. */
async function appendix(report: CompiledReport, title: string): Promise<readonly string[]> {
  const lines = linesOf(await compiledReportDocument(report));
  const from = lines.indexOf(title);
  const next = lines.findIndex((line, place) => place > from && line.startsWith('PHỤ LỤC'));
  return lines.slice(from + 3, next);
}

const figures = (...indicators: CompiledIndicator[]) => appendix(givenReport({ indicators }), 'TỔNG HỢP SỐ LIỆU');
const tasks = (report: CompiledReport) => appendix(report, 'TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ CỦA KẾ HOẠCH');

/** The cells after the one that says `first`. */
const after = (lines: readonly string[], first: string, count: number) =>
  lines.slice(lines.indexOf(first) + 1, lines.indexOf(first) + 1 + count);

test('an indicator says over how many agencies of how many asked it runs, and how many of its figures are estimates', async () => {
  const lines = await figures(givenIndicator());
  expect(lines).toContain('Nhiệm vụ khoa học và công nghệ');
  expect(after(lines, 'Sáng kiến được công nhận', 4)).toEqual(['sáng kiến', '1.250,5', '2/3', '1']);
  expect(lines.join()).not.toMatch(/Năm trước|cả hai năm/);
});

test('beside last year it shows the year as a whole and both years over the agencies present in both', async () => {
  const over = (value: number | undefined) => ({ value, over: 1, estimated: 0, lopsided: 0 });
  const lastYear = { all: over(2000), inBoth: { now: over(1200), before: over(1000) } };
  const none = { all: over(undefined), inBoth: { now: over(5), before: over(0) } };
  const lines = await figures(givenIndicator({ lastYear }), givenIndicator({ name: 'Đơn đăng ký', lastYear: none }));
  expect(after(lines, 'Sáng kiến được công nhận', 8).slice(4)).toEqual(['2.000', '1.000', '1.200', '+20']);
  expect(after(lines, 'Đơn đăng ký', 8).slice(4)).toEqual(['–', '0', '5', '–']);
  expect(lines.filter((line) => line === 'Nhiệm vụ khoa học và công nghệ')).toHaveLength(1);
});

test('a figure that some agencies gave only a part of is marked, and the mark is explained', async () => {
  const aggregate = { value: 40, over: 2, estimated: 0, lopsided: 1 };
  const lines = await figures(givenIndicator({ name: 'Tỷ lệ', aggregate }));
  expect(lines).toContain('Tỷ lệ (*)');
  expect(lines[0]).toContain('có dấu (*)');
  expect((await figures(givenIndicator()))[0]).not.toContain('(*)');
});

test('a share has two decimals, what is added up all that was given', async () => {
  const aggregate = { value: 97.1774, over: 2, estimated: 0, lopsided: 0 };
  const lines = await figures(
    givenIndicator({ name: 'Tỷ lệ', type: 'percent', aggregation: 'weighted', aggregate }),
    givenIndicator({ name: 'Kinh phí', type: 'decimal', aggregate }),
  );
  expect(after(lines, 'Tỷ lệ', 2)).toEqual(['sáng kiến', '97,18']);
  expect(after(lines, 'Kinh phí', 2)).toEqual(['sáng kiến', '97,1774']);
});

test('words are not added up, and a figure that nobody gave is a dash', async () => {
  const aggregate = { value: undefined, over: 0, estimated: 0, lopsided: 0 };
  const lines = await figures(
    givenIndicator({ name: 'Ghi chú', aggregation: 'none', aggregate }),
    givenIndicator({ name: 'Số đơn', aggregate }),
  );
  expect(after(lines, 'Ghi chú', 3)).toEqual(['sáng kiến', 'không cộng', '0/3']);
  expect(after(lines, 'Số đơn', 3)).toEqual(['sáng kiến', '–', '0/3']);
});

test('the table of tasks names who leads and supports, by name or for all of a kind, and how far it is', async () => {
  const led = givenTask('II.1.a', { lead: ['A1', 'SGONE'], support: ['departments', 'localities'] });
  const silent = givenTask('II.1.b', { done: 0, underWay: 0, meanPercent: undefined, results: [] });
  const report = givenReport({
    agencies: [givenAgency(1)],
    groups: [{ code: 'II.1', title: 'Tăng cường sự lãnh đạo', tasks: [led, silent] }],
  });
  const lines = await tasks(report);
  expect(lines).toContain('1. Tăng cường sự lãnh đạo');
  expect(after(lines, 'Nhiệm vụ II.1.a (mã II.1.a)', 7)).toEqual([
    'UBND xã Thứ 1; SGONE',
    'Các sở, ban, ngành; Các địa phương',
    'Đang thực hiện',
    '1',
    '1',
    '0',
    '72,5',
  ]);
  expect(after(lines, 'Nhiệm vụ II.1.b (mã II.1.b)', 7)).toEqual(['', '', 'Chưa có báo cáo', '0', '0', '0', '']);
});
