import type { LetterOf, Writers } from '../letter-words.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { lateWords } from './due-words.ts';
import { ended, fullReportWords, reportWords } from './report-words.ts';

/** To whoever was told that an agency is late: it is so no longer. */
export const settledLetters: Writers<'settled'> = {
  settled: (letter, { office }) => ({
    subject: `[Thôi đôn đốc] ${letter.agency}: ${outcomeTitle(letter)}`,
    lead: `${letter.agency} ${outcomeWords(letter)}; ${office} không cần đôn đốc cơ quan này nữa.`,
    to: office,
    blocks: [
      `${letter.agency} đã được nêu tên trong danh sách cơ quan chưa gửi ${fullReportWords(letter)}. Nay tình hình như sau:`,
      { items: itemsOf(letter) },
      ...toldWords(letter, office),
    ],
    action: 'Xem hồ sơ cơ quan',
    why: 'cơ quan đã được nêu tên trong danh sách hoặc dự thảo báo cáo cấp trên nay không còn chậm báo cáo',
  }),
};

function outcomeTitle({ settled, ...letter }: LetterOf<'settled'>): string {
  switch (settled.outcome) {
    case 'reported':
      return `đã gửi ${reportWords(letter)}, ${timelyWords(settled)}`;
    case 'excused':
      return `không phải gửi ${reportWords(letter)}`;
    case 'extended':
      return `được gia hạn đến ${dayWords(settled.until)}`;
  }
}

function outcomeWords({ settled, ...letter }: LetterOf<'settled'>): string {
  switch (settled.outcome) {
    case 'reported':
      return `đã gửi ${reportWords(letter)} lúc ${momentWords(settled.receivedAt)} (${timelyWords(settled)})`;
    case 'excused':
      return `không phải gửi ${reportWords(letter)}`;
    case 'extended':
      return `được gia hạn gửi ${reportWords(letter)} đến hết ${weekdayWords(settled.until)}`;
  }
}

function itemsOf({ settled }: LetterOf<'settled'>): string[] {
  switch (settled.outcome) {
    case 'reported':
      return [
        `Tiếp nhận báo cáo lúc: ${momentWords(settled.receivedAt)}`,
        `Mã tiếp nhận: ${settled.code}`,
        `Tình trạng: ${timelyWords(settled)}`,
      ];
    case 'excused':
      return [`Không phải báo cáo trong kỳ này. Lý do: ${ended(settled.reason)}`];
    case 'extended':
      return [`Hạn gửi mới: hết ${weekdayWords(settled.until)}`];
  }
}

function toldWords({ told }: LetterOf<'settled'>, office: string): string[] {
  return [
    ...(told.dropped
      ? [
          'Tên cơ quan đã được đưa ra khỏi danh sách của dự thảo báo cáo UBND tỉnh chưa ban hành; số liệu của dự thảo đã được cập nhật.',
        ]
      : []),
    ...(told.issued
      ? [
          `Văn bản số ${told.issued} đã ban hành có nêu tên cơ quan này và được giữ nguyên; đề nghị ${office} xem xét, báo cáo bổ sung với UBND tỉnh.`,
        ]
      : []),
  ];
}

const timelyWords = ({ onTime, workingDaysLate }: { onTime: boolean; workingDaysLate: number }): string =>
  onTime ? 'đúng hạn' : lateWords(workingDaysLate);
