import { receiverWords } from '../receivers.ts';
import { dayWords, momentWords } from '../words.ts';
import type { OfficialFacts, WrittenLetter } from './facts.ts';
import { cited, office, planOfTerm } from './words.ts';

/** The report to UBND tỉnh on who has not reported; with nobody left on the list it says that it is needless. */
export function escalationWords(facts: OfficialFacts): WrittenLetter {
  const { figures, list, plan, term, lastDay, asOf } = facts;
  const { total, reported, late } = figures;
  const subject = `tình hình thực hiện chế độ báo cáo ${planOfTerm(facts)}`;
  const standing =
    `Thực hiện nhiệm vụ cơ quan đầu mối theo dõi, đôn đốc ${plan.shortTitle}, ${office} kính báo cáo UBND tỉnh: ` +
    `tính đến ${momentWords(asOf)}, đã có ${reported}/${total} cơ quan, địa phương gửi báo cáo ${term} ` +
    `(${reported - late} đúng hạn, ${late} quá hạn)`;
  if (list.length === 0) {
    return {
      subject,
      paragraphs: [
        `${standing}; các cơ quan, địa phương trong danh sách đã lập đều đã giải quyết xong.`,
        'Dự thảo này không còn cơ quan, địa phương nào trong danh sách; không cần ban hành./.',
      ],
    };
  }
  const urgings = cited(facts, 'urging');
  return {
    subject,
    paragraphs: [
      `${standing}; còn ${list.length} cơ quan, địa phương chưa gửi mặc dù đã được đôn đốc` +
        `${urgings && ` tại ${urgings}`} (danh sách kèm theo).`,
      `${office} kính đề nghị UBND tỉnh chỉ đạo các cơ quan, địa phương có tên trong danh sách gửi báo cáo ` +
        `chậm nhất ngày ${dayWords(lastDay)} và làm rõ nguyên nhân chậm thực hiện chế độ báo cáo, để kịp tổng hợp, báo cáo ` +
        `${receiverWords(facts.receivers)}. Dự thảo công văn của UBND tỉnh kèm theo./.`,
    ],
  };
}
