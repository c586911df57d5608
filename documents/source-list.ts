import type { Paragraph, Table } from 'docx';
import { appendixTitle } from './appendix-title.ts';
import { mm, textWidth } from './decree-30.ts';
import { placedParagraphs } from './numbered-report.ts';
import type { NumberedReport } from './numbered-report.ts';
import { bodyParagraph } from './paragraphs.ts';
import { allSources } from './source-mark.ts';
import { ruledTable } from './tables.ts';
import type { Column } from './tables.ts';

const columns: readonly Column[] = [
  { title: 'Đoạn', width: mm(16), align: 'center' },
  { title: 'Mục', width: mm(20), align: 'center' },
  { title: 'Cơ quan, đơn vị (mã tiếp nhận)' },
];

/** The last appendix: for each numbered paragraph all the submissions that it comes from. A row may be longer than a page. */
export function sourceList(report: NumberedReport, ordinal: number): readonly (Paragraph | Table)[] {
  const title = appendixTitle(report, ordinal, 'NGUỒN CỦA CÁC ĐOẠN TỔNG HỢP', 'portrait');
  if (placedParagraphs(report).next().done)
    return [...title, bodyParagraph('Chưa có đoạn nào được tổng hợp từ báo cáo của các cơ quan.')];
  const rows = placedParagraphs(report).map(({ place, paragraph }) => [
    `[${paragraph.number}]`,
    place,
    allSources(paragraph),
  ]);
  return [...title, ruledTable(columns, rows, { total: textWidth.portrait, splits: true })];
}
