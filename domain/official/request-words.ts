import { receiverWords } from '../receivers.ts';
import { dayWords, weekdayWords } from '../words.ts';
import type { OfficialFacts, WrittenLetter } from './facts.ts';
import { office, planOfTerm } from './words.ts';

/** The request for reports, before or at a cycle's opening. */
export function requestWords(facts: OfficialFacts): WrittenLetter {
  const { plan, term, form, due, periodFrom, periodTo, receivers } = facts;
  // A plan that is only drafted has no number yet.
  const numbered = /^\d/.test(plan.number) ? ` (số ${plan.number})` : '';
  return {
    subject: `báo cáo kết quả thực hiện ${planOfTerm(facts)}`,
    paragraphs: [
      `Thực hiện ${plan.shortTitle} của UBND tỉnh Quảng Ngãi${numbered}, để có cơ sở tổng hợp, báo cáo UBND tỉnh, ` +
        `${receiverWords(receivers)} theo quy định, ${office} đề nghị các cơ quan, đơn vị, địa phương báo cáo kết quả ` +
        `thực hiện ${term} với các nội dung sau:`,
      `1. Nội dung: theo đề cương, biểu mẫu “${form}”.`,
      `2. Thời gian chốt số liệu: từ ngày ${dayWords(periodFrom)} đến ngày ${dayWords(periodTo)}.`,
      `3. Thời hạn: chậm nhất ngày ${dayWords(due)} (${weekdayWords(due).split(',')[0]}).`,
      '4. Phương thức: gửi trên hệ thống Đôn Đốc theo liên kết trong thư điện tử của từng cơ quan; trường hợp hệ thống gặp ' +
        'sự cố, gửi bản ký số qua Hệ thống quản lý văn bản và điều hành, cập nhật lại sau khi khắc phục.',
      `Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ Văn phòng ${office} để được hướng dẫn.`,
      `${office} đề nghị các cơ quan, đơn vị, địa phương quan tâm, phối hợp thực hiện./.`,
    ],
  };
}
