import { html } from 'hono/html';
import type { Fate, RungFate } from '../../domain/explain.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { Explained } from '../../office/explain-letters.ts';
import type { Html } from '../html.ts';
import { notificationWords, reasonWords, rungWords } from '../words.ts';
import { linePath } from './letter-card.ts';
import { stampTime } from './times.ts';

const owingNothing: Record<string, string> = {
  submitted: 'cơ quan đã gửi báo cáo',
  accepted: 'báo cáo đã được chấp nhận',
  excused: 'cơ quan không phải báo cáo',
};

/** What became of a rung, in a sentence for people. */
export function fateWords(fate: Fate): string {
  switch (fate.outcome) {
    case 'in_ledger': {
      const { state, reason } = fate.line;
      return `${notificationWords[state]}${reason ? `: ${reasonWords(reason)}` : ''}.`;
    }
    case 'ahead':
      return 'Chưa đến lúc; chỉ gửi nếu đến lúc đó cơ quan chưa gửi báo cáo.';
    case 'needless':
      return `Sẽ không gửi: ${owingNothing[fate.state] ?? 'cơ quan không còn nghĩa vụ'}.`;
    case 'moved_on':
      return `Không gửi: hạn của cơ quan đã chuyển sang ${dayWords(fate.to)} từ lúc ${momentWords(fate.at)}, trước khi đến lượt thư này.`;
    case 'before_date':
      return `Không gửi: hạn này chỉ áp dụng từ ${momentWords(fate.since)}, sau thời điểm của lượt thư.`;
    case 'overdue':
      return 'Đã đến lúc nhưng bộ máy hẹn giờ chưa thực hiện; sẽ gửi bù khi bộ máy hoạt động.';
    case 'passed_over':
      return 'Không gửi: khi lập đợt thư, cơ quan không thuộc hạn này.';
  }
}

/** The rungs with their moments and what became of each; those of the asked day are marked. */
export const fateTable = ({ rungs, day }: Explained): Html =>
  html`<table>
    <caption class="unseen">
      Các bậc của thang đôn đốc quanh ngày này
    </caption>
    <thead>
      <tr>
        <th scope="col">Thời điểm</th>
        <th scope="col">Bậc</th>
        <th scope="col">Kết quả và lý do</th>
      </tr>
    </thead>
    <tbody>
      ${rungs.map((each) => fateRow(each, dayOf(each.at).equals(day)))}
    </tbody>
  </table>`;

const kinds = { due: '', extended: ' (đã gia hạn)', correction: ' (hạn bổ sung)' };

const fateRow = ({ kind, rung, basis, at, due, dueKind, statedOn, fate }: RungFate, ofDay: boolean): Html =>
  html`<tr>
    <td>${stampTime(at)}${ofDay && html`<small><strong>trong ngày này</strong></small>`}</td>
    <th scope="row">${rungWords(kind, rung)}<small>hạn ${dayWords(due)}${kinds[dueKind]}</small></th>
    <td>
      ${fateWords(fate)} ${fate.outcome === 'in_ledger' && html`<a href="${linePath(fate.line.slot)}">Xem lượt thư</a>`}
      <small>
        Căn cứ: ${basis}. ${statedOn && `Ngày ${dayWords(statedOn)} là ngày nghỉ nên dời sang ngày làm việc.`}
      </small>
    </td>
  </tr>`;

/** The answer in short: how many letters the day has, or why it has none. */
export function answerWords({ day, dayOff, lines, rungs, obligation, next }: Explained): string {
  const toAgency = lines.filter(({ obligation_id }) => obligation_id !== null);
  if (toAgency.length > 0) {
    return `Ngày ${weekdayWords(day)} có ${toAgency.length} lượt thư của cơ quan này trong sổ thư; lý do và kết quả từng lượt nêu dưới đây.`;
  }
  const none = `Ngày ${weekdayWords(day)} không có thư nào cho cơ quan này`;
  const coming = next ? ` Thư kế tiếp: ${rungWords(next.kind, next.rung)}, ${momentWords(next.at)}.` : '';
  if (dayOff !== undefined) {
    return `${none}: ngày nghỉ (${dayOff}), hệ thống chỉ gửi thư xác nhận.${coming}`;
  }
  const due = rungs.find(({ at }) => dayOf(at).equals(day));
  if (due) return `${none}: đến lượt “${rungWords(due.kind, due.rung)}”. ${fateWords(due.fate)}${coming}`;
  const owing = owingNothing[obligation.state];
  return owing
    ? `${none}: không có lượt thư nào rơi vào ngày này, và ${owing}.`
    : `${none}: không có lượt thư nào của thang đôn đốc rơi vào ngày này.${coming}`;
}
