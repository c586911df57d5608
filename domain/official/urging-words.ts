import { dayWords, momentWords } from '../words.ts';
import type { OfficialFacts, WrittenLetter } from './facts.ts';
import { citation, office, planOfTerm } from './words.ts';

/** The urging of those who have not reported, with a new last moment; needless when nobody is left. */
export function urgingWords(facts: OfficialFacts): WrittenLetter {
  const { figures, list, asOf, lastDay, due, ordinal } = facts;
  const subject = `đôn đốc báo cáo kết quả thực hiện ${planOfTerm(facts)}${ordinal > 1 ? ` (lần ${ordinal})` : ''}`;
  if (list.length === 0) {
    return {
      subject,
      paragraphs: [
        `Đến ${momentWords(asOf)}, các cơ quan, đơn vị trong danh sách đã lập đều đã giải quyết xong.`,
        'Dự thảo này không còn cơ quan, đơn vị nào trong danh sách; không cần ban hành./.',
      ],
    };
  }
  return {
    subject,
    paragraphs: [
      `${asked(facts)}, chậm nhất ngày ${dayWords(due)}. Tuy nhiên, đến ${momentWords(asOf)} còn ` +
        `${list.length}/${figures.total} cơ quan, đơn vị chưa gửi báo cáo (danh sách kèm theo).`,
      'Để bảo đảm tiến độ tổng hợp, đề nghị các cơ quan, đơn vị có tên trong danh sách khẩn trương gửi báo cáo, chậm nhất ' +
        `17 giờ 00 ngày ${dayWords(lastDay)}. Sau thời hạn trên, Sở sẽ tổng hợp danh sách, báo cáo UBND tỉnh xem xét, chỉ đạo./.`,
    ],
  };
}

function asked(facts: OfficialFacts): string {
  const request = facts.issued.findLast(({ kind }) => kind === 'request');
  const what = `đề nghị báo cáo kết quả thực hiện ${planOfTerm(facts)}`;
  if (!request) return `${office} đã ${what}`;
  const { issuedOn } = request;
  return `Ngày ${dayWords(issuedOn)}, ${office} có ${citation(request)} ${what}`;
}
