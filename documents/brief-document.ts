import { Document } from 'docx';
import type { Paragraph, Table } from 'docx';
import type { Brief } from '../domain/brief.ts';
import { briefLines, reportedBy, unusualWords } from '../domain/brief.ts';
import { dayWords, momentWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import { mm, styles, textWidth } from './decree-30.ts';
import { departmentHeading } from './department-heading.ts';
import { figureWords, shareWords } from './figure-words.ts';
import { numberedSection } from './numbered-section.ts';
import { packDocument } from './pack-document.ts';
import { bodyParagraph, centred, rule } from './paragraphs.ts';
import { ruledTable } from './tables.ts';
import type { CellText, Column } from './tables.ts';

/**
 * A cycle's year on one page of Word, for leaders, in the fonts and margins of NĐ 30/2020, Phụ lục I. The same brief gives
 * the same bytes.
 */
export async function briefDocument(brief: Brief): Promise<Uint8Array> {
  const title = `Tóm tắt chế độ báo cáo ${brief.words}`;
  const letter = [
    departmentHeading('BC', dayOf(brief.asOf).year),
    centred('BÁO CÁO TÓM TẮT', { bold: true }, { spacing: { before: 160 } }),
    centred(`Tình hình thực hiện chế độ báo cáo ${brief.words}`, { bold: true }),
    rule(textWidth.portrait, 3000),
    bodyParagraph(turnout(brief), { spacing: { before: 80, after: 80 } }),
    ruledTable(figureColumns, figureRows(brief), { total: textWidth.portrait }),
    gap(),
    ruledTable(curveColumns(brief), curveRows(brief), { total: textWidth.portrait }),
    gap(),
    ...lateTable(brief),
    ruledTable(factColumns, factRows(brief), { total: textWidth.portrait }),
  ];
  const sections = [numberedSection('portrait', letter)];
  return packDocument(new Document({ title, styles, sections }), {
    ...{ title, creator: 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi', at: brief.asOf },
  });
}

function turnout({ figures, asOf }: Brief): string {
  const { total, excused, reported, onTime, late, missing } = figures;
  const owing = total - excused;
  return (
    `Đến ${momentWords(asOf)}, ${figureWords(reported)}/${figureWords(owing)} cơ quan, đơn vị đã gửi báo cáo ` +
    `(${shareWords(reported, owing)}): ${figureWords(onTime)} đúng hạn, ${figureWords(late)} quá hạn; ` +
    `${figureWords(missing)} chưa gửi.`
  );
}

const gap = (): Paragraph => bodyParagraph('', { spacing: { after: 0, line: 120 } });

const figureColumns: readonly Column[] = [
  { title: 'Số cơ quan' },
  ...['Phải báo cáo', 'Đã gửi', 'Đúng hạn', 'Quá hạn', 'Chưa gửi', 'Không phải báo cáo'].map((title): Column => ({
    title,
    width: mm(23),
    align: 'center',
  })),
];

const figureRows = ({ words: term, figures, before }: Brief): string[][] =>
  [{ words: term, figures }, ...(before ? [before] : [])].map((each) => {
    const { total, excused, reported, onTime, late, missing } = each.figures;
    return [capital(each.words), ...[total - excused, reported, onTime, late, missing, excused].map(figureWords)];
  });

/** Days from the due date at which the curve is read. */
const marks = [-10, -5, -1, 0, 2, 5, 10] as const;

const curveColumns = ({ due }: Brief): readonly Column[] => [
  { title: `Đã gửi, tính từ hạn ${dayWords(due).slice(0, 5)}` },
  ...marks.map((day): Column => ({ title: markWords(day), width: mm(16), align: 'center' })),
];

const markWords = (day: number): string => (day === 0 ? 'ngày hạn' : `${day > 0 ? '+' : '−'}${Math.abs(day)} ngày`);

function curveRows({ words: term, curve, due, asOf, before }: Brief): string[][] {
  const today = due.until(dayOf(asOf)).days;
  const now = marks.map((day) => (day <= today ? figureWords(reportedBy(curve.now, day)) : ''));
  const { before: last } = curve;
  return [
    [capital(term), ...now],
    ...(last ? [[capital(before?.words ?? ''), ...marks.map((day) => figureWords(reportedBy(last, day)))]] : []),
  ];
}

const factColumns: readonly Column[] = [{ title: 'Nội dung', width: mm(38) }, { title: 'Tình hình' }];

function factRows(brief: Brief): CellText[][] {
  const { obstacles, indicators, next } = brief;
  const row = (title: string, text: string) => [{ text: title, bold: true }, text];
  return [
    row('Vướng mắc chưa giải quyết', obstacleSentence(obstacles)),
    ...(indicators.length > 0 ? [row('Chỉ tiêu nổi bật', indicatorWords(indicators))] : []),
    row('Việc sắp tới', nextWords(next)),
  ];
}

/** Who is late or missing, the most often first, as many as the page has room for. */
function lateTable({ late }: Brief): (Paragraph | Table)[] {
  if (late.length === 0) return [];
  const shown = late.slice(0, briefLines.late);
  const columns: readonly Column[] = [
    { title: `Gửi quá hạn, chưa gửi: ${figureWords(late.length)} cơ quan` },
    { title: 'Kỳ này', width: mm(45) },
    { title: 'Qua các kỳ', width: mm(30), align: 'center' },
  ];
  const rows = shown.map(({ agency, outcome, workingDaysLate, times, of }) => [
    agency,
    outcome === 'missing' ? 'chưa gửi' : `muộn ${workingDaysLate} ngày làm việc`,
    `${times}/${of} kỳ`,
  ]);
  const rest = late.length - shown.length;
  const more = rest > 0 ? [[`và ${figureWords(rest)} cơ quan khác`, '', '']] : [];
  return [ruledTable(columns, [...rows, ...more], { total: textWidth.portrait }), gap()];
}

function obstacleSentence({ unsettled, longest }: Brief['obstacles']): string {
  if (unsettled === 0) return 'Không còn vướng mắc chờ giải quyết.';
  const shown = longest.map(
    ({ title, agency, ageDays }) => `${title} (${agency}, ${figureWords(ageDays)} ngày làm việc)`,
  );
  return `${figureWords(unsettled)} vướng mắc; chờ lâu nhất: ${shown.join('; ')}.`;
}

const indicatorWords = (indicators: Brief['indicators']): string =>
  `${indicators
    .map((shown) => {
      const { name, unit, value, inBoth } = shown;
      const compared = inBoth
        ? ` (${figureWords(inBoth.before)} → ${figureWords(inBoth.now)} ở các cơ quan có cả hai năm)`
        : '';
      const unusual = unusualWords(shown);
      return `${name}: ${figureWords(value)} ${unit}${compared}${unusual && ` (${unusual})`}`;
    })
    .join('; ')}.`;

const nextWords = (next: Brief['next']): string =>
  next.length > 0
    ? `${next.map(({ words: what, on, over }) => `${dayWords(on)} ${what}${over ? ' (đã quá hạn)' : ''}`).join('; ')}.`
    : 'Kỳ báo cáo đã qua mọi bước.';

const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());
