import type { ObstacleOutcome } from '../../domain/letter.ts';
import { obstaclePatience } from '../../domain/obstacle.ts';
import type { LetterOf, Writers } from '../letter-words.ts';
import { dayWords, momentWords } from '../../domain/words.ts';
import { latestWords } from './due-words.ts';

/** Difficulties raised with the focal agency (the plan's III.2). */
export const obstacleLetters: Writers<
  'obstacle-acknowledged' | 'obstacle-told' | 'obstacle-raised' | 'obstacle-waiting' | 'obstacles-to-compile'
> = {
  'obstacle-acknowledged': (letter, { office }) => ({
    subject: `[Vướng mắc] Đã tiếp nhận: ${letter.title}`,
    lead: `${office} sẽ trả lời vướng mắc của ${letter.agency} ${latestWords(letter.answerBy, letter.asOf)}; Quý cơ quan không cần gửi lại.`,
    to: letter.agency,
    blocks: [
      `Lúc ${momentWords(letter.raisedAt)}, hệ thống đã tiếp nhận vướng mắc “${letter.title}” của Quý cơ quan. ${office} sẽ xem xét, trả lời; nội dung vượt thẩm quyền được tổng hợp, báo cáo UBND tỉnh.`,
      'Việc phản ánh vướng mắc không làm thay đổi thời hạn gửi báo cáo.',
    ],
    action: 'Theo dõi, bổ sung thông tin',
    why: 'Quý cơ quan vừa phản ánh vướng mắc trên hệ thống',
  }),

  'obstacle-told': (letter, { office }) => ({
    subject: `[Vướng mắc] ${outcomes[letter.outcome].subject}: ${letter.title}`,
    lead: outcomes[letter.outcome].lead(letter.agency, office),
    to: letter.agency,
    blocks: [
      `Về vướng mắc “${letter.title}” của Quý cơ quan, ${outcomes[letter.outcome].told(office)}${documentWords(letter)}${letter.words.trim() ? ':' : '.'}`,
      ...(letter.words.trim() ? [{ quote: letter.words }] : []),
    ],
    action: 'Xem vướng mắc',
    why: 'vướng mắc do Quý cơ quan phản ánh có kết quả mới',
  }),

  'obstacle-raised': (letter, { office }) => ({
    subject: `[Vướng mắc] ${letter.agency}: ${letter.title}`,
    lead: `Đề nghị ${office} trả lời vướng mắc của ${letter.agency} trong ${obstaclePatience[0]} ngày làm việc.`,
    to: office,
    blocks: [
      `Lúc ${momentWords(letter.raisedAt)}, ${letter.agency} phản ánh vướng mắc “${letter.title}”:`,
      { quote: letter.words },
    ],
    action: 'Xem và trả lời',
    why: 'có vướng mắc chờ cơ quan đầu mối trả lời',
  }),

  'obstacles-to-compile': (letter, { office }) => ({
    subject: `[Vướng mắc] Đến kỳ tổng hợp cho UBND tỉnh, ${letter.words}`,
    lead: `Đề nghị ${office} lập bản tổng hợp khó khăn, vướng mắc ${letter.words} để báo cáo UBND tỉnh.`,
    to: office,
    blocks: [
      `Đến ${momentWords(letter.asOf)}, còn ${letter.unsettled} vướng mắc chưa giải quyết xong; bản tổng hợp ${letter.words} chưa được lập.`,
      'Hệ thống lập danh sách, tình trạng, so sánh với bản tổng hợp trước và dự thảo văn bản Word để trình ký.',
    ],
    action: 'Xem và lập bản tổng hợp',
    why: 'đến kỳ tổng hợp vướng mắc mà chưa lập bản tổng hợp',
  }),

  'obstacle-waiting': (letter, { office }) => ({
    subject: `[Vướng mắc] Chưa trả lời, nhắc lần ${letter.ordinal}: ${letter.agency} - ${letter.title}`,
    lead: `Đề nghị ${office} trả lời ngay vướng mắc của ${letter.agency}, đã chờ ${obstaclePatience[letter.ordinal - 1]} ngày làm việc.`,
    to: office,
    blocks: [
      `Vướng mắc “${letter.title}” do ${letter.agency} phản ánh lúc ${momentWords(letter.raisedAt)} đến nay chưa được trả lời.`,
      'Nếu nội dung vượt thẩm quyền, đề nghị chuyển UBND tỉnh xem xét và thông báo cho cơ quan phản ánh.',
    ],
    action: 'Xem và trả lời',
    why: 'vướng mắc đã quá thời gian trả lời',
  }),
};

/** ` (Văn bản số 45/UBND-KGVX ngày 05/01/2027)`; nothing where no document is known. */
const documentWords = ({ document }: LetterOf<'obstacle-told'>): string =>
  document ? ` (Văn bản số ${document.number} ngày ${dayWords(document.on)})` : '';

interface OutcomeWords {
  subject: string;
  lead: (agency: string, office: string) => string;
  /** Goes on after "Về vướng mắc … của Quý cơ quan,". */
  told: (office: string) => string;
}

const outcomes = {
  answered: {
    subject: 'Đã trả lời',
    lead: (agency, office) => `Đề nghị ${agency} xem nội dung ${office} trả lời về vướng mắc đã phản ánh.`,
    told: (office) => `${office} trả lời như sau`,
  },
  forwarded: {
    subject: 'Đã báo cáo UBND tỉnh',
    lead: (agency) => `Vướng mắc của ${agency} đã được báo cáo UBND tỉnh; đề nghị Quý cơ quan chờ ý kiến chỉ đạo.`,
    told: (office) => `${office} đã báo cáo UBND tỉnh xem xét`,
  },
  decided: {
    subject: 'UBND tỉnh đã có ý kiến',
    lead: (agency) => `Đề nghị ${agency} xem, thực hiện ý kiến của UBND tỉnh về vướng mắc đã phản ánh.`,
    told: () => 'UBND tỉnh có ý kiến như sau',
  },
  closed: {
    subject: 'Đã kết thúc xử lý',
    lead: (agency) => `Vướng mắc của ${agency} đã kết thúc xử lý; Quý cơ quan không cần làm gì thêm.`,
    told: (office) => `${office} đã kết thúc xử lý`,
  },
} satisfies Record<ObstacleOutcome, OutcomeWords>;
