import type { Paragraph, Table } from 'docx';
import type { CompiledAgency } from '../domain/compilation.ts';
import { dayWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import { appendixTitle } from './appendix-title.ts';
import { mm, textWidth } from './decree-30.ts';
import { figureWords } from './figure-words.ts';
import type { ReportFrame } from './map-paragraphs.ts';
import { bodyParagraph } from './paragraphs.ts';
import { ruledTable } from './tables.ts';
import type { CellText, Column } from './tables.ts';

const columns: readonly Column[] = [
  { title: 'STT', width: mm(11), align: 'center' },
  { title: 'Cơ quan, đơn vị' },
  { title: 'Hạn gửi', width: mm(21), align: 'center' },
  { title: 'Gia hạn đến', width: mm(21), align: 'center' },
  { title: 'Ngày gửi thực tế', width: mm(21), align: 'center' },
  { title: 'Mã tiếp nhận', width: mm(50), align: 'center' },
  { title: 'Tình trạng', width: mm(30), align: 'center' },
  { title: 'Số lần đôn đốc', width: mm(14), align: 'center' },
  { title: 'Ghi chú', width: mm(26) },
];

/** The appendix of agencies: every one that owes a report, when it was due, when it came and under which code. */
export function agencyList(report: ReportFrame, ordinal: number): readonly (Paragraph | Table)[] {
  const title = appendixTitle(report, ordinal, 'DANH SÁCH CƠ QUAN THỰC HIỆN CHẾ ĐỘ BÁO CÁO', 'landscape');
  if (report.agencies.length === 0) return [...title, bodyParagraph('Không có cơ quan nào phải báo cáo.')];
  const rows = report.agencies.map((agency, index) => agencyRow(agency, index + 1, report.due));
  return [
    ...title,
    bodyParagraph(summary(report), { keepNext: true }),
    ruledTable(columns, rows, { total: textWidth.landscape }),
  ];
}

function summary({ figures }: ReportFrame): string {
  const { total, onTime, late, missing, excused } = figures;
  return (
    `Tổng số ${figureWords(total)} cơ quan, đơn vị: ${figureWords(onTime)} báo cáo đúng hạn, ${figureWords(late)} báo ` +
    `cáo quá hạn, ${figureWords(missing)} chưa báo cáo, ${figureWords(excused)} không phải báo cáo.`
  );
}

function agencyRow(agency: CompiledAgency, ordinal: number, cycleDue: Temporal.PlainDate): readonly CellText[] {
  const { name, due, extended, receipt, urged, note } = agency;
  return [
    String(ordinal),
    name,
    dayWords(cycleDue),
    extended ? dayWords(due) : '',
    receipt ? dayWords(dayOf(receipt.receivedAt)) : '',
    receipt?.code ?? '',
    { text: stateWords(agency), bold: isMissing(agency) },
    String(urged),
    note,
  ];
}

/** Whether an agency has not reported; one whose report was returned has not either. */
export const isMissing = ({ look }: CompiledAgency): boolean => !['on_time', 'late', 'excused'].includes(look);

/** Whether and when an agency has reported, in words. */
export function stateWords({ look, receipt }: CompiledAgency): string {
  switch (look) {
    case 'on_time':
      return 'Đúng hạn';
    case 'late':
      return receipt?.workingDaysLate ? `Quá hạn ${receipt.workingDaysLate} ngày làm việc` : 'Quá hạn';
    case 'returned':
      return 'Trả lại bổ sung';
    case 'excused':
      return 'Không phải báo cáo';
    default:
      return 'Chưa gửi';
  }
}
