import type { Paragraph, Table } from 'docx';
import { receiverWords } from '../domain/receivers.ts';
import { dayWords } from '../domain/words.ts';
import { paragraphXml, runXml } from './block-xml.ts';
import { mm, textWidth } from './decree-30.ts';
import { figureWords } from './figure-words.ts';
import { letterOf, romanOf } from './lettering.ts';
import type { NumberedParagraph, NumberedReport } from './numbered-report.ts';
import type { Paragraphs, ReportFrame, TaskToWrite } from './map-paragraphs.ts';
import { bodyParagraph, heading, words } from './paragraphs.ts';
import { sourceMark } from './source-mark.ts';
import { StreamedBlocks } from './streamed.ts';
import { ruledTable } from './tables.ts';
import { achievements, standingOf } from './task-standing.ts';
import { comingWords, reportedWords } from './term-words.ts';

type Blocks = readonly (Paragraph | Table)[];

/** The body's five parts, in the order of NĐ 09/2019 Đ.8.7, and its last sentence, which ends `./.`. */
export function reportBody(report: NumberedReport): Blocks {
  const parts: readonly [title: string, Blocks][] = [
    ['CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH', narrative(report.situation)],
    ['KẾT QUẢ THỰC HIỆN THEO CÁC NHÓM NHIỆM VỤ', results(report)],
    ['ĐÁNH GIÁ CHUNG', assessment(report)],
    [`PHƯƠNG HƯỚNG, NHIỆM VỤ ${comingWords(report).toLocaleUpperCase('vi')}`, narrative(report.directions)],
    ['ĐỀ XUẤT, KIẾN NGHỊ', narrative(report.proposals)],
  ];
  return [
    ...parts.flatMap(([title, blocks], index) => [heading(1, `${romanOf(index + 1)}. ${title}`), ...blocks]),
    bodyParagraph(closing(report), { keepNext: true, keepLines: true }),
  ];
}

const nothing = () => bodyParagraph('Không có cơ quan nào nêu nội dung này.');

const narrative = (paragraphs: Paragraphs<NumberedParagraph>): Blocks =>
  paragraphs.length > 0 ? [told(paragraphs)] : [nothing()];

/** Paragraphs that agencies or officers wrote, as a stream: there may be hundreds of thousands. */
const told = (paragraphs: Paragraphs<NumberedParagraph>) =>
  new StreamedBlocks(() => Iterator.from(paragraphs).map(sourced));

/** A paragraph and, in smaller type, where it comes from. The dash is the document's: one that was typed goes. */
function sourced(paragraph: NumberedParagraph): string {
  const text = paragraph.text
    .trim()
    .replace(/^[-–—•+*]\s+/, '')
    .replace(/\.\/\.$/, '.');
  return paragraphXml('Body', runXml(`- ${text} `) + runXml(sourceMark(paragraph), { style: 'SourceMark' }));
}

function results(report: NumberedReport): Blocks {
  if (report.groups.length === 0) return [nothing()];
  return report.groups.flatMap((group, groupIndex) => [
    heading(2, `${groupIndex + 1}. ${group.title}`),
    ...group.tasks.flatMap((task, taskIndex) => [
      heading(3, `${letterOf(taskIndex + 1)}) ${task.title} (mã nhiệm vụ ${task.code})`),
      bodyParagraph(progress(task)),
      ...(task.results.length > 0 ? [told(task.results)] : []),
      ...supporters(task.supporting),
    ]),
  ]);
}

/** What the agencies that support a task did, after those that lead it. */
const supporters = (paragraphs: Paragraphs<NumberedParagraph> = []): Blocks =>
  paragraphs.length > 0
    ? [bodyParagraph([words('Kết quả phối hợp:', { italics: true })], { keepNext: true }), told(paragraphs)]
    : [];

/** Where a task stands, in one sentence. */
function progress(task: TaskToWrite<NumberedParagraph>): string {
  const { done, underWay, notStarted, meanPercent } = task;
  if (standingOf(task) === 'untold') return 'Không có cơ quan nào nêu nội dung này.';
  const mean = meanPercent === undefined ? '' : `; tiến độ bình quân ${figureWords(meanPercent)}%`;
  return (
    `${figureWords(done)} cơ quan hoàn thành, ${figureWords(underWay)} cơ quan đang thực hiện, ` +
    `${figureWords(notStarted)} cơ quan chưa thực hiện${mean}.`
  );
}

function assessment(report: NumberedReport): Blocks {
  return [
    heading(2, '1. Kết quả đạt được'),
    bodyParagraph(achievements(report)),
    heading(2, '2. Tồn tại, hạn chế và nguyên nhân'),
    ...narrative(report.shortcomings),
    heading(2, '3. Khó khăn, vướng mắc'),
    ...(report.obstacles.length > 0 ? obstacles(report) : [nothing()]),
  ];
}

function obstacles(report: ReportFrame): Blocks {
  const { obstacles: raised } = report;
  const columns = [
    { title: 'STT', width: mm(11), align: 'center' as const },
    { title: 'Khó khăn, vướng mắc' },
    { title: 'Cơ quan nêu', width: mm(36) },
    { title: 'Ngày nêu', width: mm(23), align: 'center' as const },
    { title: 'Tình trạng', width: mm(27) },
  ];
  const rows = raised.map(({ title, agency, raisedOn, state }, index) => [
    String(index + 1),
    title,
    agency,
    dayWords(raisedOn),
    state,
  ]);
  const count = `Trong ${reportedWords(report)}, các cơ quan, đơn vị đã nêu ${figureWords(raised.length)} khó khăn, vướng mắc:`;
  return [bodyParagraph(count, { keepNext: true }), ruledTable(columns, rows, { total: textWidth.portrait })];
}

const closing = (report: ReportFrame): string =>
  `Trên đây là kết quả thực hiện ${report.plan.shortTitle} ${reportedWords(report)}, UBND tỉnh Quảng Ngãi kính báo cáo ` +
  `${receiverWords(report.receivers)} xem xét, chỉ đạo./.`;
