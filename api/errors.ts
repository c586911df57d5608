import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { Code, Problem } from '../domain/refusal.ts';
import { dayWords, stampWords } from '../domain/words.ts';
import { validationProblems } from './validation-problems.ts';

type Facts = Readonly<Record<string, string>>;

/** What a refusal becomes for people: a status and a sentence. */
export interface Answer {
  code: Code;
  status: number;
  sentence: string;
  problems: readonly Problem[];
  /** The refusal's facts: dates, counts, the current version. */
  facts: Facts;
}

/** Every code has its status and its sentence; the compiler proves that none is missing. */
const answers = {
  'request.invalid': [422, ({ count }) => `Còn ${count ?? 'một số'} chỗ cần sửa; xem danh sách dưới đây.`],
  'actor.unknown': [401, () => 'Địa chỉ thư hoặc mật khẩu chưa đúng.'],
  'actor.not_allowed': [403, () => 'Tài khoản này không có quyền thực hiện việc đó.'],
  'session.missing': [401, () => 'Đề nghị đăng nhập để tiếp tục.'],
  'form.expired': [
    403,
    () => 'Biểu mẫu đã quá hạn; đề nghị tải lại trang rồi gửi lại. Nội dung đã nhập được giữ nguyên.',
  ],
  'form.broken': [422, () => 'Biểu mẫu không đến trọn vẹn nên chưa lưu gì; đề nghị quay lại trang trước và gửi lại.'],
  'form.too_large': [
    413,
    ({ limit, each }) =>
      `Biểu mẫu quá lớn nên chưa lưu gì: nội dung các ô cộng lại tối đa ${limit ?? '6 MB'}, mỗi ô tối đa ${each ?? '2 MB'}. Đề nghị quay lại trang trước để rút gọn, hoặc đính kèm phần dài thành tệp.`,
  ],
  'password.weak': [422, () => 'Mật khẩu cần ít nhất 12 ký tự.'],
  'invitation.expired': [410, () => 'Liên kết đặt mật khẩu đã dùng hoặc hết hiệu lực; đề nghị xin liên kết mới.'],
  'signature.wrong': [401, () => 'Chữ ký của lời gọi không đúng hoặc đã quá 5 phút.'],
  'link.unknown': [
    404,
    () => 'Liên kết không đúng. Đề nghị mở lại liên kết trong thư mới nhất của Sở Khoa học và Công nghệ.',
  ],
  'link.expired': [410, () => 'Liên kết đã hết hiệu lực; đề nghị dùng liên kết trong thư mới nhất.'],
  'page.not_found': [404, () => 'Không tìm thấy trang này.'],
  'regime.not_found': [404, () => 'Không tìm thấy chế độ báo cáo này.'],
  'regime.exists': [409, () => 'Đã có chế độ báo cáo mang mã này; đề nghị chọn mã khác.'],
  'regime.defective': [
    409,
    ({ count }) => `Chế độ báo cáo còn ${count ?? 'một số'} lỗi phải sửa trước khi áp dụng; xem danh sách dưới đây.`,
  ],
  'regime.not_active': [409, () => 'Chế độ báo cáo này không có hiệu lực nên không mở kỳ báo cáo.'],
  'regime.withdrawn': [409, () => 'Chế độ báo cáo này đã được bãi bỏ; không thể thực hiện việc này nữa.'],
  'form.not_found': [404, () => 'Không tìm thấy đề cương, biểu mẫu này, hoặc phiên bản này của nó.'],
  'form.exists': [409, () => 'Đã có đề cương, biểu mẫu mang mã này; đề nghị chọn mã khác.'],
  'form.defective': [
    409,
    ({ count }) => `Đề cương còn ${count ?? 'một số'} lỗi phải sửa trước khi ban hành; xem danh sách dưới đây.`,
  ],
  'cycle.not_found': [404, () => 'Không tìm thấy kỳ báo cáo này.'],
  'cycle.closed': [
    409,
    ({ closedAt }) => `Kỳ báo cáo đã đóng${moment(closedAt)}; đề nghị liên hệ Sở Khoa học và Công nghệ.`,
  ],
  'agency.not_found': [404, () => 'Không tìm thấy cơ quan này.'],
  'obligation.not_found': [404, () => 'Không tìm thấy nghĩa vụ báo cáo này.'],
  'obligation.accepted': [409, () => 'Báo cáo đã được tiếp nhận; không thể thực hiện việc này nữa.'],
  'submission.not_found': [404, () => 'Không tìm thấy bản nộp này.'],
  'submission.not_latest': [409, () => 'Cơ quan đã gửi bản mới hơn; đề nghị xem bản mới nhất.'],
  'submission.reviewed': [409, () => 'Bản nộp này đã được thẩm tra.'],
  'submission.not_accepted': [409, () => 'Chỉ mở lại được báo cáo đã được chấp nhận.'],
  'submission.locked': [
    409,
    ({ due, since }) =>
      `Đã quá thời hạn nhận báo cáo: hạn gửi là ngày ${day(due)}, hệ thống ngừng nhận từ${moment(since)}. Nội dung đã nhập được giữ trong bản nháp. Đề nghị xin gia hạn ngay trên trang này, hoặc gửi bản ký số qua Hệ thống quản lý văn bản và điều hành và liên hệ Sở Khoa học và Công nghệ.`,
  ],
  'receipt.unknown': [404, () => 'Không có xác nhận tiếp nhận nào mang mã này.'],
  'paper.needless': [
    409,
    () =>
      'Cơ quan đã gửi báo cáo này trên hệ thống và bản đó đang chờ thẩm tra; không cần ghi nhận văn bản ngoài hệ thống.',
  ],
  'person.not_head': [
    403,
    () => 'Việc này chỉ thực hiện được bằng liên kết riêng của thủ trưởng cơ quan, hoặc qua Sở Khoa học và Công nghệ.',
  ],
  'person.not_found': [404, () => 'Không tìm thấy người cùng làm này.'],
  'approval.required': [
    409,
    () =>
      'Cơ quan áp dụng trình duyệt nội bộ: chỉ liên kết riêng của thủ trưởng gửi được báo cáo. Nội dung đã nhập được giữ trong bản nháp; đề nghị bấm “Trình lãnh đạo duyệt”.',
  ],
  'approval.off': [409, () => 'Cơ quan không áp dụng trình duyệt nội bộ; báo cáo gửi được ngay.'],
  'approval.no_head': [
    409,
    () => 'Chưa có địa chỉ thư của thủ trưởng cơ quan; đề nghị cập nhật ở mục “Người liên hệ” rồi trình lại.',
  ],
  'approval.not_found': [404, () => 'Không có bản trình nào đang chờ duyệt.'],
  'code.off': [409, () => 'Cơ quan không áp dụng mã xác nhận; báo cáo gửi được ngay.'],
  'code.no_mailbox': [
    409,
    () => 'Cơ quan chưa đăng ký hộp thư để nhận mã xác nhận; đề nghị cập nhật ở mục “Người liên hệ”.',
  ],
  'code.required': [
    409,
    () => 'Cần mã xác nhận trước khi gửi: bấm “Nhận mã xác nhận”, rồi nhập 6 chữ số trong thư gửi đến hộp thư cơ quan.',
  ],
  'code.wrong': [
    422,
    ({ left }) =>
      left === '0'
        ? 'Mã xác nhận không đúng và đã hết số lần thử; đề nghị nhận mã mới.'
        : `Mã xác nhận không đúng; còn ${left ?? ''} lần thử.`,
  ],
  'code.expired': [
    409,
    () => 'Mã xác nhận đã hết hiệu lực hoặc đã hết số lần thử; đề nghị bấm “Nhận mã xác nhận” để có mã mới.',
  ],
  'code.too_soon': [
    429,
    ({ until }) => `Mã xác nhận vừa được gửi; nếu chưa nhận được thư, có thể lấy mã mới từ${moment(until)}.`,
  ],
  'extension.not_found': [404, () => 'Không tìm thấy đề nghị gia hạn này.'],
  'extension.decided': [409, () => 'Đề nghị gia hạn này đã được quyết định.'],
  'extension.pending': [409, ({ until }) => `Đã có đề nghị gia hạn đến ${day(until)} đang chờ quyết định.`],
  'extension.not_later': [422, ({ due }) => `Ngày đề nghị gia hạn phải sau hạn hiện tại (${day(due)}).`],
  'extension.past': [422, ({ today }) => `Ngày gia hạn đã qua; đề nghị ghi một ngày từ ${day(today)} trở đi.`],
  'extension.too_late': [409, ({ limit }) => `Không thể gia hạn quá ngày ${day(limit)}, do hạn báo cáo cấp trên.`],
  'correction.not_later': [422, () => 'Hạn bổ sung phải sau hôm nay.'],
  'correction.day_off': [422, () => 'Hạn bổ sung phải là ngày làm việc; đề nghị chọn ngày khác.'],
  'comment.not_found': [404, () => 'Không tìm thấy ý kiến thẩm tra này.'],
  'comment.resolved': [409, () => 'Ý kiến thẩm tra này đã được giải quyết; không cần trả lời nữa.'],
  'obstacle.not_found': [404, () => 'Không tìm thấy vướng mắc này.'],
  'obstacle.closed': [409, () => 'Vướng mắc này đã đóng.'],
  'obstacle.not_forwarded': [409, () => 'Vướng mắc chưa được chuyển UBND tỉnh nên chưa thể ghi quyết định.'],
  'compilation.not_found': [404, () => 'Không tìm thấy lần tổng hợp này.'],
  'obstacle_compilation.not_found': [404, () => 'Không tìm thấy bản tổng hợp vướng mắc này.'],
  'sending.not_found': [404, () => 'Không tìm thấy lần gửi này.'],
  'compilation.not_ready': [409, () => 'Báo cáo tổng hợp chưa lập xong.'],
  'document.no_pdf': [
    409,
    () => 'Máy chủ này chưa lập được bản PDF (chưa cài LibreOffice, hoặc văn bản quá lớn); đề nghị tải bản Word.',
  ],
  'compilation.ended': [409, () => 'Lần tổng hợp này đã kết thúc.'],
  'compilation.not_failed': [409, () => 'Chỉ làm lại được lần tổng hợp đang dừng vì lỗi.'],
  'place.not_found': [404, () => 'Báo cáo tổng hợp của kỳ này không có mục đó.'],
  'exclusion.not_found': [404, () => 'Không tìm thấy việc không đưa nguồn này vào báo cáo tổng hợp.'],
  'letter.not_found': [404, () => 'Không tìm thấy công văn này.'],
  'letter.issued': [409, () => 'Công văn đã ban hành; không sửa, không duyệt lại được nữa.'],
  'letter.not_issued': [409, () => 'Công văn chưa ban hành nên chưa thực hiện được việc này.'],
  'letter.voided': [409, () => 'Công văn đã hủy; không thực hiện được việc này nữa.'],
  'letter.not_approved': [
    409,
    () => 'Dự thảo chưa được lãnh đạo duyệt, hoặc đã thay đổi sau khi duyệt; đề nghị duyệt lại.',
  ],
  'letter.figures_changed': [
    409,
    () => 'Số liệu, danh sách đã thay đổi so với dự thảo; đề nghị xem các thay đổi dưới đây rồi xác nhận duyệt.',
  ],
  'letter.criticism': [
    409,
    () => 'Văn bản có nội dung phê bình; người duyệt cần đọc và xác nhận giữ nội dung đó, hoặc sửa dự thảo.',
  ],
  'letter.number_taken': [409, ({ number }) => `Số ${number ?? ''} đã có trong sổ của năm; đề nghị ghi số khác.`],
  'incoming.not_found': [404, () => 'Không tìm thấy công văn đến này.'],
  'notification.not_found': [404, () => 'Không tìm thấy thư này trong sổ thư.'],
  'notification.not_resendable': [409, () => 'Thư này chưa gửi hoặc đã hủy nên không gửi lại được.'],
  'account.exists': [409, () => 'Đã có tài khoản với địa chỉ thư này.'],
  'account.not_found': [404, () => 'Không tìm thấy tài khoản có địa chỉ thư này.'],
  'file.too_large': [413, ({ limit }) => `Tệp quá lớn; mỗi tệp tối đa ${limit ?? '20 MB'}.`],
  'file.wrong_type': [
    415,
    () =>
      'Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh (PNG, JPEG, WebP, TIFF, HEIC); nội dung tệp này không phải các loại đó.',
  ],
  'file.secret': [
    422,
    ({ marking }) =>
      `Tệp mang dấu ${marking ?? 'MẬT'}: tài liệu bí mật nhà nước không gửi qua hệ thống này. Tệp không được lưu.`,
  ],
  'file.active': [
    422,
    () =>
      'Tệp chứa macro hoặc mã chạy được nên không nhận. Đề nghị lưu lại thành .docx hoặc .xlsx không có macro rồi đính kèm lại.',
  ],
  'file.infected': [
    422,
    ({ infection }) =>
      `Tệp bị phát hiện có mã độc${infection ? ` (${infection})` : ''} nên không nhận và không được lưu. Đề nghị kiểm tra máy tính đã soạn tệp này.`,
  ],
  'file.not_scanned': [
    409,
    () =>
      'Hệ thống chưa quét được mã độc nên chưa nhận tệp. Đề nghị thử lại sau ít phút; nội dung đã nhập được giữ nguyên.',
  ],
  'file.no_room': [
    413,
    ({ left }) =>
      `Các tệp của một báo cáo tối đa 100 MB; còn nhận được ${left ?? '0 KB'}. Đề nghị bỏ bớt tệp hoặc giảm dung lượng tệp.`,
  ],
  'upload.not_found': [404, () => 'Lượt tải tệp này không còn; đề nghị chọn lại tệp để tải từ đầu.'],
  'upload.offset': [409, () => 'Phần tệp gửi lên không nối tiếp phần đã nhận; đề nghị hỏi lại vị trí rồi gửi tiếp.'],
  'upload.version': [412, () => 'Cách tải tệp không được hỗ trợ; hệ thống nhận giao thức tus 1.0.0.'],
  'file.not_found': [404, () => 'Không tìm thấy tệp này.'],
  'fact.changed': [409, () => 'Thông tin vừa được cập nhật ở nơi khác; đề nghị xem lại trước khi lưu.'],
  'calendar.gap': [409, (facts) => `Lịch làm việc chưa có ngày ${day(facts['day'])}; đề nghị bổ sung.`],
  'calendar.not_found': [404, () => 'Không tìm thấy phiên bản lịch này.'],
  'calendar.exists': [
    409,
    ({ version }) =>
      `Đã có phiên bản lịch ${version ?? ''} với nội dung khác; đề nghị đặt tên phiên bản khác cho nội dung này.`,
  ],
  'rate.exceeded': [429, () => 'Có quá nhiều lần thử trong thời gian ngắn; đề nghị đợi một phút rồi thử lại.'],
  unexpected: [500, ({ reference }) => `Hệ thống gặp lỗi, mã ${reference ?? ''}; lỗi đã được ghi lại.`],
} satisfies Record<Code, [number, (facts: Facts) => string]>;

const day = (iso: string | undefined): string => (iso ? dayWords(Temporal.PlainDate.from(iso)) : '');
const moment = (iso: string | undefined): string => (iso ? ` lúc ${stampWords(Temporal.Instant.from(iso))}` : '');

/**
 * What people are told about an error. A refusal has its sentence; what Fastify refuses (malformed JSON, a wrong shape)
 * becomes `request.invalid` with every place; all else is `unexpected` with a reference under which it is logged.
 */
export function answerTo(error: unknown, reference: string): Answer {
  if (error instanceof Refusal) return answer(error.code, error.facts, error.problems);
  const { code, statusCode, validation, validationContext } = error as Partial<FastifyError>;
  if (validation) {
    const problems = validationProblems(validation);
    const unconditional = validationContext === 'headers' && problems.every(({ field }) => field === 'if-match');
    const invalid = answer('request.invalid', { count: String(validation.length) }, problems);
    // RFC 6585: a change that must say which version it saw, and does not.
    return unconditional && validation.every(({ keyword }) => keyword === 'required')
      ? { ...invalid, status: 428 }
      : invalid;
  }
  if (code === 'FST_REQ_FILE_TOO_LARGE') return answer('file.too_large', { limit: '20 MB' });
  if (statusCode === 429) return answer('rate.exceeded');
  if (code?.startsWith('FST_CSRF')) return answer('form.expired');
  if (statusCode === 404) return answer('page.not_found');
  if (statusCode && statusCode >= 400 && statusCode < 500) return unreadable(statusCode);
  return answer('unexpected', { reference });
}

function answer(code: Code, facts: Facts = {}, problems: readonly Problem[] = []): Answer {
  const [status, sentence] = answers[code];
  return { code, status, sentence: sentence(facts), problems, facts };
}

/** What could not be read at all: not JSON, another type of content, larger than a report can be. */
function unreadable(status: number): Answer {
  const message = unread[status] ?? 'Nội dung gửi lên không đọc được.';
  return { ...answer('request.invalid', { count: '1' }, [{ field: 'body', message }]), status };
}

const unread: Record<number, string> = {
  413: 'Nội dung gửi lên quá lớn; tối đa 2 MB, và mỗi lần một tệp.',
  415: 'Chỉ nhận nội dung dạng JSON, hoặc một tệp dạng multipart/form-data.',
};

/** Answers the API's errors as problem+json (RFC 9457) with a code and a Vietnamese sentence. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, status, sentence, problems, facts } = answerTo(error, request.id);
  if (status >= 500) request.log.error({ err: error }, 'unexpected error');
  const stale = code === 'fact.changed' && request.headers['if-match'] !== undefined;
  if (stale && facts['current']) void reply.header('etag', `"${facts['current']}"`);
  void reply
    .code(stale ? 412 : status)
    .type('application/problem+json')
    .send({
      type: `/errors/${code}`,
      title: code,
      status: stale ? 412 : status,
      detail: sentence,
      instance: request.url.split('?')[0],
      ...(stale && facts['current'] && { current: facts['current'] }),
      ...(problems.length > 0 && { errors: problems }),
    });
}
