import { html, raw } from 'hono/html';
import { mayDo } from '../../domain/actor.ts';
import { stampWords } from '../../domain/words.ts';
import type { Clockwork } from '../../office/read-clockwork.ts';
import type { Staff } from '../../office/sign-in.ts';
import { assetPath } from '../assets.ts';
import type { AssetName } from '../assets.ts';
import type { Html } from '../html.ts';
import { roleWords } from '../words.ts';
import { icon } from './icons.ts';

export type Place =
  'regimes' | 'board' | 'compilations' | 'letters' | 'obstacles' | 'ledger' | 'calendar' | 'mailbox' | 'accounts';

export interface Page {
  title: string;
  /** Which entry of the menu the page belongs to. */
  place?: Place;
  scripts?: readonly Extract<AssetName, 'htmx.js' | 'room.js' | 'uploads.js'>[];
  /** `narrow` for pages to read, `wide` for tables; the agency's room has no menu. */
  width?: 'narrow' | 'wide';
  kind?: 'room' | 'plain';
}

/** What the staff's menu shows. */
export interface Desk {
  staff: Staff;
  /** The address of the current cycle's board; undefined before the first cycle. */
  cyclePath: string | undefined;
  /** More than one: the menu leads to the list of them. */
  openCycles: readonly unknown[];
  waitingObstacles: number;
  clockwork: Clockwork;
  mailbox: boolean;
  csrf: Html;
}

/** The whole document: head, menu, messages, content. */
export function layout(page: Page & { desk?: Desk }, messages: Html, body: Html): Html {
  const { title, desk, scripts = [], width = 'narrow', kind = 'plain' } = page;
  return html`${raw('<!doctype html>')}
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <meta
          name="htmx-config"
          content='{"includeIndicatorCSS":false,"history":false,"noSwap":[204,304,"4xx","5xx"]}'
        />
        <title>${title} · Đôn Đốc</title>
        <link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml" />
        ${(['vietnamese-400.woff2', 'latin-400.woff2'] as const).map(
          (font) => html`<link rel="preload" href="${assetPath(font)}" as="font" type="font/woff2" crossorigin />`,
        )}
        <link rel="stylesheet" href="${assetPath('pico.css')}" />
        <link rel="stylesheet" href="${assetPath('dondoc.css')}" />
        ${scripts.map((script) => html`<script src="${assetPath(script)}" defer></script>`)}
      </head>
      <body class="${kind}">
        <a class="skip" href="#content">Bỏ qua trình đơn, đến nội dung</a>
        ${desk ? siteHeader(desk, page.place) : plainHeader(kind)}
        <main id="content" class="${width}">${desk && !desk.clockwork.running && clockworkBanner(desk.clockwork)} ${messages} ${body}</main>
        <footer class="site-foot">
          <p>Đôn Đốc · Sở Khoa học và Công nghệ tỉnh Quảng Ngãi · Giờ trên các trang là giờ Việt Nam (UTC+7).</p>
        </footer>
      </body>
    </html>`;
}

function siteHeader(
  { staff, cyclePath, openCycles, waitingObstacles, mailbox, csrf }: Desk,
  place: Place | undefined,
): Html {
  const entry = (each: Place, href: string, words: string, count = 0) =>
    html`<li>
      <a href="${href}" ${each === place && raw('aria-current="page"')}
        >${words}${count > 0 && html` <span class="count">${count}<span class="unseen"> đang chờ</span></span>`}</a
      >
    </li>`;
  return html`<header class="site">
    <div class="bar">
      <a class="brand" href="/"><svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#a4161a"></rect><path d="M9 9h9.5a6.5 6.5 0 0 1 0 14H9z" fill="none" stroke="#fff" stroke-width="3"></path><path d="M6 16h8" stroke="#fff" stroke-width="3"></path></svg><span>Đôn Đốc</span></a>
      <nav aria-label="Trình đơn chính">
        <ul>
          ${entry('board', openCycles.length > 1 ? '/' : (cyclePath ?? '/'), 'Theo dõi')}
          ${cyclePath && entry('compilations', `${cyclePath}/compilations`, 'Tổng hợp')}
          ${entry('letters', '/letters', 'Công văn')} ${entry('obstacles', '/obstacles', 'Vướng mắc', waitingObstacles)}
          ${entry('regimes', '/regimes', 'Chế độ báo cáo')} ${entry('calendar', '/calendar', 'Lịch')}
          ${entry('ledger', '/letters-ledger', 'Sổ thư')} ${mailbox && entry('mailbox', '/mailbox', 'Hộp thư')}
          ${mayDo(staff.role, 'administer') && entry('accounts', '/accounts', 'Quản trị')}
        </ul>
      </nav>
      <form class="who" method="post" action="/sign-out">
        ${csrf}
        <span><strong>${staff.name}</strong><small>${roleWords[staff.role]}</small></span>
        <button class="quiet" type="submit">Đăng xuất</button>
      </form>
    </div>
  </header>`;
}

const plainHeader = (kind: 'room' | 'plain'): Html =>
  html`<header class="site">
    <div class="bar">
      <span class="brand"><svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#a4161a"></rect><path d="M9 9h9.5a6.5 6.5 0 0 1 0 14H9z" fill="none" stroke="#fff" stroke-width="3"></path><path d="M6 16h8" stroke="#fff" stroke-width="3"></path></svg><span>Đôn Đốc</span></span>
      <p class="where">${kind === 'room' ? 'Phòng nộp báo cáo' : 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi'}</p>
    </div>
  </header>`;

const clockworkBanner = ({ seenAt }: Clockwork): Html =>
  html`<div class="message warn" role="status">
    ${icon('alert')}
    <p>
      <strong>Bộ máy hẹn giờ đang dừng${seenAt && ` từ ${stampWords(seenAt)}`}.</strong> Báo cáo vẫn được tiếp nhận và cấp mã
      xác nhận; thư nhắc, thư đôn đốc và việc tổng hợp sẽ tự chạy bù khi bộ máy hoạt động lại. Đề nghị báo người quản trị.
    </p>
  </div>`;
