import type { LyingState } from '../../domain/letter-presses.ts';
import type { LetterOf, Writers } from '../letter-words.ts';
import { dayWords, momentWords, stampWords } from '../../domain/words.ts';
import { byDate } from '../../domain/zone.ts';
import { latestWords } from './due-words.ts';
import { fullReportWords, reportWords } from './report-words.ts';

/** What lies undone at the focal agency itself: requests without a decision, reports without a review, drafts of letters. */
export const waitingLetters: Writers<'extension-waiting' | 'review-waiting' | 'letter-waiting'> = {
  'extension-waiting': (letter, { office }) => {
    const count = letter.requests.length;
    return {
      subject: `[Gia hạn] ${count} đề nghị gia hạn gửi ${reportWords(letter)} chưa được quyết định`,
      lead: `Đề nghị ${office} quyết định ${count} đề nghị gia hạn đang chờ${byWords(letter)}.`,
      to: office,
      blocks: [
        `Đến ${momentWords(letter.asOf)}, các đề nghị gia hạn gửi ${fullReportWords(letter)} sau đây chưa có quyết định:`,
        {
          table: {
            head: ['STT', 'Cơ quan, đơn vị', 'Hạn hiện nay', 'Đề nghị đến', 'Đề nghị lúc'],
            rows: letter.requests.map(({ agency, due, until, requestedAt }, place) => [
              String(place + 1),
              agency,
              dayWords(due),
              dayWords(until),
              stampWords(requestedAt),
            ]),
          },
        },
        letter.undecided === 'refused'
          ? 'Nếu hết thời gian trên mà chưa có quyết định, theo quy định của chế độ báo cáo, hệ thống ghi nhận không gia hạn, hạn gửi giữ nguyên và thông báo cho cơ quan đề nghị.'
          : 'Nếu hết thời gian trên mà chưa có quyết định, theo quy định của chế độ báo cáo, đề nghị được coi là đồng ý và hệ thống thông báo cho cơ quan đề nghị.',
      ],
      action: 'Xem và quyết định',
      why: 'có đề nghị gia hạn chờ cơ quan đầu mối quyết định',
    };
  },

  'review-waiting': (letter, { office }) => {
    const count = letter.reports.length;
    return {
      subject: `[Thẩm tra] ${count} ${reportWords(letter)} đã tiếp nhận, chưa thẩm tra sau ${letter.workingDays} ngày làm việc`,
      lead: `Đề nghị ${office} thẩm tra ${count} báo cáo đã chờ từ ${letter.workingDays} ngày làm việc trở lên.`,
      to: office,
      blocks: [
        `Đến ${momentWords(letter.asOf)}, các cơ quan sau đây đã gửi ${fullReportWords(letter)} nhưng báo cáo chưa được chấp nhận hoặc trả lại:`,
        {
          table: {
            head: ['STT', 'Cơ quan, đơn vị', 'Mã tiếp nhận', 'Tiếp nhận lúc'],
            rows: letter.reports.map(({ agency, code, receivedAt }, place) => [
              String(place + 1),
              agency,
              code,
              stampWords(receivedAt),
            ]),
          },
        },
        'Báo cáo được thẩm tra sớm thì cơ quan gửi báo cáo còn thời gian bổ sung trước khi tổng hợp.',
      ],
      action: 'Xem bảng theo dõi',
      why: 'có báo cáo đã tiếp nhận chờ cơ quan đầu mối thẩm tra',
    };
  },

  'letter-waiting': (letter, { office }) => {
    const count = letter.letters.length;
    return {
      subject: `[Công văn] ${count} công văn về ${reportWords(letter)} chưa gửi đi sau ${letter.workingDays} ngày làm việc`,
      lead: `Đề nghị ${office} xử lý ${count} công văn đã chờ từ ${letter.workingDays} ngày làm việc trở lên.`,
      to: office,
      blocks: [
        `Đến ${momentWords(letter.asOf)}, các công văn sau đây về ${fullReportWords(letter)} đã được dự thảo nhưng chưa gửi đi:`,
        {
          table: {
            head: ['STT', 'Công văn', 'Đang chờ', 'Chờ từ'],
            rows: letter.letters.map(({ title, state, since }, place) => [
              String(place + 1),
              title,
              lyingWords[state],
              stampWords(since),
            ]),
          },
        },
        'Hệ thống chưa gửi các công văn này cho ai. Dự thảo không còn cần thì hủy trên hệ thống, thư nhắc sẽ thôi.',
      ],
      action: 'Xem sổ công văn đi',
      why: 'có công văn đã dự thảo chờ cơ quan đầu mối duyệt, ban hành hoặc tải lên bản ký số',
    };
  },
};

const lyingWords: Record<LyingState, string> = {
  draft: 'lãnh đạo duyệt',
  approved: 'lấy số, ban hành',
  unsigned: 'bản ký số',
};

/** Until when the first of the requests is to be decided. */
function byWords({ requests, asOf }: LetterOf<'extension-waiting'>): string {
  const [first] = requests.flatMap(({ decideBy }) => decideBy ?? []).toSorted(byDate);
  return first ? ` ${latestWords(first, asOf)}` : '';
}
