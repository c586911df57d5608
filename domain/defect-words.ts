import type { Defect, DefectCode } from './regime-defects.ts';
import { dayWords, momentWords, weekdayWords } from './words.ts';

/** A defect for people: what is wrong, and what to mend. */
export interface DefectWords {
  what: string;
  mend: string;
}

type Facts = Defect['facts'];

const day = (iso: string | undefined): string => (iso ? weekdayWords(Temporal.PlainDate.from(iso)) : '');
const short = (iso: string | undefined): string => (iso ? dayWords(Temporal.PlainDate.from(iso)) : '');
const moment = (iso: string | undefined): string => (iso ? momentWords(Temporal.Instant.from(iso)) : '');
const off = ({ day: iso, holiday }: Facts): string => `${day(iso)} (${holiday ?? 'ngày nghỉ hằng tuần'})`;

const withGrace = ({ grace }: Facts): string => (grace ? `, kể cả ${grace} giờ châm chước` : '');

/** Every code has its sentences; the compiler proves that none is missing. */
const words: Record<DefectCode, (facts: Facts) => DefectWords> = {
  'calendar.gap': (facts) => ({
    what: `Lịch làm việc chưa có ngày ${short(facts['day'])} nên chưa tính được hết các mốc của kỳ.`,
    mend: 'Bổ sung lịch làm việc của năm đó.',
  }),
  'cut-off.too-close': (facts) => ({
    what: `Thời điểm chốt số liệu (${day(facts['cutOff'])}) chưa cách hạn gửi (${day(facts['due'])}) một ngày làm việc; NĐ 09/2019 Đ.8.5b yêu cầu ít nhất một ngày làm việc.`,
    mend: 'Lùi hạn gửi hoặc đưa thời điểm chốt số liệu lên sớm hơn.',
  }),
  'date.day-off': (facts) => ({
    what: `Ngày này rơi vào ${off(facts)}.`,
    mend: 'Chọn “lùi sang ngày làm việc kế tiếp” hoặc “đưa lên ngày làm việc trước”, hoặc ấn định ngày khác.',
  }),
  'date.moved': (facts) => ({
    what: `Ngày ấn định rơi vào ${off(facts)}, nên chuyển thành ${day(facts['to'])}.`,
    mend: 'Kiểm tra ngày sau khi chuyển; nếu không phù hợp, ấn định ngày khác.',
  }),
  'send-up.before-due': (facts) => ({
    what: `Hạn cơ quan đầu mối gửi cấp trên (${day(facts['sendUp'])}) đến trước hạn gửi của cơ quan báo cáo (${day(facts['due'])}).`,
    mend: 'Đối chiếu văn bản giao nhiệm vụ: hạn của cơ quan đầu mối phải sau hạn của các cơ quan gửi đến.',
  }),
  'send-up.same-day': (facts) => ({
    what: `Hạn gửi cấp trên trùng ngày với hạn của cơ quan báo cáo (${day(facts['due'])}); không còn thời gian tổng hợp.`,
    mend: 'Đưa hạn của cơ quan báo cáo lên sớm hơn hoặc lùi hạn gửi cấp trên.',
  }),
  'limit.before-due': (facts) => ({
    what: `Ngày cuối được gia hạn (${day(facts['limit'])}) đến trước hạn gửi (${day(facts['due'])}).`,
    mend: 'Ấn định ngày cuối được gia hạn từ hạn gửi trở đi.',
  }),
  'limit.after-send-up': (facts) => ({
    what: `Ngày cuối được gia hạn (${day(facts['limit'])}) sau hạn gửi cấp trên (${day(facts['sendUp'])}).`,
    mend: 'Đưa ngày cuối được gia hạn về trước hạn gửi cấp trên.',
  }),
  'limit.after-compile': (facts) => ({
    what: `Lần tổng hợp cuối (${moment(facts['at'])}) không sau ngày cuối được gia hạn (${day(facts['limit'])}): báo cáo được gia hạn có thể không kịp đưa vào.`,
    mend: 'Lùi lần tổng hợp cuối hoặc đưa ngày cuối được gia hạn lên sớm hơn.',
  }),
  'lock.before-grace': (facts) => ({
    what: `Thôi nhận báo cáo sau ${day(facts['lock'])}, khi thời gian châm chước (đến ${moment(facts['at'])}) chưa hết.`,
    mend: 'Tăng số ngày trước khi thôi nhận, hoặc giảm số giờ châm chước.',
  }),
  'lock.before-limit': (facts) => ({
    what: `Thôi nhận báo cáo sau ${day(facts['lock'])}, trước ngày cuối được gia hạn (${day(facts['limit'])}).`,
    mend: 'Tăng số ngày trước khi thôi nhận, hoặc đưa ngày cuối được gia hạn lên sớm hơn.',
  }),
  'press.nobody': () => ({
    what: 'Bước nhắc xử lý này không ghi người nhận của cơ quan đầu mối.',
    mend: 'Chọn chuyên viên hoặc lãnh đạo Sở.',
  }),
  'press.too-late': (facts) => ({
    what: `Nhắc xử lý đề nghị gia hạn sau hạn gửi ${facts['days'] ?? ''} ngày làm việc: khi đó đề nghị đã hết hiệu lực.`,
    mend: 'Ghi số âm: số ngày làm việc trước hạn gửi.',
  }),
  'rung.day-off': (facts) => ({
    what: `Bước này rơi vào ${off(facts)}; thư chỉ rời hệ thống vào ngày làm việc kế tiếp.`,
    mend: 'Chọn cách chuyển khi trùng ngày nghỉ, hoặc ấn định ngày khác.',
  }),
  'rung.nobody': () => ({
    what: 'Bước này không có người nhận.',
    mend: 'Chọn người nhận: người liên hệ của cơ quan với thư đề nghị, nhắc, đôn đốc; người của Sở với các bước khác.',
  }),
  'rung.duplicate': (facts) => ({
    what: `Mã bậc “${facts['rung'] ?? ''}” dùng cho hai bậc; sổ thư sẽ coi là một.`,
    mend: 'Đặt mã khác cho một trong hai bậc.',
  }),
  'rung.same-moment': (facts) => ({
    what: `Cùng loại, cùng người nhận và cùng lúc (${moment(facts['at'])}) với bậc “${facts['other'] ?? ''}”: một người nhận hai thư như nhau.`,
    mend: 'Bỏ một bậc, hoặc đổi thời điểm hay người nhận.',
  }),
  'rung.before-opening': (facts) => ({
    what: `Bước này (${moment(facts['at'])}) đến trước khi kỳ mở (${moment(facts['opensAt'])}) nên không diễn ra đúng lúc.`,
    mend: 'Mở kỳ sớm hơn, hoặc lùi bước này.',
  }),
  'request.missing': () => ({
    what: 'Thang đôn đốc không có thư đề nghị báo cáo: cơ quan chưa được đề nghị đã bị nhắc.',
    mend: 'Thêm một bậc “Đề nghị báo cáo”.',
  }),
  'request.before-opening': (facts) => ({
    what: `Thư đề nghị (${moment(facts['at'])}) đến trước khi kỳ mở; thư sẽ gửi khi kỳ mở (${moment(facts['opensAt'])}).`,
    mend: 'Mở kỳ sớm hơn, hoặc lùi thư đề nghị.',
  }),
  'request.short-notice': (facts) => ({
    what: `Thư đề nghị rời hệ thống ${moment(facts['leaves'])}, trước hạn ${facts['days'] ?? ''} ngày làm việc; chế độ yêu cầu báo trước ít nhất ${facts['notice'] ?? ''} ngày làm việc.`,
    mend: 'Gửi thư đề nghị sớm hơn, hoặc giảm số ngày phải báo trước.',
  }),
  'remind.too-late': (facts) => ({
    what: `Thư nhắc rời hệ thống ${moment(facts['leaves'])}, khi hạn gửi (${day(facts['due'])}) đã hết: không kịp nhắc.`,
    mend: 'Đặt trước hạn và trong khung giờ gửi thư.',
  }),
  'urge.before-due': (facts) => ({
    what: `Thư đôn đốc (${moment(facts['at'])}) gửi khi hạn (${day(facts['due'])}) chưa hết${withGrace(facts)}.`,
    mend: 'Đặt sau hạn ít nhất một ngày làm việc, hoặc đổi thành bậc nhắc.',
  }),
  'escalate.before-due': (facts) => ({
    what: `Báo cáo UBND tỉnh (${moment(facts['at'])}) khi hạn gửi (${day(facts['due'])}) chưa hết${withGrace(facts)}.`,
    mend: 'Lùi bước báo cáo UBND tỉnh sau hạn gửi và sau các lần đôn đốc.',
  }),
  'escalate.before-urge': (facts) => ({
    what: `Báo cáo UBND tỉnh (${moment(facts['at'])}) không sau lần đôn đốc cuối “${facts['urge'] ?? ''}” (${moment(facts['urged'])}).`,
    mend: 'Lùi bước báo cáo UBND tỉnh, hoặc đưa lần đôn đốc lên sớm hơn.',
  }),
  'compile.missing': () => ({
    what: 'Thang không có bước tổng hợp; người của Sở phải tự bắt đầu việc tổng hợp.',
    mend: 'Thêm bậc “Tổng hợp” sau hạn gửi; bản chính thức mang mã “compile-final”.',
  }),
  'compile.before-due': (facts) => ({
    what: `Lần tổng hợp cuối (${moment(facts['at'])}) khi hạn gửi (${day(facts['due'])}) chưa hết${withGrace(facts)}.`,
    mend: 'Lùi lần tổng hợp cuối sau hạn gửi của mọi cơ quan.',
  }),
  'compile.early': (facts) => ({
    what: `Bản dự thảo tổng hợp (${moment(facts['at'])}) lập khi hạn gửi (${day(facts['due'])}) chưa hết${withGrace(facts)}.`,
    mend: 'Nếu không cố ý, lùi bước này sau hạn gửi.',
  }),
  'compile.after-send-up': (facts) => ({
    what: `Tổng hợp (${moment(facts['at'])}) sau hạn gửi cấp trên (${day(facts['sendUp'])}).`,
    mend: 'Đưa bước tổng hợp lên trước hạn gửi cấp trên.',
  }),
  'send-up.told-late': (facts) => ({
    what: `Nhắc gửi cấp trên rời hệ thống ${moment(facts['leaves'])}, khi hạn (${day(facts['sendUp'])}) đã hết.`,
    mend: 'Đặt trước hạn gửi cấp trên.',
  }),
  'close.missing': () => ({
    what: 'Thang không có bước đóng kỳ: kỳ báo cáo không bao giờ kết thúc.',
    mend: 'Thêm một bậc “Đóng kỳ” sau hạn gửi cấp trên.',
  }),
  'close.before-send-up': (facts) => ({
    what: `Kỳ đóng (${moment(facts['at'])}) trước hạn gửi cấp trên (${day(facts['sendUp'])}).`,
    mend: 'Lùi bước đóng kỳ sau hạn gửi cấp trên.',
  }),
  'close.before-limit': (facts) => ({
    what: `Kỳ đóng (${moment(facts['at'])}) khi ngày cuối được gia hạn (${day(facts['limit'])}) chưa hết.`,
    mend: 'Lùi bước đóng kỳ, hoặc đưa ngày cuối được gia hạn lên sớm hơn.',
  }),
};

/** A defect in two sentences: what is wrong with which dates, and what to mend. */
export const defectWords = ({ code, facts }: Pick<Defect, 'code' | 'facts'>): DefectWords => words[code](facts);
