import { Document } from 'docx';
import type { Paragraph, Table } from 'docx';
import { mergedWords, recordedWords } from '../domain/record-words.ts';
import type { AgencyRecord, RecordPolicy } from '../domain/records-over-years.ts';
import { momentWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import { mm, styles, textWidth } from './decree-30.ts';
import { departmentHeading, departmentSignature, departmentTitle } from './department-heading.ts';
import { figureWords } from './figure-words.ts';
import { numberedSection } from './numbered-section.ts';
import { packDocument } from './pack-document.ts';
import { bodyParagraph, heading } from './paragraphs.ts';
import type { RecordRows } from './records-file.ts';
import { ruledTable } from './tables.ts';

/** What the draft is made of: the records, and whom they propose. */
export interface RecordsDraft {
  records: RecordRows & { regime: { name: string }; asOf: Temporal.Instant };
  policy: RecordPolicy;
  commend: readonly AgencyRecord[];
  remind: readonly AgencyRecord[];
}

/**
 * The draft of Sở's proposal of whom to commend and whom to remind, each with its years: a draft for people to decide on,
 * never issued by itself. The same facts give the same bytes.
 */
export async function recordsDocument({ records, policy, commend, remind }: RecordsDraft): Promise<Uint8Array> {
  const { asOf, regime } = records;
  const { commendCycles, remindTimes, remindCycles } = policy;
  const letter = [
    departmentHeading('TTr', dayOf(asOf).year),
    ...departmentTitle('TỜ TRÌNH', 'Đề xuất biểu dương, nhắc nhở việc thực hiện chế độ báo cáo'),
    bodyParagraph('Kính gửi: Ủy ban nhân dân tỉnh.', { indent: { left: 1500, firstLine: 0 }, spacing: { after: 240 } }),
    bodyParagraph(
      `Căn cứ kết quả thực hiện ${regime.name} đã ghi nhận đến ${momentWords(asOf)}, Sở Khoa học và Công nghệ kính đề nghị UBND tỉnh xem xét:`,
    ),
    heading(2, `1. Đề xuất biểu dương: ${figureWords(commend.length)} cơ quan`),
    bodyParagraph(`Các cơ quan gửi báo cáo đúng hạn trong cả ${commendCycles} kỳ gần nhất được tính.`),
    ...list(commend, records),
    heading(2, `2. Đề xuất nhắc nhở: ${figureWords(remind.length)} cơ quan`),
    bodyParagraph(
      `Các cơ quan gửi báo cáo quá hạn hoặc không báo cáo từ ${remindTimes} lần trở lên trong ${remindCycles} kỳ gần nhất được tính.`,
    ),
    ...list(remind, records),
    bodyParagraph(
      'Kỳ không phải báo cáo không tính; báo cáo đúng hạn do hệ thống gián đoạn được tính là đúng hạn; cơ quan sáp nhập được tính theo các cơ quan trước sáp nhập khi kết quả giống nhau./.',
      { spacing: { before: 120 } },
    ),
    departmentSignature(['Như trên;', 'Giám đốc, các PGĐ Sở;', 'Lưu: VT.']),
  ];
  const title = 'Đề xuất biểu dương, nhắc nhở việc thực hiện chế độ báo cáo';
  return packDocument(new Document({ title, styles, sections: [numberedSection('portrait', letter)] }), {
    ...{ title, creator: 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi', at: asOf },
  });
}

/** As many years as a page is wide enough for. */
const mostCycles = 4;

function list(proposed: readonly AgencyRecord[], { cycles }: RecordRows): (Paragraph | Table)[] {
  if (proposed.length === 0) return [bodyParagraph('Không có cơ quan nào.')];
  const shown = cycles.slice(0, mostCycles);
  const columns = [
    { title: 'STT', width: mm(11), align: 'center' as const },
    { title: 'Cơ quan, đơn vị' },
    ...shown.map(({ words }) => ({ title: words, width: mm(27), align: 'center' as const })),
  ];
  const rows = proposed.map(({ agency, cycles: mine }, place) => [
    String(place + 1),
    agency.name,
    ...shown.map(({ id }) => {
      const found = mine.find(({ cycle }) => cycle === id);
      return found ? [recordedWords(found), mergedWords(found)].filter(Boolean).join('; ') : '';
    }),
  ]);
  return [ruledTable(columns, rows, { total: textWidth.portrait })];
}
