import { expect, test } from 'vitest';
import { briefDocument } from '../../documents/brief-document.ts';
import { checkLayout } from '../../documents/check-layout.ts';
import { obstacleDocument } from '../../documents/obstacle-document.ts';
import { recordsDocument } from '../../documents/records-document.ts';
import { recordsFile } from '../../documents/records-file.ts';
import type { Brief } from '../../domain/brief.ts';
import type { CompiledObstacles } from '../../domain/compile-obstacles.ts';
import { recordPolicy } from '../../domain/records-over-years.ts';
import type { AgencyRecord } from '../../domain/records-over-years.ts';
import { day, vn } from '../domain/given-calendar.ts';
import { linesOf } from './open-document.ts';

const asOf = vn('2026-12-22 10:00');

const compiled: CompiledObstacles = {
  ...{ number: 2, since: 1, from: day('2026-09-15'), to: day('2026-12-14'), asOf },
  figures: { total: 1, unsettled: 1, settled: 0, fresh: 0, oldestDays: 15 },
  obstacles: [
    {
      ...{ id: 'a', agency: 'Sở Tài chính', title: 'Thiếu kinh phí', task: 'II.2.a', raisedOn: day('2026-11-23') },
      ...{ state: 'forwarded', ageDays: 15, proposal: 'Bố trí 2 tỷ đồng', answer: 'Kính trình', news: 'moved' },
    },
  ],
};

const record = (name: string): AgencyRecord => ({
  agency: { code: name, name, kind: 'department' },
  counts: { on_time: 0, late: 1, missing: 1, excused: 0, split: 0 },
  cycles: [
    { cycle: 'r/2026', words: 'năm 2026', outcome: 'late', workingDaysLate: 2, byOutage: false, of: [] },
    { cycle: 'r/2025', words: 'năm 2025', outcome: 'missing', workingDaysLate: 0, byOutage: false, of: ['Ban; cũ'] },
  ],
});

const rows = {
  cycles: [
    { id: 'r/2026', words: 'năm 2026' },
    { id: 'r/2025', words: 'năm 2025' },
  ],
  records: [record('=Sở Nội vụ')],
};

const figures = { total: 110, reported: 66, onTime: 60, late: 6, missing: 42, excused: 2 };
const brief: Brief = {
  ...{ words: 'năm 2026', asOf, due: day('2026-12-17'), figures, before: { words: 'năm 2025', figures } },
  curve: { now: { expected: 108, points: [{ day: -7, reported: 5 }] }, before: { expected: 108, points: [] } },
  late: [{ agency: 'Sở Nội vụ', outcome: 'late', workingDaysLate: 2, times: 2, of: 2 }],
  obstacles: { unsettled: 1, longest: [{ title: 'Thiếu kinh phí', agency: 'Sở Tài chính', ageDays: 29 }] },
  indicators: [{ name: 'Đề tài', unit: 'đề tài', value: 12, over: 5, inBoth: { now: 12, before: 10 } }],
  next: [{ words: 'Gửi Bộ Khoa học và Công nghệ', on: day('2026-12-21'), over: true }],
};

test('the compilation of obstacles says how many wait, what changed since the one before, and lists each with its proposal', async () => {
  const lines = linesOf(await obstacleDocument(compiled));
  const text = lines.join('\n');
  expect(text).toContain('có 1 khó khăn, vướng mắc');
  expect(text).toContain('So với bản tổng hợp lần 1: 0 vướng mắc mới, 0 đã giải quyết, 1 có chuyển biến');
  expect(text).toContain('cho ý kiến đối với 1 vướng mắc');
  expect(lines).toContain('Thiếu kinh phí (nhiệm vụ II.2.a)');
  expect(lines).toContain('Đã chuyển UBND tỉnh; có chuyển biến');
  const { figures: none } = { figures: { total: 0, unsettled: 0, settled: 0, fresh: 0, oldestDays: 0 } };
  const empty = linesOf(await obstacleDocument({ ...compiled, obstacles: [], figures: none }));
  expect(empty.join('\n')).toContain('không có khó khăn, vướng mắc chưa được giải quyết./.');
});

test('the brief holds the year’s figures beside the year before, who was late how often, and what is next', async () => {
  const lines = linesOf(await briefDocument(brief));
  expect(lines.join('\n')).toContain('66/108 cơ quan, đơn vị đã gửi báo cáo (61,1%)');
  expect(lines).toEqual(expect.arrayContaining(['Năm 2025', 'Sở Nội vụ', 'muộn 2 ngày làm việc', '2/2 kỳ']));
  expect(lines.join('\n')).toContain('21/12/2026 Gửi Bộ Khoa học và Công nghệ (đã quá hạn)');
  expect(lines.join('\n')).toContain('Đề tài: 12 đề tài (10 → 12 ở các cơ quan có cả hai năm)');
});

test('the lists are a draft of proposals, with each agency’s years beside its name', async () => {
  const draft = { records: { ...rows, regime: { name: 'Báo cáo năm' }, asOf }, policy: recordPolicy };
  const lines = linesOf(await recordsDocument({ ...draft, commend: [], remind: rows.records }));
  expect(lines).toEqual(expect.arrayContaining(['(DỰ THẢO)', '2. Đề xuất nhắc nhở: 1 cơ quan']));
  expect(lines).toContain('Không báo cáo; trước sáp nhập: Ban; cũ');
  expect(lines.join('\n').toLowerCase()).not.toContain('phê bình');
});

test('the same facts give the same bytes', async () => {
  expect(await obstacleDocument(compiled)).toEqual(await obstacleDocument(compiled));
  expect(await briefDocument(brief)).toEqual(await briefDocument(brief));
});

test('the CSV opens in Excel: its mark first, texts that look like formulas kept as texts, semicolons quoted', () => {
  expect(recordsFile(rows)).toBe(
    '\uFEFFMã;Cơ quan;năm 2026;năm 2025;Đúng hạn;Quá hạn;Không báo cáo\r\n' +
      `'=Sở Nội vụ;'=Sở Nội vụ;Quá hạn 2 ngày làm việc;"Không báo cáo; trước sáp nhập: Ban; cũ";0;1;1\r\n`,
  );
});

test('the report on obstacles is laid out as the Decree wants it', async () => {
  expect(checkLayout(await obstacleDocument(compiled), 'report')).toEqual([]);
});
