import { expect, test } from 'vitest';
import { carryOver, stillCarried } from '../../domain/carry-over.ts';
import type { CarryFacts } from '../../domain/carry-over.ts';
import { emptyReport } from '../../domain/form.ts';
import type { Form, Indicator, ReportContent } from '../../domain/form.ts';
import { warningsOf } from '../../domain/report-warnings.ts';

const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  ...{ code, name: `Chỉ tiêu ${code}`, unit: 'nhiệm vụ', type: 'integer', aggregation: 'sum', required: false },
  ...{ source: 'test' },
  ...more,
});

const form: Form = {
  ...{ id: 'f', version: 2, title: 'Đề cương' },
  sections: [
    { code: 'I', title: 'Tình hình', hint: '', kind: 'narrative', required: true },
    { code: 'II', title: 'Nhiệm vụ', hint: '', kind: 'tasks', required: true },
    {
      ...{ code: 'BS', title: 'Biểu', hint: '', kind: 'indicators', required: false },
      indicators: [
        indicator('1'),
        indicator('2', { type: 'yes_no' }),
        indicator('3', { formula: { sum: ['1'] } }),
        indicator('4', { askedOf: 'localities' }),
        indicator('5'),
      ],
    },
    { code: 'V', title: 'Kiến nghị', hint: '', kind: 'narrative', required: false },
  ],
};

const before: ReportContent = {
  sections: { I: 'Năm trước.', VI: 'Không còn hỏi.' },
  tasks: { a: { state: 'done', percent: 100, result: 'Xong.' }, z: { state: 'done', percent: 100, result: 'Của ai.' } },
  indicators: { '1': { value: 4, estimated: true }, '2': { value: 1 }, '3': { value: 4 }, '4': { value: 9 } },
};
const facts: CarryFacts = {
  ...{ form, tasks: [{ code: 'a' }, { code: 'b' }], agency: { kind: 'department' } },
  lastYear: { form, content: before },
};

test('as a whole, last year fills what is empty and still asked, and every place is marked', () => {
  const own = { ...emptyReport, indicators: { '1': { value: 5 } } };
  expect(carryOver(own, facts)).toEqual({
    sections: { I: 'Năm trước.' },
    tasks: { a: { state: 'done', percent: 100, result: 'Xong.' } },
    indicators: { '1': { value: 5 } },
    carried: ['sections.I', 'tasks.a'],
  });
});

test('one place at a time: a section gets last year’s words after its own, once and unmarked', () => {
  expect(carryOver(emptyReport, facts, 'indicators.1')).toEqual({
    ...emptyReport,
    indicators: { '1': { value: 4 } },
    carried: ['indicators.1'],
  });
  const own = { ...emptyReport, sections: { I: 'Năm nay.' } };
  const twice = carryOver(carryOver(own, facts, 'sections.I'), facts, 'sections.I');
  expect(twice).toEqual({ ...emptyReport, sections: { I: 'Năm nay.\nNăm trước.' } });
  const told = { ...emptyReport, tasks: { a: { state: 'under_way' as const, percent: 10, result: '' } } };
  expect(carryOver(told, facts, 'tasks.a')).toEqual(told);
});

test('nothing is carried over where there was no report, or the place is not asked', () => {
  expect(carryOver(emptyReport, { ...facts, lastYear: undefined })).toEqual(emptyReport);
  for (const place of ['sections.VI', 'tasks.z', 'indicators.2', 'indicators.3', 'indicators.4']) {
    expect(carryOver(emptyReport, facts, place)).toEqual(emptyReport);
  }
});

test('a place that reads otherwise than last year is no longer carried over', () => {
  const marks = ['sections.I', 'tasks.a', 'indicators.1', 'indicators.9'];
  const all = carryOver(emptyReport, facts);
  expect(stillCarried(all, facts, marks)).toEqual(['sections.I', 'tasks.a', 'indicators.1']);
  const touched = { ...all, tasks: { a: { state: 'done' as const, percent: 90, result: 'Xong.' } } };
  expect(stillCarried(touched, facts, marks)).toEqual(['sections.I', 'indicators.1']);
});

test('what may be left is told apart: tasks, silent sections, figures, what nobody touched since last year, no file', () => {
  const carried = carryOver(emptyReport, facts);
  expect(warningsOf({ ...facts, attachments: [] }, carried)).toEqual([
    { field: 'tasks.b.state', message: 'Còn 1/2 nhiệm vụ chưa nhập: b.' },
    { field: 'sections.V', message: 'Phần V. Kiến nghị: chưa có nội dung.' },
    { field: 'indicators.2', message: 'Còn 2/3 chỉ tiêu chưa có số liệu: 2, 5.' },
    { field: 'sections.I', message: 'Còn 3 chỗ lấy từ năm trước, chưa sửa: I, a, 1.' },
    { field: 'file', message: 'Chưa đính kèm bản báo cáo đã ký số.' },
  ]);
});
