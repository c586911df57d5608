import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import type { Answer } from '../../api/errors.ts';
import { typedOf } from '../forms.ts';
import { openFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { typedTexts } from '../components/typed-texts.ts';

/** The page of an error that no form can show: what happened, what to do next, and what was typed. */
export function errorPage(deps: Deps, request: FastifyRequest, reply: FastifyReply, answer: Answer): Html {
  const { page } = openFrame(deps, request, reply);
  const room = request.url.startsWith('/room/');
  const outside = room || request.url.startsWith('/r/');
  return page(
    { title: titleOf(answer), kind: room ? 'room' : 'plain' },
    html`<section class="card lone">
      <p class="status-code">${answer.status}</p>
      <h1>${titleOf(answer)}</h1>
      <p>${answer.sentence}</p>
      <p>${adviceFor(answer, room)}</p>
      ${!outside && html`<p><a href="/" role="button">Về trang theo dõi</a></p>`} ${typedTexts(typedOf(request))}
    </section>`,
  );
}

function titleOf({ code, status }: Answer): string {
  if (code === 'link.unknown') return 'Liên kết không đúng';
  if (code === 'receipt.unknown') return 'Không có xác nhận này';
  if (status === 403) return 'Không thực hiện được';
  if (status === 404) return 'Không tìm thấy';
  if (status === 410) return 'Liên kết đã hết hiệu lực';
  if (status === 413) return 'Nội dung quá lớn';
  if (status === 429) return 'Thử quá nhiều lần';
  return status >= 500 ? 'Hệ thống gặp lỗi' : 'Chưa thực hiện được';
}

function adviceFor({ code, status }: Answer, room: boolean): string {
  if (room && (code === 'link.unknown' || code === 'link.expired')) {
    return 'Mỗi cơ quan có một liên kết riêng cho từng kỳ. Nếu không tìm thấy thư, đề nghị liên hệ Sở Khoa học và Công nghệ để được gửi lại.';
  }
  if (code === 'actor.not_allowed') return 'Nếu công việc cần quyền này, đề nghị người quản trị của Sở cấp thêm.';
  if (code === 'invitation.expired') return 'Đề nghị người quản trị mời lại để nhận liên kết mới.';
  if (code === 'receipt.unknown') {
    return 'Đề nghị đối chiếu từng ký tự với bản in; phần cuối của mã không có các chữ I, L, O, U. Nếu mã đúng như bản in, đề nghị liên hệ Sở Khoa học và Công nghệ.';
  }
  if (status === 404) return 'Địa chỉ có thể đã gõ thiếu, hoặc nội dung không thuộc kỳ đang xem.';
  if (status === 429) return 'Việc giới hạn này bảo vệ tài khoản, liên kết và xác nhận của các cơ quan.';
  if (status >= 500)
    return 'Nội dung đã lưu không bị ảnh hưởng. Đề nghị thử lại; nếu vẫn gặp lỗi, báo mã trên cho người quản trị.';
  return 'Đề nghị quay lại trang trước để xem thông tin mới nhất.';
}
