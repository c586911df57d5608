import { Document } from 'docx';
import type { Paragraph, Table } from 'docx';
import type { CompiledObstacle, CompiledObstacles } from '../domain/compile-obstacles.ts';
import { isSettled } from '../domain/compile-obstacles.ts';
import { newsWords, obstacleStateWords } from '../domain/obstacle-words.ts';
import { dayWords, momentWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import { departmentHeading, departmentSignature, departmentTitle } from './department-heading.ts';
import { mm, size, styles, textWidth } from './decree-30.ts';
import { figureWords } from './figure-words.ts';
import { numberedSection } from './numbered-section.ts';
import { packDocument } from './pack-document.ts';
import { bodyParagraph, centred, rule } from './paragraphs.ts';
import { ruledTable } from './tables.ts';
import type { Column } from './tables.ts';

/**
 * The compilation of obstacles for UBND tỉnh as a Word file, laid out as NĐ 30/2020, Phụ lục I, demands: a draft of Sở for
 * signing. The same compilation gives the same bytes.
 */
export async function obstacleDocument(compiled: CompiledObstacles): Promise<Uint8Array> {
  const { year } = dayOf(compiled.asOf);
  const subject = `Tổng hợp khó khăn, vướng mắc trong thực hiện Kế hoạch từ ngày ${dayWords(compiled.from)} đến ngày ${dayWords(compiled.to)}`;
  const letter = [
    departmentHeading('BC', year),
    ...departmentTitle('BÁO CÁO', subject),
    bodyParagraph('Kính gửi: Ủy ban nhân dân tỉnh.', { indent: { left: 1500, firstLine: 0 }, spacing: { after: 240 } }),
    ...opening(compiled).map((text) => bodyParagraph(text)),
    departmentSignature(['Như trên;', 'Giám đốc, các PGĐ Sở;', 'Lưu: VT.']),
  ];
  const sections = [numberedSection('portrait', letter), numberedSection('landscape', list(compiled))];
  const title = `Tổng hợp khó khăn, vướng mắc lần ${compiled.number}`;
  return packDocument(new Document({ title, styles, sections }), {
    ...{ title, creator: 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi', at: compiled.asOf },
  });
}

function opening({ number, since, asOf, figures, obstacles }: CompiledObstacles): string[] {
  const { total, unsettled, settled, fresh, oldestDays } = figures;
  if (total === 0) {
    return [
      `Sở Khoa học và Công nghệ kính báo cáo UBND tỉnh: đến ${momentWords(asOf)}, các cơ quan, đơn vị, địa phương không có khó khăn, vướng mắc chưa được giải quyết./.`,
    ];
  }
  const against =
    since === undefined ? '' : ` So với bản tổng hợp lần ${since}: ${since !== undefined ? changes(obstacles) : ''}.`;
  const upward = obstacles.filter(({ state }) => state === 'forwarded').length;
  return [
    `Sở Khoa học và Công nghệ kính báo cáo UBND tỉnh: đến ${momentWords(asOf)}, có ${figureWords(total)} khó khăn, vướng mắc do các cơ quan, đơn vị, địa phương nêu (bản tổng hợp lần ${number}), trong đó ${figureWords(unsettled)} chưa giải quyết xong, ${figureWords(settled)} đã giải quyết; ${figureWords(fresh)} nêu mới.` +
      `${unsettled > 0 ? ` Vướng mắc chờ lâu nhất đã ${figureWords(oldestDays)} ngày làm việc.` : ''}${against}`,
    upward > 0
      ? `Kính đề nghị UBND tỉnh xem xét, cho ý kiến đối với ${figureWords(upward)} vướng mắc đã chuyển UBND tỉnh, nêu tại Phụ lục kèm theo./.`
      : 'Danh sách khó khăn, vướng mắc, đề xuất của các cơ quan và ý kiến của Sở nêu tại Phụ lục kèm theo./.',
  ];
}

function changes(obstacles: readonly CompiledObstacle[]): string {
  const count = (news: CompiledObstacle['news']) => figureWords(obstacles.filter((each) => each.news === news).length);
  return `${count('new')} vướng mắc mới, ${count('settled')} đã giải quyết, ${count('moved')} có chuyển biến, ${count('same')} chưa chuyển biến`;
}

const columns: readonly Column[] = [
  { title: 'STT', width: mm(11), align: 'center' },
  { title: 'Cơ quan nêu', width: mm(32) },
  { title: 'Vướng mắc', width: mm(42) },
  { title: 'Ngày nêu; đã chờ', width: mm(27), align: 'center' },
  { title: 'Nội dung, đề xuất của cơ quan' },
  { title: 'Ý kiến của Sở', width: mm(46) },
  { title: 'Tình trạng', width: mm(38) },
];

function list(compiled: CompiledObstacles): readonly (Paragraph | Table)[] {
  const title = [
    centred('PHỤ LỤC', { bold: true }, { outlineLevel: 0, keepNext: true }),
    centred('DANH SÁCH KHÓ KHĂN, VƯỚNG MẮC', { bold: true }, { keepNext: true }),
    centred(
      `(Kèm theo Báo cáo số        /BC-SKHCN ngày      tháng      năm ${dayOf(compiled.asOf).year} của Sở Khoa học và Công nghệ)`,
      { italics: true, size: size.heading },
      { keepNext: true },
    ),
    rule(textWidth.landscape, 3000, { keepNext: true, spacing: { before: 80, after: 120 } }),
  ];
  if (compiled.obstacles.length === 0) return [...title, bodyParagraph('Không có khó khăn, vướng mắc.')];
  const rows = compiled.obstacles.map((each, place) => rowOf(each, place + 1, compiled.since !== undefined));
  return [...title, ruledTable(columns, rows, { total: textWidth.landscape, splits: true })];
}

const rowOf = (each: CompiledObstacle, ordinal: number, compared: boolean): string[] => [
  String(ordinal),
  each.agency,
  `${each.title}${each.task ? ` (nhiệm vụ ${each.task})` : ''}`,
  `${dayWords(each.raisedOn)}; ${isSettled(each.state) ? 'trong' : 'đã chờ'} ${figureWords(each.ageDays)} ngày làm việc`,
  each.proposal,
  each.answer,
  [
    obstacleStateWords[each.state],
    each.decision?.document && `văn bản ${each.decision.document}`,
    each.decision?.words,
    compared && newsWords[each.news].toLowerCase(),
  ]
    .filter(Boolean)
    .join('; '),
];
