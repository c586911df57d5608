import { expect, test } from 'vitest';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import { givenAgency, givenReceipt, givenReport, givenSilentAgency } from './given-report.ts';
import { linesOf } from './open-document.ts';

/** The texts of the row of appendix I whose number is `ordinal`. */
async function agencyRow(report: CompiledReport, ordinal: number): Promise<readonly string[]> {
  const lines = linesOf(await compiledReportDocument(report));
  const header = lines.indexOf('Ghi chú', lines.indexOf('PHỤ LỤC I'));
  const start = header + 1 + (ordinal - 1) * 9;
  return lines.slice(start, start + 9);
}

test.each([
  { name: 'on time', agency: givenAgency(1), state: 'Đúng hạn', sent: '15/12/2026' },
  {
    name: 'late',
    agency: givenAgency(1, { look: 'late', receipt: givenReceipt(1, { onTime: false, workingDaysLate: 3 }) }),
    state: 'Quá hạn 3 ngày làm việc',
    sent: '15/12/2026',
  },
  { name: 'returned', agency: givenAgency(1, { look: 'returned' }), state: 'Trả lại bổ sung', sent: '15/12/2026' },
  { name: 'excused', agency: givenSilentAgency(1, 'excused'), state: 'Không phải báo cáo', sent: '' },
  { name: 'overdue', agency: givenSilentAgency(1), state: 'Chưa gửi', sent: '' },
  { name: 'not yet due', agency: givenSilentAgency(1, 'not_due'), state: 'Chưa gửi', sent: '' },
])('appendix I tells of an agency that is $name', async ({ agency, state, sent }) => {
  const row = await agencyRow(givenReport({ agencies: [agency] }), 1);
  const code = agency.receipt?.code ?? '';
  expect(row).toEqual(['1', 'UBND xã Thứ 1', '17/12/2026', '', sent, code, state, String(agency.urged), '']);
});

test('appendix I shows the cycle’s date and the extended one, the day in Vietnam, and the note', async () => {
  const extended = givenAgency(2, {
    due: Temporal.PlainDate.from('2026-12-21'),
    extended: true,
    receipt: givenReceipt(2, { receivedAt: Temporal.Instant.from('2026-12-20T17:30:00Z') }),
    note: 'Công văn 12/UBND',
  });
  const row = await agencyRow(givenReport({ agencies: [givenAgency(1), extended] }), 2);
  expect(row.slice(2, 5)).toEqual(['17/12/2026', '21/12/2026', '21/12/2026']);
  expect(row[8]).toBe('Công văn 12/UBND');
});

test('appendix I shows the cycle’s date for a returned report, not the one for its correction', async () => {
  const returned = givenAgency(1, { look: 'returned', due: Temporal.PlainDate.from('2026-12-22') });
  const row = await agencyRow(givenReport({ agencies: [returned] }), 1);
  expect(row.slice(2, 4)).toEqual(['17/12/2026', '']);
});
