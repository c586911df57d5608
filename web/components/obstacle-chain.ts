import { html } from 'hono/html';
import { obstacleStateWords } from '../../domain/obstacle-words.ts';
import { dayWords, stampWords } from '../../domain/words.ts';
import type { ObstacleChain } from '../../office/read-obstacle-chain.ts';
import type { Html } from '../html.ts';
import { notificationWords } from '../words.ts';

/** From the reporter up to UBND tỉnh and back: raised, compiled under which numbers, decided by what, told when. */
export function obstacleChain({ raisedAt, compiled, decisions }: ObstacleChain): Html {
  return html`<section class="card">
    <h2>Từ nêu đến quyết định</h2>
    <ol class="way">
      <li>Nêu ${stampWords(raisedAt)}</li>
      ${compiled.map(
        ({ id, number, madeAt, state }) =>
          html`<li>
            Tổng hợp cho UBND tỉnh <a href="/obstacles/compilation/${id}">lần ${number}</a>, ${stampWords(madeAt)}
            <small>khi đó: ${obstacleStateWords[state]}</small>
          </li>`,
      )}
      ${compiled.length === 0 && html`<li class="blank">Chưa có trong bản tổng hợp nào</li>`}
      ${decisions.map(
        ({ at, document, told }) =>
          html`<li>
              Quyết định ${document ? html`tại văn bản số <strong>${document.number}</strong> ngày ${dayWords(document.on)}` : stampWords(at)}
            </li>
            <li>
              ${told ? html`Báo cơ quan nêu: ${notificationWords[told.state].toLowerCase()}${told.at && ` ${stampWords(told.at)}`}` : 'Chưa báo cơ quan nêu'}
            </li>`,
      )}
    </ol>
  </section>`;
}
