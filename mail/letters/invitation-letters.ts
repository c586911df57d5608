import type { Writers } from '../letter-words.ts';
import { momentWords } from '../../domain/words.ts';

/** The one letter that goes to a person: an account is personal. */
export const invitationLetters: Writers<'invitation'> = {
  invitation: (letter, { office }) => ({
    subject: '[Tài khoản] Kích hoạt tài khoản trên hệ thống Đôn Đốc',
    lead: `Đề nghị đồng chí ${letter.name} đặt mật khẩu, kích hoạt tài khoản trước ${momentWords(letter.until)}.`,
    to: `đồng chí ${letter.name}`,
    blocks: [
      `${office} đã tạo tài khoản cho đồng chí trên hệ thống Đôn Đốc để theo dõi, đôn đốc việc gửi báo cáo theo ${letter.plan}.`,
      'Liên kết dưới đây chỉ dùng được một lần; không chuyển cho người khác. Nếu liên kết hết hiệu lực, đề nghị liên hệ đầu mối để nhận liên kết mới.',
    ],
    action: 'Đặt mật khẩu',
    why: 'địa chỉ này được đăng ký cho một tài khoản của hệ thống',
  }),
};
