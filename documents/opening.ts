import type { Paragraph } from 'docx';
import { dayWords, momentWords } from '../domain/words.ts';
import { isMissing } from './agency-list.ts';
import { appendicesOf } from './appendices.ts';
import { figureWords, shareWords } from './figure-words.ts';
import { romanOf } from './lettering.ts';
import type { ReportFrame, ReportToWrite } from './map-paragraphs.ts';
import { bodyParagraph } from './paragraphs.ts';
import { reportedWords } from './term-words.ts';

/** The opening: the basis, the period, who has reported and where the lists are. */
export function opening(report: ReportToWrite<unknown>): readonly Paragraph[] {
  return [basis(report), turnout(report), guide(report)].map((text) => bodyParagraph(text));
}

/** Where the appendices are, and what the numbers after the paragraphs mean. */
function guide(report: ReportToWrite<unknown>): string {
  const { agencies, tasks, figures, sources } = appendicesOf(report);
  const lists = [
    `danh sách các cơ quan, đơn vị thực hiện chế độ báo cáo nêu tại Phụ lục ${romanOf(agencies)}`,
    ...(tasks ? [`tình hình từng nhiệm vụ tại Phụ lục ${romanOf(tasks)}`] : []),
    ...(figures ? [`số liệu tổng hợp tại Phụ lục ${romanOf(figures)}`] : []),
  ].join(', ');
  return (
    `${lists.charAt(0).toLocaleUpperCase('vi')}${lists.slice(1)}; số trong ngoặc vuông ở cuối mỗi đoạn tổng hợp dẫn đến ` +
    `nguồn của đoạn đó tại Phụ lục ${romanOf(sources)}. Trên cơ sở báo cáo của các cơ quan, đơn vị, UBND tỉnh Quảng Ngãi ` +
    'tổng hợp, báo cáo như sau:'
  );
}

function basis(report: ReportFrame): string {
  const { plan, period } = report;
  return (
    'Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24/01/2019 của Chính phủ quy định về chế độ báo cáo của cơ quan hành chính ' +
    `nhà nước và ${planWords(plan)}, kết quả thực hiện ${reportedWords(report)} được tổng hợp từ ` +
    `báo cáo của các sở, ban, ngành, địa phương, số liệu tính từ ngày ${dayWords(period.from)} đến ngày ${dayWords(period.to)}.`
  );
}

/** The plan with its number and who issued it: `Kế hoạch số 105/KH-UBND của UBND tỉnh Quảng Ngãi thực hiện Kết luận …`. */
function planWords({ number, shortTitle }: ReportFrame['plan']): string {
  const [, carriesOut] = /^Kế hoạch (.+)$/s.exec(shortTitle) ?? [];
  if (!number || !carriesOut) return `${shortTitle} của UBND tỉnh Quảng Ngãi`;
  return `Kế hoạch số ${number} của UBND tỉnh Quảng Ngãi ${carriesOut}`;
}

/** Who has reported, in figures. Those excused are no part of the whole; a returned report is one not yet made. */
function turnout({ figures, agencies, asOf }: ReportFrame): string {
  const { total, reported, onTime, late, missing, excused } = figures;
  const obliged = total - excused;
  const returned = agencies.filter((agency) => agency.look === 'returned').length;
  const correcting = returned > 0 ? ` (trong đó ${figureWords(returned)} cơ quan đang bổ sung báo cáo)` : '';
  const released = excused > 0 ? `; ${figureWords(excused)} cơ quan không phải báo cáo` : '';
  return (
    `Đến ${momentWords(asOf)}, có ${figureWords(reported)}/${figureWords(obliged)} cơ quan, đơn vị đã báo cáo, đạt ` +
    `${shareWords(reported, obliged)} (${figureWords(onTime)} đúng hạn, ${figureWords(late)} quá hạn); ` +
    `${figureWords(missing)} cơ quan chưa báo cáo${correcting}${missingNames(agencies)}${released}.`
  );
}

/** Up to so many of those that have not reported are named in the text; the list of agencies marks them all. */
const named = 5;

function missingNames(agencies: ReportFrame['agencies']): string {
  const silent = agencies.filter(isMissing).map(({ name }) => name);
  return silent.length > 0 && silent.length <= named ? `: ${silent.join(', ')}` : '';
}
