import { html } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import type { Regime, StatedDate } from '../../domain/regime.ts';
import { weekdayWords } from '../../domain/words.ts';
import type { RegimeOutlook } from '../../office/read-regimes.ts';
import type { Html } from '../html.ts';
import { dateWords, statedWords } from '../regime-words.ts';
import { kindWords } from '../words.ts';

/** The regime's dates: how they are stated, where that falls in the next cycle, on which basis. */
export function regimeDates(policy: Regime, next: RegimeOutlook | undefined): Html {
  const dates = next?.dates;
  const own = Object.entries(policy.dueOf ?? {}) as [AgencyKind, StatedDate][];
  const rows: [name: string, stated: StatedDate, falls: Temporal.PlainDate | undefined][] = [
    [dateWords.cutOff, policy.cutOff, dates?.cutOff],
    [dateWords.due, policy.due, dates?.due],
    ...own.map(([kind, stated]): [string, StatedDate, Temporal.PlainDate | undefined] => [
      `${dateWords.due}: ${kindWords[kind]}`,
      stated,
      dates?.dueOf[kind],
    ]),
    [dateWords.sendUp, policy.sendUp, dates?.sendUp],
    ...(policy.sendings?.dates ?? []).map(
      ({ receiver, date }): [string, StatedDate, Temporal.PlainDate | undefined] => [
        `Gửi ${receiver}`,
        date,
        next?.receivers.find((each) => each.receiver === receiver)?.due,
      ],
    ),
    [dateWords.extensionLimit, policy.extensionLimit, dates?.extensionLimit],
  ];
  return html`<table class="stacked">
    <caption class="unseen">
      Các ngày của chế độ báo cáo và căn cứ
    </caption>
    <thead>
      <tr>
        <th scope="col">Mốc</th>
        <th scope="col">Quy định</th>
        <th scope="col">${next ? `Kỳ ${next.words}` : 'Kỳ kế tiếp'}</th>
        <th scope="col">Căn cứ</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name, stated, falls]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${statedWords(stated)}</td>
            <td>${falls ? html`<time datetime="${falls.toString()}">${weekdayWords(falls)}</time>` : html`<span class="blank">chưa tính được</span>`}</td>
            <td><small>${stated.basis}</small></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
