import { causeWords, isBounceCause } from '../domain/bounce-words.ts';
import type { StaffRole } from '../domain/actor.ts';
import type { AgencyKind } from '../domain/agency.ts';
import type { TaskState } from '../domain/form.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { ObligationLook } from '../domain/obligation.ts';
import type { StepKind } from '../domain/regime.ts';
import { rungWords } from '../domain/step-words.ts';
import { dayWords, timeWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import type { CompilationState, NotificationState } from '../store/schema.ts';

export const lookWords: Record<ObligationLook, string> = {
  on_time: 'Đã gửi đúng hạn',
  late: 'Đã gửi quá hạn',
  returned: 'Trả lại bổ sung',
  overdue: 'Quá hạn, chưa gửi',
  due_soon: 'Sắp đến hạn',
  extended: 'Được gia hạn',
  not_due: 'Chưa đến hạn',
  excused: 'Không phải báo cáo',
};

/** Kinds of agency as the board groups them, in its order. */
export const kindWords: Record<AgencyKind, string> = {
  department: 'Sở, ban, ngành cấp tỉnh',
  unit: 'Đơn vị khác thuộc tỉnh',
  district: 'Huyện, thị xã, thành phố',
  ward: 'Phường',
  commune: 'Xã',
  'special-zone': 'Đặc khu',
};

export const letterWords: Record<LetterKind, string> = {
  request: 'Đề nghị báo cáo',
  remind: 'Nhắc hạn',
  urge: 'Đôn đốc',
  receipt: 'Xác nhận tiếp nhận',
  'paper-recorded': 'Ghi nhận văn bản ngoài hệ thống',
  returned: 'Trả lại bổ sung',
  reopened: 'Mở lại báo cáo',
  accepted: 'Chấp nhận báo cáo',
  'extension-granted': 'Đồng ý gia hạn',
  'due-moved': 'Thay đổi hạn gửi',
  'extension-refused': 'Không đồng ý gia hạn',
  excused: 'Không phải báo cáo',
  'obstacle-acknowledged': 'Đã nhận vướng mắc',
  'obstacle-told': 'Kết quả xử lý vướng mắc',
  'room-link': 'Liên kết riêng',
  'approval-asked': 'Trình lãnh đạo duyệt',
  'approval-returned': 'Lãnh đạo gửi lại bản trình',
  'submission-code': 'Mã xác nhận',
  'contact-changed': 'Thay người liên hệ',
  'missing-list': 'Danh sách chưa gửi báo cáo',
  'escalation-drafted': 'Dự thảo báo cáo UBND tỉnh',
  compiled: 'Đã lập báo cáo tổng hợp',
  'send-up': 'Đến hạn gửi cấp trên',
  'obstacle-raised': 'Vướng mắc mới',
  'obstacle-waiting': 'Vướng mắc chờ trả lời',
  'obstacles-to-compile': 'Đến kỳ tổng hợp vướng mắc',
  'extension-requested': 'Đề nghị gia hạn',
  'extension-waiting': 'Gia hạn chờ quyết định',
  'review-waiting': 'Báo cáo chờ thẩm tra',
  'letter-waiting': 'Công văn chờ ban hành',
  'sending-waiting': 'Chưa ghi nhận gửi cấp trên',
  settled: 'Thôi đôn đốc',
  'official-letter': 'Công văn đã ban hành',
  'official-report': 'Báo cáo UBND tỉnh đã ban hành',
  'delivery-failed': 'Thư không gửi được',
  'step-failed': 'Không lập được thư',
};

export const notificationWords: Record<NotificationState, string> = {
  planned: 'Chờ gửi',
  claimed: 'Đang gửi',
  sent: 'Đã gửi',
  bounced: 'Bị trả về',
  failed: 'Không gửi được',
  cancelled: 'Không cần gửi nữa',
  overtaken: 'Đã thay bằng thư sau',
};

export const compilationWords: Record<CompilationState, string> = {
  running: 'Đang lập',
  ready: 'Đã lập xong',
  cancelled: 'Đã hủy',
  failed: 'Không lập được',
};

export const taskWords: Record<TaskState, string> = {
  done: 'Hoàn thành',
  under_way: 'Đang thực hiện',
  not_started: 'Chưa thực hiện',
  not_applicable: 'Không thuộc phạm vi',
};

export const roleWords: Record<StaffRole, string> = {
  admin: 'Quản trị',
  officer: 'Chuyên viên',
  leader: 'Lãnh đạo Sở',
  viewer: 'Lãnh đạo UBND tỉnh (chỉ xem)',
};

export { rungWords } from '../domain/step-words.ts';

/** Why a letter did not leave, in words. */
export function reasonWords(reason: string): string {
  const known: Record<string, string> = {
    sent_up: 'đã ghi nhận việc gửi báo cáo tổng hợp',
    letter_moved_on: 'công văn đã được xử lý',
    due_moved: 'hạn của cơ quan đã thay đổi',
    closed: 'kỳ báo cáo đã đóng',
    link_revoked: 'liên kết đã được thu hồi',
    approval_ended: 'bản trình không còn chờ duyệt',
    submitted: 'cơ quan đã gửi báo cáo',
    accepted: 'báo cáo đã được chấp nhận',
    excused: 'cơ quan không phải báo cáo',
    no_contact: 'chưa có người liên hệ để gửi',
    refused: 'máy chủ thư từ chối địa chỉ nhận',
    put_off_too_long: 'máy chủ thư không nhận sau nhiều lần thử',
    'calendar.gap': 'lịch làm việc chưa đủ ngày',
    letter_voided: 'công văn đã hủy',
    unexpected: 'hệ thống gặp lỗi khi lập thư',
  };
  if (known[reason]) return known[reason];
  if (isBounceCause(reason)) return `thư bị trả về, ${causeWords(reason)}`;
  const kind = /(?:^|-)(request|remind|urge)(?:-|$)/.exec(reason)?.[1] as StepKind | undefined;
  return kind ? `đã có thư sau thay thế: ${rungWords(kind, reason)}` : reason;
}

/** What a page says after something was done, by the word in its address. */
export const doneWords: Record<string, string> = {
  'regime-drafted': 'Đã lưu dự thảo chế độ báo cáo; chưa mở kỳ nào cho đến khi được áp dụng.',
  'regime-changed': 'Đã lưu phiên bản mới; áp dụng từ kỳ mở sau.',
  'regime-activated': 'Chế độ đã được áp dụng; kỳ báo cáo tự mở đúng lúc đã nêu.',
  'regime-withdrawn': 'Đã bãi bỏ chế độ; kỳ đang mở vẫn chạy đến hết.',
  'form-drafted': 'Đã lưu dự thảo đề cương; chưa cơ quan nào thấy cho đến khi được ban hành.',
  'form-published': 'Đã ban hành phiên bản mới của đề cương; áp dụng từ kỳ mở sau.',
  'signed-out': 'Đã đăng xuất.',
  password: 'Đã đặt mật khẩu. Đề nghị đăng nhập.',
  granted: 'Đã đồng ý gia hạn; cơ quan sẽ được thông báo.',
  refused: 'Đã ghi quyết định không gia hạn; cơ quan sẽ được thông báo.',
  excused: 'Đã ghi nhận cơ quan không phải báo cáo; cơ quan sẽ được thông báo.',
  paper: 'Đã ghi nhận báo cáo gửi bằng văn bản; cơ quan sẽ được thông báo và không bị nhắc, đôn đốc nữa.',
  contact: 'Đã thay người liên hệ; thư lập từ nay gửi đến người mới.',
  resent: 'Đã xếp thư vào lượt gửi lại; xem kết quả trong sổ thư.',
  revoked:
    'Đã thu hồi liên kết. Các thư gửi từ nay mang liên kết mới; đề nghị gửi lại một thư để cơ quan có liên kết mới.',
  accepted: 'Đã chấp nhận báo cáo; cơ quan sẽ được thông báo.',
  returned: 'Đã trả lại để bổ sung; cơ quan sẽ nhận lý do và hạn bổ sung.',
  commented: 'Đã lưu ý kiến thẩm tra; cơ quan nhận được khi báo cáo bị trả lại.',
  passed: 'Đã ghi nhận phần này đạt.',
  unpassed: 'Đã bỏ ghi nhận đạt của phần này.',
  resolved: 'Đã ghi nhận ý kiến được giải quyết.',
  reopened: 'Đã mở lại báo cáo; cơ quan sẽ nhận lý do và hạn bổ sung.',
  'comments-answered': 'Đã lưu trả lời; Sở Khoa học và Công nghệ thấy trả lời khi thẩm tra bản gửi lại.',
  'synthesis-saved': 'Đã lưu đoạn tổng hợp.',
  'source-excluded': 'Nguồn này không được đưa vào các lần tổng hợp sau.',
  'source-included': 'Nguồn này được đưa vào lại các lần tổng hợp sau.',
  compiling: 'Đã bắt đầu lập báo cáo tổng hợp.',
  cancelled: 'Đã hủy lần tổng hợp.',
  recorded: 'Đã ghi số, ngày và nơi nhận; hệ thống thôi nhắc việc gửi đến nơi nhận này.',
  'sending-withdrawn': 'Đã thu hồi việc ghi nhận; hệ thống nhắc lại cho đến khi ghi nhận lần gửi khác.',
  'sending-attached': 'Đã lưu văn bản đã ký.',
  retried: 'Đang làm lại bước bị lỗi; các bước đã xong được giữ.',
  issued: 'Đã ban hành: số và ngày đã vào sổ công văn.',
  'letter-drafted': 'Đã lập dự thảo; chưa gửi cho ai cho đến khi được duyệt và ban hành.',
  'letter-edited': 'Đã lưu phiên bản mới của dự thảo.',
  'letter-approved': 'Đã duyệt dự thảo với số liệu mới nhất; có thể ban hành.',
  'letter-voided': 'Đã hủy công văn; số (nếu có) được giữ trong sổ, không cấp lại.',
  'letter-signed': 'Đã nhận bản ký số.',
  'letter-handed': 'Đã ghi nhận việc gửi công văn.',
  'incoming-recorded': 'Đã vào sổ công văn đến.',
  'superior-mailbox': 'Đã lưu địa chỉ nhận văn bản của UBND tỉnh.',
  answered: 'Đã trả lời; cơ quan nêu vướng mắc sẽ được thông báo.',
  forwarded: 'Đã chuyển UBND tỉnh; cơ quan nêu vướng mắc sẽ được thông báo.',
  decided: 'Đã ghi quyết định của UBND tỉnh; cơ quan nêu vướng mắc sẽ được thông báo.',
  'obstacles-compiled': 'Đã lưu bản tổng hợp vướng mắc; tải tệp Word để trình ký.',
  closed: 'Đã đóng vướng mắc; cơ quan nêu vướng mắc sẽ được thông báo.',
  saved: 'Đã lưu bản nháp.',
  carried: 'Đã lấy nội dung năm trước; các chỗ đó được đánh dấu cho đến khi sửa.',
  'sheet-taken': 'Đã ghi nội dung của tệp Excel vào bản nháp; báo cáo chưa được gửi.',
  checked: 'Đã lưu và kiểm tra; xem kết quả ở cuối trang.',
  attached: 'Đã đính kèm tệp và lưu bản nháp.',
  withdrawn: 'Đã bỏ tệp và lưu bản nháp.',
  requested: 'Đã gửi đề nghị gia hạn; kết quả sẽ được báo qua thư và hiện tại đây.',
  calendar: 'Đã đưa phiên bản lịch vào dùng; các kỳ, các thư đang chờ đã tính lại theo lịch này.',
  'send-window': 'Đã đổi giờ gửi thư; thư đang chờ đi theo giờ mới.',
  'person-added': 'Đã thêm người cùng làm; liên kết riêng được gửi qua thư trong giờ hành chính.',
  'person-revoked': 'Đã thu hồi liên kết; liên kết ngừng hoạt động ngay.',
  'head-link': 'Liên kết riêng được gửi đến địa chỉ thư của thủ trưởng trong giờ hành chính.',
  'contact-registered': 'Đã thay người liên hệ; thủ trưởng cơ quan được báo qua thư.',
  rule: 'Đã đổi cách gửi của cơ quan; áp dụng ngay.',
  asked: 'Đã trình thủ trưởng duyệt. Báo cáo chưa được gửi cho đến khi thủ trưởng bấm “Gửi báo cáo”.',
  'sent-back': 'Đã trả lại người trình kèm ý kiến.',
  code: 'Mã xác nhận đang được gửi đến hộp thư của cơ quan; nhập 6 chữ số rồi bấm “Gửi báo cáo”.',
  raised: 'Đã gửi vướng mắc; thư xác nhận đang được gửi đến cơ quan.',
};

/** A moment in running text, with the short form of its day when that is today: `14:03 hôm nay`. */
export function shortMoment(at: Temporal.Instant, now: Temporal.Instant): string {
  const day = dayOf(at);
  if (day.equals(dayOf(now))) return `${timeWords(at)} hôm nay`;
  return `${timeWords(at)} ${weekdayOf(day)} ${day.day}/${day.month}${day.year === dayOf(now).year ? '' : `/${day.year}`}`;
}

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
export const weekdayOf = (day: Temporal.PlainDate): string => weekdays[day.dayOfWeek - 1] ?? '';

/** `T5`, `CN`: for drawings. */
export const weekdayMark = (day: Temporal.PlainDate): string => (day.dayOfWeek === 7 ? 'CN' : `T${day.dayOfWeek + 1}`);

/** A day without its year: `17/12`. */
export const shortDay = (day: Temporal.PlainDate): string => dayWords(day).slice(0, 5);

const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
/** A number as it is written in Vietnam: 1.234,5. */
export const numberWords = (value: number): string => numbers.format(value);

/** A file's size: `1,2 MB`. */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${numberWords(Math.ceil(bytes / 1024))} KB` : `${numberWords(bytes / 1024 / 1024)} MB`;
