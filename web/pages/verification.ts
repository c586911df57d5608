import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { verificationLimit } from '../../api/rate-limits.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { verifyReceipt } from '../../office/verify-receipt.ts';
import { plainState } from '../components/states.ts';
import { answerWith, openFrame } from '../frame.ts';
import type { Show } from '../frame.ts';

/** Kiểm tra xác nhận: what the code of a printed receipt leads to, for everybody. It says no more than the sheet's head. */
export function verificationPage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply) => {
    const { page } = openFrame(deps, request, reply);
    const { code, agency, cycle, receivedAt, receivedOn } = await verifyReceipt(deps.db, codeOf(request));
    return page(
      { title: `Kiểm tra xác nhận ${code}` },
      html`<section class="card lone">
        <p>${plainState('good', 'check', 'Xác nhận này có trong hệ thống')}</p>
        <h1>Xác nhận tiếp nhận ${code}</h1>
        <dl class="pairs">
          <dt>Cấp cho</dt>
          <dd>${agency}</dd>
          <dt>Báo cáo</dt>
          <dd>Báo cáo ${cycle}</dd>
          <dt>${receivedOn ? 'Ngày nhận văn bản' : 'Tiếp nhận lúc'}</dt>
          <dd><strong>${receivedOn ? weekdayWords(receivedOn) : momentWords(receivedAt)}</strong></dd>
        </dl>
        <p class="note">
          Trang này chỉ cho biết xác nhận có thật, cấp khi nào và cho cơ quan nào. Nội dung báo cáo do cơ quan báo cáo và Sở Khoa học
          và Công nghệ quản lý.
        </p>
      </section>`,
    );
  };
  app.get('/r/:code', { config: { rateLimit: verificationLimit } }, answerWith(show));
}

const codeOf = ({ params }: FastifyRequest): string => (params as { code: string }).code;
