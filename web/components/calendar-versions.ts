import { html, raw } from 'hono/html';
import type { CalendarVersion } from '../../store/calendars.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';
import { stampTime } from './times.ts';

/** The address of a version's page. */
export const versionPath = (version: string): string => `/calendar/versions/${version}`;

/** The versions with their sources, the one in force first. */
export const versionTable = (versions: readonly CalendarVersion[], shown: string): Html =>
  html`<table class="ledger">
    <caption class="unseen">
      Các phiên bản lịch làm việc
    </caption>
    <thead>
      <tr>
        <th scope="col">Phiên bản</th>
        <th scope="col">Văn bản nguồn</th>
        <th scope="col">Người nhập</th>
        <th scope="col">Lúc</th>
      </tr>
    </thead>
    <tbody>
      ${versions.map(
        ({ version, source, author, note, importedAt }, place) =>
          html`<tr>
            <th scope="row">
              <a href="${versionPath(version)}" ${version === shown && raw('aria-current="page"')}>${version}</a>
              ${place === 0 && plainState('good', 'check', 'Đang dùng')}
            </th>
            <td class="wide">${source}${note && html` <small>${note}</small>`}</td>
            <td>${author}</td>
            <td>${stampTime(importedAt)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

/** Chooses the version that the shown one is compared with; the form is a GET, so that the comparison has an address. */
export const compareForm = (versions: readonly CalendarVersion[], shown: string, beside: string | undefined): Html =>
  html`<form class="filters" method="get" action="${versionPath(shown)}">
    <label
      >So với phiên bản
      <select name="from">
        ${versions
          .filter(({ version }) => version !== shown)
          .map(
            ({ version }) =>
              html`<option value="${version}" ${version === beside && raw('selected')}>${version}</option>`,
          )}
      </select>
    </label>
    <button class="secondary" type="submit">So sánh</button>
  </form>`;
