import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { planRegime } from '../../domain/plan-regime.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { cycleDates } from '../../domain/cycle.ts';
import { termWords } from '../../domain/term.ts';
import { listRegimes, readRegimeFacts } from '../../store/regimes.ts';
import { openCycleTable, readOpenBoards } from '../components/open-cycles.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import { findCurrentCycle, listOpenCycles } from '../../office/read-desk.ts';

/** The home page: the current cycle's board, or when the next cycle opens. */
export function homePage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  app.get('/', async (request, reply) => {
    onlyStaff(request);
    const current = await findCurrentCycle(db);
    const open = await listOpenCycles(db);
    if (open.length > 1) return answerWith(choose)(request, reply);
    return current ? reply.redirect(`/cycles/${current}`, 303) : answerWith(show)(request, reply);
  });

  const choose: Show = async (request, reply) => {
    const { page, now } = await openStaffFrame(deps, request, reply);
    return page(
      { title: 'Các kỳ đang mở', place: 'board', width: 'wide' },
      html`<h1>Các kỳ đang mở</h1>
        <p class="lead">Kỳ đến hạn trước xếp trước.</p>
        ${openCycleTable(await readOpenBoards(db, now))}`,
    );
  };

  const show: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const regimes = await Promise.all(
      (await listRegimes(db)).map(async ({ id, policy }) => {
        const facts = await readRegimeFacts(db, id);
        const next = planRegime(facts, clock.now());
        const opening = next.done ? undefined : next;
        const due = opening?.step && cycleDates(policy, opening.step.term, facts.calendar).due;
        return { name: policy.components.name, policy, opening, due };
      }),
    );
    return page(
      { title: 'Theo dõi', place: 'board' },
      html`<section class="card lone">
        <h1>Chưa có kỳ báo cáo nào được mở</h1>
        ${regimes.map(
          ({ name, policy, opening, due }) =>
            html`<h2>${name}</h2>
              ${
                opening?.step
                  ? html`<p>
                      Kỳ ${termWords(opening.step.term, policy.frequency)} tự mở lúc <strong>${momentWords(opening.at)}</strong>${due && html`; hạn gửi báo cáo là ${weekdayWords(due)}`}.
                    </p>`
                  : html`<p>Lịch làm việc chưa có năm kế tiếp; kỳ báo cáo sẽ tự mở khi lịch được bổ sung.</p>`
              }`,
        )}
        ${regimes.length === 0 && html`<p>Chưa có chế độ báo cáo nào có hiệu lực. Đề nghị người quản trị nạp chế độ báo cáo.</p>`}
        <p class="hint">Không cần thao tác gì: đến thời điểm trên, hệ thống mở kỳ và lập danh sách cơ quan phải báo cáo.</p>
      </section>`,
    );
  };
}
