import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { dayOf } from '../../domain/zone.ts';
import { readLine } from '../../office/read-ledger.ts';
import { letterName, linePath, outcome, readerWords, wholeLine } from '../components/letter-card.ts';
import { letterState } from '../components/states.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';

/** A line of the ledger with everything that is known of it. */
export function ledgerLinePage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const { slot = '' } = request.query as { slot?: string };
    const line = await readLine(deps.db, slot);
    const name = letterName(line);
    const agencyPath = line.cycle_id && line.agency_code ? `/cycles/${line.cycle_id}/agencies/${line.agency_code}` : '';
    const day = dayOf(line.claimed_at ?? line.planned_at);
    return page(
      { title: `Lượt thư: ${name}`, place: 'ledger' },
      html`<p class="crumbs"><a href="/letters-ledger">Sổ thư</a> ›</p>
        <div class="title">
          <div>
            <h1>${name}</h1>
            <p class="lead">
              ${agencyPath ? html`<a href="${agencyPath}">${line.agency_name}</a>` : `Gửi ${readerWords(line)}`}${line.subject && ` · ${line.subject}`}
            </p>
          </div>
          ${letterState(line.state)}
        </div>
        ${outcome(line)} ${wholeLine(line)}
        ${
          agencyPath &&
          html`<p><a href="${agencyPath}/letters?day=${day.toString()}">Các thư khác của cơ quan ngày này, và vì sao không có thư</a></p>`
        }`,
    );
  };
  app.get(linePath(), answerWith(show));
}
