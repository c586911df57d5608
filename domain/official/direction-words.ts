import { dayWords, momentWords } from '../words.ts';
import type { OfficialFacts, WrittenLetter } from './facts.ts';
import { office, planOfTerm } from './words.ts';

/**
 * The draft of what the Chairman may write to those who have not reported. It holds the sentence by which an authorised
 * person criticises; whether it stays is that person's word, and the engine neither approves nor issues it.
 */
export function directionWords(facts: OfficialFacts): WrittenLetter {
  const { figures, list, term, plan, asOf, lastDay } = facts;
  const subject = `chấn chỉnh việc thực hiện chế độ báo cáo ${planOfTerm(facts)}`;
  if (list.length === 0) {
    return { subject, paragraphs: ['Không còn cơ quan, địa phương nào trong danh sách; không cần ban hành./.'] };
  }
  return {
    subject,
    paragraphs: [
      `Theo báo cáo của ${office}, tính đến ${momentWords(asOf)}, còn ${list.length}/${figures.total} cơ quan, địa phương ` +
        `chưa gửi báo cáo ${term} thực hiện ${plan.shortTitle} mặc dù đã được đôn đốc (Phụ lục kèm theo).`,
      'Chủ tịch UBND tỉnh phê bình Thủ trưởng các cơ quan, Chủ tịch UBND các địa phương có tên tại Phụ lục chậm thực hiện ' +
        `chế độ báo cáo; yêu cầu gửi báo cáo về ${office} chậm nhất ngày ${dayWords(lastDay)}, đồng thời báo cáo nguyên nhân ` +
        'với UBND tỉnh.',
      `Giao ${office} theo dõi, tổng hợp, báo cáo UBND tỉnh kết quả thực hiện./.`,
    ],
  };
}
