import { html } from 'hono/html';
import type { DryLetter, DryStep, DryTerm } from '../../domain/dry-run.ts';
import { termName } from '../../domain/term.ts';
import { momentWords } from '../../domain/words.ts';
import type { DryRun } from '../../office/read-dry-run.ts';
import type { Html } from '../html.ts';
import { kindWords, notificationWords, numberWords, reasonWords } from '../words.ts';
import { kindCounts, leaving, recipientWords } from './dry-run-words.ts';
import { dryPath } from './dry-run-term.ts';
import { plainState } from './states.ts';

/** Everybody who would get a step's letter, and who could not be written to. */
export function dryRunList(run: DryRun, dry: DryTerm, step: DryStep): Html {
  const sent = leaving(step);
  return html`<p class="lead">
      ${momentWords(step.leavesAt ?? step.at)}: ${numberWords(sent.length)} thư (${kindCounts(sent)}). ${step.basis}.
    </p>
    ${
      step.letters.length > 0
        ? html`<table>
            <caption class="unseen">
              Các cơ quan của bước này
            </caption>
            <thead>
              <tr>
                <th scope="col">Cơ quan</th>
                <th scope="col" class="wide">Loại</th>
                <th scope="col">Người nhận</th>
                <th scope="col">Thư</th>
              </tr>
            </thead>
            <tbody>
              ${step.letters.map((letter) => letterRow(letter, run, dry, step))}
            </tbody>
          </table>`
        : html`<p class="nothing">Bước này không gửi thư cho cơ quan nào.</p>`
    }`;
}

const letterRow = ({ agency, recipients, state, reason }: DryLetter, run: DryRun, dry: DryTerm, step: DryStep): Html =>
  html`<tr>
    <th scope="row">${agency.name}</th>
    <td class="wide">${kindWords[agency.kind]}</td>
    <td>
      ${
        state === 'sent'
          ? recipientWords(recipients)
          : plainState(
              state === 'failed' ? 'bad' : 'struck',
              state === 'failed' ? 'alert' : 'none',
              reason ? reasonWords(reason) : notificationWords[state],
            )
      }
    </td>
    <td>
      <a href="${dryPath(run, 'letter', { term: termName(dry.term), step: step.key, agency: agency.code })}"
        >Xem thư<span class="unseen"> gửi ${agency.name}</span></a
      >
    </td>
  </tr>`;
