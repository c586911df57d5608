import { html, raw } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import type { ObligationLook } from '../../domain/obligation.ts';
import { dayWords, stampWords } from '../../domain/words.ts';
import { byDate, isBefore } from '../../domain/zone.ts';
import type { Board, BoardLine } from '../../office/read-board.ts';
import type { Html } from '../html.ts';
import { kindWords, letterWords, notificationWords, rungWords, shortMoment } from '../words.ts';
import { viewPath } from './board-view.ts';
import type { BoardView, Sort } from './board-view.ts';
import { lookState } from './states.ts';
import { shortTime } from './times.ts';

/** The agencies by kind: state, date, last letter, what comes next. */
export function boardTable(board: Board, lines: readonly BoardLine[], view: BoardView): Html {
  const groups = (Object.keys(kindWords) as AgencyKind[])
    .map((kind) => ({
      kind,
      mine: ordered(
        lines.filter((line) => line.agency.kind === kind),
        view.sort,
      ),
    }))
    .filter(({ mine }) => mine.length > 0);
  const head = (sort: Sort, words: string, className = '') => headCell(board.cycle.id, view, sort, words, className);
  if (lines.length === 0) {
    return html`<p class="nothing">Không có cơ quan nào như vậy. <a href="/cycles/${board.cycle.id}">Xem tất cả cơ quan</a>.</p>`;
  }
  return html`<table class="board">
    <caption class="unseen">
      Tình trạng báo cáo của từng cơ quan, theo nhóm
    </caption>
    <thead>
      <tr>
        ${head('list', 'Cơ quan, địa phương')} ${head('state', 'Tình trạng')} ${head('due', 'Hạn gửi')}
        ${head('received', 'Đã gửi', 'wide')}
        <th scope="col" class="wide">Thư gần nhất</th>
        <th scope="col">Bước kế tiếp</th>
        <th scope="col" class="widest">Liên hệ</th>
      </tr>
    </thead>
    ${groups.map(
      ({ kind, mine }) =>
        html`<tbody>
          <tr class="group">
            <th scope="rowgroup" colspan="7">${kindWords[kind]} <span class="count">${mine.length}</span></th>
          </tr>
          ${mine.map((line) => row(line, board))}
        </tbody>`,
    )}
  </table>`;
}

function row(line: BoardLine, { cycle, asOf }: Board): Html {
  const { agency, look, due, extended, correction, receipt, lastLetter, contact, urged, savedByOutage } = line;
  return html`<tr id="line-${agency.code}" class="line ${look}">
    <th scope="row"><a class="row-link" href="/cycles/${cycle.id}/agencies/${agency.code}">${agency.name}</a></th>
    <td>${lookState(look)}${savedByOutage && look === 'on_time' && html`<small>do hệ thống gián đoạn</small>`}</td>
    <td>
      ${shortTime(due)}${(correction || extended) && html`<small>${correction ? 'hạn bổ sung' : 'đã gia hạn'}</small>`}
    </td>
    <td class="wide">
      ${receipt ? html`${receipt.paper ? dayWords(receipt.paper.receivedOn) : stampWords(receipt.receivedAt)}${receipt.version > 1 && html`<small>bản ${receipt.version}</small>`}${receipt.paper && html`<small>ngoài hệ thống, số ${receipt.paper.number}</small>`}` : html`<span class="blank">chưa</span>`}
    </td>
    <td class="wide">
      ${
        lastLetter
          ? html`${letterWords[lastLetter.kind]}${urged > 1 && ` (lần ${urged})`}<small
                >${lastLetter.state === 'sent' ? '' : `${notificationWords[lastLetter.state]} · `}${shortMoment(lastLetter.at, asOf)}</small
              >`
          : html`<span class="blank">chưa có</span>`
      }
    </td>
    <td>${next(line, asOf)}</td>
    <td class="widest">${contact ? html`${contact.name}<small>${contact.email}</small>` : html`<span class="blank">chưa có</span>`}</td>
  </tr>`;
}

function next({ state, receipt, next: coming, pendingExtension }: BoardLine, asOf: Temporal.Instant): Html {
  if (pendingExtension) return html`<strong>Chờ quyết định gia hạn</strong>`;
  if (state === 'submitted' && receipt)
    return html`<a class="inner" href="/submissions/${receipt.submission}">Chờ thẩm tra</a>`;
  if (state === 'accepted') return html`<span class="blank">đã chấp nhận</span>`;
  if (state === 'excused' || !coming) return html`<span class="blank">không còn thư nào</span>`;
  return html`${rungWords(coming.kind, coming.rung)}<small>${shortMoment(coming.at, asOf)}</small>`;
}

function headCell(cycle: string, view: BoardView, sort: Sort, words: string, className: string): Html {
  const sorted = view.sort === sort;
  return html`<th scope="col" class="${className}" ${sorted && raw('aria-sort="ascending"')}>
    <a href="${viewPath(cycle, { ...view, sort })}" title="Sắp theo ${words.toLowerCase()}">${words}${sorted && html`<span aria-hidden="true"> ▾</span>`}</a>
  </th>`;
}

const urgency: Record<ObligationLook, number> = {
  overdue: 0,
  returned: 1,
  due_soon: 2,
  extended: 3,
  not_due: 4,
  late: 5,
  on_time: 6,
  excused: 7,
};

function ordered(lines: readonly BoardLine[], sort: Sort): readonly BoardLine[] {
  if (sort === 'due') return lines.toSorted((a, b) => byDate(a.due, b.due));
  if (sort === 'state') return lines.toSorted((a, b) => urgency[a.look] - urgency[b.look]);
  if (sort === 'received') return lines.toSorted(byReceipt);
  return lines;
}

function byReceipt({ receipt: a }: BoardLine, { receipt: b }: BoardLine): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return isBefore(b.receivedAt, a.receivedAt) ? -1 : 1;
}
