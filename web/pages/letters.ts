import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { draftLetter } from '../../office/draft-letter.ts';
import type { DraftedByHand } from '../../office/draft-letter.ts';
import { readRegister } from '../../office/read-register.ts';
import type { RegisteredLetter } from '../../office/read-register.ts';
import { setSuperiorMailbox } from '../../office/set-superior-mailbox.ts';
import { listCycles } from '../../store/cycles.ts';
import { findSuperiorMailbox } from '../../store/superior-mailbox.ts';
import { selectField, textField } from '../components/field.ts';
import { lettersTable } from '../components/letter-table.ts';
import { registerFilters, registerTabs } from '../components/register-filters.ts';
import { idOf, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { namedIn, officialKindWords, officialStateWords } from '../official-words.ts';
import { registerFilterOf, registerQuery } from '../register-filter.ts';

const kindsByHand: Record<DraftedByHand, string> = {
  request: officialKindWords.request,
  urging: officialKindWords.urging,
  escalation: `${officialKindWords.escalation} (kèm dự thảo công văn của UBND tỉnh)`,
  tracking: officialKindWords.tracking,
};

/** Sổ công văn đi: drafts, what was issued, what was voided; drafting one by hand. */
export function lettersPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const filter = registerFilterOf(request.query as Record<string, string>);
    const letters = await readRegister(db, filter);
    return frame.page(
      { title: 'Sổ công văn đi', place: 'letters', width: 'wide' },
      html`<h1>Sổ công văn</h1>
        ${registerTabs('out')}
        <div class="split">
          <section aria-label="Công văn đi">
            ${registerFilters('/letters', filter, [
              ['kind', 'Loại', officialKindWords],
              ['state', 'Tình trạng', officialStateWords],
            ])}
            ${table(letters)}
            <p><a href="/letters/register.xlsx?${registerQuery(filter)}">Tải sổ (Excel)</a></p>
          </section>
          <aside aria-label="Lập dự thảo">
            ${frame.may('review') && (await draftForm(frame))} ${frame.may('lead') && (await superiorForm(frame))}
          </aside>
        </div>`,
    );
  };

  app.get('/letters', answerWith(show));
  app.post('/letters/draft', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { kind, cycle = '', attempt } = typedOf(request);
    const wanted = { cycle, kind: namedIn(kindsByHand, kind) ?? 'urging', attempt: idOf(attempt, 'request.invalid') };
    const id = await draftLetter(db, { ...wanted, actor, at: clock.now() });
    return reply.redirect(`/letters/${id}?done=letter-drafted`, 303);
  });
  app.post('/letters/superior', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    await setSuperiorMailbox(db, { email: typedOf(request)['email'] ?? '', actor, at: clock.now() });
    return reply.redirect('/letters?done=superior-mailbox', 303);
  });

  const draftForm = async ({ csrf, failure }: StaffFrame): Promise<Html> => {
    const open = (await listCycles(db)).filter(({ closedAt }) => !closedAt);
    const form = 'draft';
    if (open.length === 0) return html`<p class="note">Không có kỳ báo cáo nào đang mở để lập dự thảo.</p>`;
    const attempt = (failure?.form === form && failure.typed['attempt']) || randomUUID();
    return html`<section class="card">
      <h2>Lập dự thảo</h2>
      <form method="post" action="/letters/draft" novalidate>
        ${csrf}<input type="hidden" name="attempt" value="${attempt}" />
        ${selectField({ form, name: 'kind', label: 'Loại công văn', failure, options: Object.entries(kindsByHand) })}
        ${selectField({ form, name: 'cycle', label: 'Kỳ báo cáo', failure, options: open.map(({ id, name, words }) => [id, `${name}, ${words}`] as const) })}
        <p class="note">Số liệu, danh sách lấy tại thời điểm lập. Dự thảo không gửi cho ai cho đến khi được duyệt và ban hành.</p>
        <button type="submit">Lập dự thảo</button>
      </form>
    </section>`;
  };

  const superiorForm = async ({ csrf, failure }: StaffFrame): Promise<Html> => {
    const email = await findSuperiorMailbox(db);
    const form = 'superior';
    return html`<section class="card">
      <details ${failure?.form === form && raw('open')}>
        <summary>Địa chỉ nhận văn bản của UBND tỉnh${!email && ' (chưa có)'}</summary>
        <form method="post" action="/letters/superior" novalidate>
          ${csrf} ${textField({ form, kind: 'email', name: 'email', label: 'Thư công vụ', value: email, failure, required: true })}
          <p class="note">Chưa có địa chỉ thì báo cáo UBND tỉnh không gửi bằng thư; ghi nhận việc gửi qua hệ thống quản lý văn bản tại trang của công văn.</p>
          <button class="secondary" type="submit">Lưu địa chỉ</button>
        </form>
      </details>
    </section>`;
  };
}

const table = (letters: readonly RegisteredLetter[]): Html =>
  letters.length > 0
    ? lettersTable(
        letters.map(({ row }) => row),
        'Công văn đi, mới nhất trước',
      )
    : html`<p class="nothing">Không có công văn nào như vậy. <a href="/letters">Xem cả sổ</a>.</p>`;
