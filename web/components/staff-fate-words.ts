import { html } from 'hono/html';
import type { StaffFate } from '../../domain/explain-staff.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { StaffExplained, StepFate } from '../../office/explain-staff-letters.ts';
import type { Html } from '../html.ts';
import { recipientWords } from '../regime-words.ts';
import { notificationWords, reasonWords, rungWords } from '../words.ts';
import { linePath } from './letter-card.ts';
import { stampTime } from './times.ts';

/** What became of a step for a reader of the focal agency, in a sentence for people. */
export function staffFateWords(fate: StaffFate, kind: StepFate['kind']): string {
  switch (fate.outcome) {
    case 'in_ledger': {
      const { state, reason } = fate.line;
      return `${notificationWords[state]}${reason ? `: ${reasonWords(reason)}` : ''}.`;
    }
    case 'not_reader':
      return `Không gửi cho người này: bước này gửi ${toWords(fate.to)}.`;
    case 'ahead':
      return kind.startsWith('press') ? 'Chưa đến lúc; chỉ gửi nếu đến lúc đó việc vẫn còn chờ.' : 'Chưa đến lúc.';
    case 'overdue':
      return 'Đã đến lúc nhưng bộ máy hẹn giờ chưa thực hiện; sẽ gửi bù khi bộ máy hoạt động.';
    case 'closed':
      return `Không gửi: kỳ báo cáo đã đóng lúc ${momentWords(fate.at)}, trước khi đến lượt.`;
    case 'nothing_waited':
      return 'Không gửi: đến lúc đó không còn việc nào chờ đến mức phải nhắc người này.';
    case 'not_compiled':
      return 'Chưa có thư: lần tổng hợp chưa xong hoặc đã hủy; thư chỉ gửi khi báo cáo đã lập xong.';
    case 'not_reader_then':
      return 'Không gửi: lúc lập thư, tài khoản chưa có hoặc chưa giữ vai trò nhận thư này.';
  }
}

const toWords = (to: Extract<StaffFate, { outcome: 'not_reader' }>['to']): string =>
  to.length > 0 ? to.map((who) => recipientWords[who].replace(/^C/, 'c').replace(/^L/, 'l')).join(', ') : 'không ai';

/** The answer in short: how many letters the day has for the reader, or why it has none. */
export function staffAnswerWords({ day, dayOff, lines, steps, reader, next }: StaffExplained): string {
  if (lines.length > 0) {
    return `Ngày ${weekdayWords(day)} có ${lines.length} lượt thư cho ${reader.name} trong sổ thư; lý do và kết quả từng lượt nêu dưới đây.`;
  }
  const none = `Ngày ${weekdayWords(day)} không có thư nào cho ${reader.name}`;
  const coming = next ? ` Thư kế tiếp: ${rungWords(next.kind, next.rung)}, ${momentWords(next.at)}.` : '';
  if (reader.role === 'viewer') {
    return `${none}: hệ thống không gửi thư cho lãnh đạo UBND tỉnh; UBND tỉnh nhận văn bản do người có thẩm quyền của Sở ban hành.`;
  }
  if (dayOff !== undefined) return `${none}: ngày nghỉ (${dayOff}), hệ thống không gửi thư cho người của Sở.${coming}`;
  const due = steps.filter(({ at }) => dayOf(at).equals(day));
  const words = due.map(({ kind, rung, fate }) => `“${rungWords(kind, rung)}”: ${staffFateWords(fate, kind)}`);
  return words.length > 0
    ? `${none}. ${words.join(' ')}${coming}`
    : `${none}: không có bước nào gửi người của Sở rơi vào ngày này, và không có việc nào chờ đến lúc phải nhắc.${coming}`;
}

/** The steps with their moments and what became of each; those of the asked day are marked. */
export const staffFateTable = ({ steps, day }: StaffExplained): Html =>
  html`<table>
    <caption class="unseen">
      Các bước gửi người của Sở quanh ngày này
    </caption>
    <thead>
      <tr>
        <th scope="col">Thời điểm</th>
        <th scope="col">Bước</th>
        <th scope="col">Kết quả và lý do</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map((each) => fateRow(each, dayOf(each.at).equals(day)))}
    </tbody>
  </table>`;

const fateRow = ({ kind, rung, basis, at, statedOn, fate }: StepFate, ofDay: boolean): Html =>
  html`<tr>
    <td>${stampTime(at)}${ofDay && html`<small><strong>trong ngày này</strong></small>`}</td>
    <th scope="row">${rungWords(kind, rung)}</th>
    <td>
      ${staffFateWords(fate, kind)}
      ${fate.outcome === 'in_ledger' && html`<a href="${linePath(fate.line.slot)}">Xem lượt thư</a>`}
      <small>
        ${basis && `Căn cứ: ${basis}.`} ${statedOn && `Ngày ${dayWords(statedOn)} là ngày nghỉ nên dời sang ngày làm việc.`}
      </small>
    </td>
  </tr>`;
