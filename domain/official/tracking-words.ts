import { momentWords } from '../words.ts';
import type { OfficialFacts, WrittenLetter } from './facts.ts';
import { office, planOfTerm } from './words.ts';

/** The list of who has not reported, sent to UBND tỉnh for its follow-up. */
export function trackingWords(facts: OfficialFacts): WrittenLetter {
  const { figures, list, asOf } = facts;
  const { total, reported, late, excused } = figures;
  const released = excused > 0 ? `; ${excused} cơ quan không phải báo cáo` : '';
  const missing =
    list.length > 0
      ? `còn ${list.length} cơ quan, đơn vị chưa gửi (danh sách kèm theo)`
      : 'không còn cơ quan, đơn vị nào chưa gửi';
  return {
    subject: `gửi danh sách cơ quan chưa gửi báo cáo kết quả thực hiện ${planOfTerm(facts)}`,
    paragraphs: [
      `${office} kính báo cáo UBND tỉnh tình hình gửi báo cáo kết quả thực hiện ${planOfTerm(facts)}: tính đến ` +
        `${momentWords(asOf)}, đã có ${reported}/${total} cơ quan, đơn vị gửi báo cáo (${reported - late} đúng hạn, ` +
        `${late} quá hạn)${released}; ${missing}.`,
      `${office} kính gửi UBND tỉnh theo dõi, chỉ đạo./.`,
    ],
  };
}
