import type { Paragraph, Table } from 'docx';
import type { CompiledIndicator } from '../domain/compiled-figures.ts';
import { figureWords } from '../domain/figure-text.ts';
import { appendixTitle } from './appendix-title.ts';
import { mm, textWidth } from './decree-30.ts';
import { figureWords as roundWords } from './figure-words.ts';
import type { ReportFrame } from './map-paragraphs.ts';
import { bodyParagraph } from './paragraphs.ts';
import { ruledTable } from './tables.ts';
import type { Column, Row } from './tables.ts';

const own: readonly Column[] = [
  { title: 'STT', width: mm(12), align: 'center' },
  { title: 'Chỉ tiêu' },
  { title: 'Đơn vị tính', width: mm(23), align: 'center' },
  { title: 'Kết quả', width: mm(33), align: 'right' },
  { title: 'Số cơ quan có số liệu/được hỏi', width: mm(25), align: 'center' },
  { title: 'Trong đó số ước', width: mm(17), align: 'center' },
];

const beside = (before: string): readonly Column[] => [
  { title: before, width: mm(27), align: 'right' },
  { title: `${before} (a)`, width: mm(25), align: 'right' },
  { title: 'Kỳ này (a)', width: mm(25), align: 'right' },
  { title: 'Tăng, giảm (a) (%)', width: mm(20), align: 'right' },
];

const plainNote =
  'Mỗi chỉ tiêu ghi rõ được tổng hợp từ bao nhiêu cơ quan có số liệu trên số cơ quan được hỏi, và bao nhiêu số trong đó là số ước.';
const bothYearsNote =
  'Các cột (a) chỉ tính những cơ quan có số liệu ở cả hai năm (cơ quan sáp nhập tính theo cơ quan kế thừa), là cơ sở để so sánh.';
const lopsidedNote = 'Chỉ tiêu có dấu (*) tính từ nhiều số liệu thành phần mà một số cơ quan mới báo cáo một phần.';

/** The appendix of figures: the province's, over how many agencies each runs, and beside the year before. */
export function indicatorTable(report: ReportFrame, ordinal: number): readonly (Paragraph | Table)[] {
  const { indicators = [] } = report;
  const compared = indicators.some(({ lastYear }) => lastYear);
  const columns = compared ? [...own, ...beside(report.term ? 'Cùng kỳ năm trước' : 'Năm trước')] : own;
  const lopsided = indicators.some(({ aggregate }) => aggregate.lopsided > 0);
  const notes = [plainNote, ...(compared ? [bothYearsNote] : []), ...(lopsided ? [lopsidedNote] : [])];
  return [
    ...appendixTitle(report, ordinal, 'TỔNG HỢP SỐ LIỆU', 'landscape'),
    bodyParagraph(notes.join(' '), { keepNext: true }),
    ruledTable(columns, rowsOf(indicators), { total: textWidth.landscape }),
  ];
}

function* rowsOf(indicators: readonly CompiledIndicator[]): Generator<Row> {
  for (const [place, indicator] of indicators.entries()) {
    if (indicator.section !== indicators[place - 1]?.section) yield { across: indicator.section };
    yield indicatorRow(indicator, place + 1);
  }
}

function indicatorRow(indicator: CompiledIndicator, ordinal: number): Row {
  const { name, unit, aggregate, asked, aggregation, lastYear } = indicator;
  const said = (value: number | undefined) => valueWords(indicator, value);
  const { now, before } = lastYear?.inBoth ?? {};
  return [
    String(ordinal),
    aggregate.lopsided > 0 ? `${name} (*)` : name,
    unit,
    { text: aggregation === 'none' ? 'không cộng' : said(aggregate.value), bold: true },
    `${roundWords(aggregate.over)}/${roundWords(asked)}`,
    aggregate.estimated > 0 ? roundWords(aggregate.estimated) : '',
    said(lastYear?.all.value),
    said(before?.value),
    said(now?.value),
    changeWords(before?.value, now?.value),
  ];
}

/** What is added up stands as it was given; shares and means have two decimals. */
function valueWords({ type, aggregation }: CompiledIndicator, value: number | undefined): string {
  if (value === undefined) return '–';
  const reckoned = type === 'percent' || aggregation === 'mean' || aggregation === 'weighted';
  return figureWords(reckoned ? Math.round(value * 100) / 100 : value);
}

/** The change in percent of what it was; nothing can be said of a change from nothing. */
function changeWords(before: number | undefined, now: number | undefined): string {
  if (before === undefined || now === undefined || before === 0) return '–';
  const change = ((now - before) / Math.abs(before)) * 100;
  return `${change > 0 ? '+' : ''}${roundWords(change)}`;
}
