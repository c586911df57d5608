import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { briefDocument } from '../../documents/brief-document.ts';
import { momentWords } from '../../domain/words.ts';
import { wordDocument } from '../../office/finish-compilation.ts';
import { readBrief } from '../../office/read-brief.ts';
import { briefSheet } from '../components/brief-sheet.ts';
import { cycleOf } from '../cycle-params.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';

const base = '/cycles/:regime/:term/brief';

/** Tóm tắt một trang cho lãnh đạo: a cycle's year on one page, to be read, printed, or taken as a Word file. */
export function briefPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const show: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const cycle = cycleOf(request);
    const brief = await readBrief(db, cycle, clock.now());
    return page(
      { title: `Tóm tắt ${brief.words}`, place: 'board', width: 'wide' },
      html`<p class="crumbs"><a href="/cycles/${cycle}">Theo dõi ${brief.words}</a> ›</p>
        <div class="title">
          <div>
            <h1>Tóm tắt chế độ báo cáo ${brief.words}</h1>
            <p class="lead">Số liệu lúc ${momentWords(brief.asOf)}.</p>
          </div>
          <p class="no-print">
            <a href="/cycles/${cycle}/brief.docx">Tải tệp Word</a> · <a href="/agencies/records?regime=${cycle.split('/')[0]}">Kết quả qua các năm</a>
          </p>
        </div>
        ${briefSheet(brief)}`,
    );
  };
  app.get(base, answerWith(show));
  app.get(`${base}.docx`, async (request, reply) => {
    onlyStaff(request);
    const brief = await readBrief(db, cycleOf(request), clock.now());
    const name = `tom-tat-${cycleOf(request).replace('/', '-')}.docx`;
    return sendFile(reply, { name, mediaType: wordDocument, content: Buffer.from(await briefDocument(brief)) });
  });
}
