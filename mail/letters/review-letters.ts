import type { DueEvent, LetterOf, Writers } from '../letter-words.ts';
import { onTimeBecause } from '../../domain/receipt.ts';
import type { Problem } from '../../domain/refusal.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { lateWords, latestWords } from './due-words.ts';
import { ended, fullReportWords, reportTitle, reportWords, verificationWords } from './report-words.ts';

/** What becomes of a report that was sent: received, returned, accepted. */
export const reviewLetters: Writers<'receipt' | 'returned' | 'reopened' | 'accepted'> = {
  receipt: (letter, { office }) => ({
    subject: `[Xác nhận tiếp nhận] ${reportTitle(letter)}, mã ${letter.code}, ${timeliness(letter)}`,
    lead: `Đã tiếp nhận ${reportWords(letter)} của ${letter.agency} lúc ${momentWords(letter.receivedAt)} (${timeliness(letter)}); Quý cơ quan không cần gửi lại.`,
    to: letter.agency,
    blocks: [
      `Hệ thống đã tiếp nhận ${fullReportWords(letter)} của Quý cơ quan như sau:`,
      {
        items: [
          `Mã tiếp nhận: ${letter.code}`,
          `Bản nộp: lần ${letter.version}`,
          `Thời điểm tiếp nhận: ${momentWords(letter.receivedAt)}`,
          `Hạn gửi: ${weekdayWords(letter.due)}`,
          `Tình trạng: ${timeliness(letter)}`,
          ...lateReasons(letter),
          `Mã kiểm tra nội dung (SHA-256): ${letter.sha256}`,
          verificationWords(letter),
        ],
      },
      `${office} sẽ thẩm tra và thông báo kết quả cho Quý cơ quan. Trước khi báo cáo được chấp nhận, Quý cơ quan có thể gửi bản thay thế theo liên kết dưới đây; các bản đã gửi đều được lưu.`,
    ],
    action: 'Xem báo cáo đã gửi',
    why: 'Quý cơ quan vừa gửi báo cáo trên hệ thống',
  }),

  returned: (letter, { office }) => ({
    subject: `[Trả lại bổ sung] ${reportTitle(letter)}, gửi lại chậm nhất ${dayWords(letter.correctionDue)} (mã ${letter.code})`,
    lead: `Đề nghị ${letter.agency} hoàn thiện, gửi lại ${reportWords(letter)} ${latestWords(letter.correctionDue, letter.asOf)}.`,
    to: letter.agency,
    blocks: [
      `${office} đã thẩm tra ${fullReportWords(letter)} của Quý cơ quan (mã tiếp nhận ${letter.code}). Báo cáo chưa đạt yêu cầu ở các nội dung sau:`,
      { numbered: letter.reasons.map(reasonWords) },
      `Đề nghị Quý cơ quan hoàn thiện, gửi lại theo liên kết dưới đây ${latestWords(letter.correctionDue, letter.asOf)}. Nội dung đã nhập vẫn được giữ nguyên; chỉ cần sửa các nội dung nêu trên và trả lời từng ý kiến ngay tại đó.`,
      ...passedWords(letter),
    ],
    action: 'Mở báo cáo để hoàn thiện',
    why: 'báo cáo của Quý cơ quan được trả lại để bổ sung',
    event: correctionEvent(letter),
  }),

  reopened: (letter, { office }) => ({
    subject: `[Mở lại báo cáo] ${reportTitle(letter)}, gửi lại chậm nhất ${dayWords(letter.correctionDue)} (mã ${letter.code})`,
    lead: `Đề nghị ${letter.agency} bổ sung, gửi lại ${reportWords(letter)} ${latestWords(letter.correctionDue, letter.asOf)}; báo cáo đã chấp nhận được mở lại.`,
    to: letter.agency,
    blocks: [
      `${office} mở lại ${fullReportWords(letter)} của Quý cơ quan, đã được chấp nhận trước đây (mã tiếp nhận ${letter.code}), vì lý do sau:`,
      { quote: letter.reason },
      `Đề nghị Quý cơ quan bổ sung, gửi lại theo liên kết dưới đây ${latestWords(letter.correctionDue, letter.asOf)}. Nội dung đã gửi còn nguyên; bản đã chấp nhận vẫn được lưu, bản gửi lại được thẩm tra như bản mới.`,
    ],
    action: 'Mở báo cáo để bổ sung',
    why: 'báo cáo đã chấp nhận của Quý cơ quan được mở lại',
    event: correctionEvent(letter),
  }),

  accepted: (letter, { office }) => ({
    subject: `[Chấp nhận] ${reportTitle(letter)}, mã ${letter.code}`,
    lead: `${reportTitle(letter)} của ${letter.agency} đã được chấp nhận; Quý cơ quan không cần gửi thêm.`,
    to: letter.agency,
    blocks: [
      `${office} đã thẩm tra và chấp nhận ${fullReportWords(letter)} của Quý cơ quan (mã tiếp nhận ${letter.code}). Nội dung báo cáo được sử dụng để tổng hợp, báo cáo UBND tỉnh và Bộ Khoa học và Công nghệ.`,
      'Trân trọng cảm ơn sự phối hợp của Quý cơ quan.',
    ],
    action: 'Xem báo cáo đã gửi',
    why: 'việc thẩm tra báo cáo của Quý cơ quan đã có kết quả',
  }),
};

const correctionEvent = (letter: LetterOf<'returned' | 'reopened'>): DueEvent => ({
  due: letter.correctionDue,
  summary: `Hạn gửi ${reportWords(letter)} (bổ sung) - ${letter.plan}`,
});

/** Which parts are as they should be, so that nobody types them again. */
function passedWords({ passed = [] }: LetterOf<'returned'>): string[] {
  const names = passed.map((part) => (part === 'files' ? 'tệp đính kèm' : placeWords(part))).join(', ');
  return names ? [`Các phần đã đạt, không cần nhập lại: ${names}.`] : [];
}

function timeliness(letter: LetterOf<'receipt'>): string {
  if (!letter.onTime) return lateWords(letter.workingDaysLate);
  return onTimeBecause(letter) === 'outage' ? 'đúng hạn do hệ thống gián đoạn' : 'đúng hạn';
}

/** Why a report that came after its date is on time. */
function lateReasons(letter: LetterOf<'receipt'>): string[] {
  const because = onTimeBecause(letter);
  if (because === 'grace') return ['Lý do: gửi trong thời gian châm chước sau hạn theo quy định của chế độ báo cáo'];
  if (because !== 'outage' || !letter.outage) return [];
  const { beganAt, endedAt } = letter.outage;
  return [
    `Lý do: hệ thống gián đoạn tiếp nhận từ ${momentWords(beganAt)} đến ${momentWords(endedAt)}, trùng thời điểm hết hạn`,
  ];
}

/** A reason begins with the place it is about, unless it names it itself. */
function reasonWords({ field, message }: Problem): string {
  const place = placeWords(field);
  return ended(place === '' || message.trim().startsWith(place) ? message : `${place}: ${message.trim()}`);
}

/** `sections.II` is `Phần II`, `tasks.II.1.a.result` `Nhiệm vụ II.1.a`, `indicators.2.1` `Chỉ tiêu 2.1`; others have no name. */
function placeWords(field: string): string {
  if (field === 'files') return 'Tệp đính kèm';
  const [, kind = '', code] = /^(sections|tasks|indicators)\.(.+?)(?:\.(?:state|percent|result))?$/.exec(field) ?? [];
  if (code === undefined) return '';
  return `${{ sections: 'Phần', tasks: 'Nhiệm vụ', indicators: 'Chỉ tiêu' }[kind] ?? ''} ${code}`;
}
