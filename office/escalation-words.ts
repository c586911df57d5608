import { receiverWords } from '../domain/receivers.ts';
import { dayWords, momentWords } from '../domain/words.ts';

/** The figures of a report to UBND tỉnh on who has not reported, and what its sentences name. */
export interface EscalationFigures {
  total: number;
  reported: number;
  late: number;
  /** How many stand on its list. */
  missing: number;
  plan: string;
  /** `năm 2026` */
  term: string;
  /** By when the agencies of the list are to report. */
  lastDay: Temporal.PlainDate;
  asOf: Temporal.Instant;
  /** To whom the compiled report is sent on. */
  receivers: readonly string[];
}

/** The paragraphs of the draft; with nobody left on the list they say that it is needless. */
export function escalationParagraphs(figures: EscalationFigures): string[] {
  const { total, reported, late, missing, plan, term, lastDay, asOf } = figures;
  const standing =
    `Thực hiện nhiệm vụ cơ quan đầu mối theo dõi, đôn đốc ${plan}, Sở Khoa học và Công nghệ kính báo cáo UBND tỉnh: ` +
    `tính đến ${momentWords(asOf)}, đã có ${reported}/${total} cơ quan, địa phương gửi báo cáo ${term} ` +
    `(${reported - late} đúng hạn, ${late} quá hạn)`;
  if (missing === 0) {
    return [
      `${standing}; các cơ quan, địa phương trong danh sách đã lập đều đã giải quyết xong.`,
      'Dự thảo này không còn cơ quan, địa phương nào trong danh sách; không cần ban hành./.',
    ];
  }
  return [
    `${standing}; còn ${missing} cơ quan, địa phương chưa gửi mặc dù đã được đôn đốc (danh sách kèm theo).`,
    `Sở Khoa học và Công nghệ kính đề nghị UBND tỉnh chỉ đạo các cơ quan, địa phương có tên trong danh sách gửi báo cáo ` +
      `chậm nhất ngày ${dayWords(lastDay)} và làm rõ nguyên nhân chậm thực hiện chế độ báo cáo, để kịp tổng hợp, báo cáo ` +
      `${receiverWords(figures.receivers)}./.`,
  ];
}
