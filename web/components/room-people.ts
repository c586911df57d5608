import { html } from 'hono/html';
import { decidesForRoom } from '../../domain/room-rule.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RoomPeople } from '../../office/read-room-people.ts';
import type { RoomLink } from '../../store/room-links.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { numberWords, shortMoment } from '../words.ts';
import { contactWords } from './agency-facts.ts';
import { selectField, textField } from './field.ts';
import { plainState } from './states.ts';

/** What these cards are drawn from, in the room and on the agency's page alike. */
export interface PeopleView {
  people: RoomPeople;
  actor: Actor;
  /** The address that the forms' addresses begin with. */
  path: string;
  csrf: Html;
  failure: Failure | undefined;
  now: Temporal.Instant;
  /** Whether the room still takes anything. */
  open: boolean;
}

/** Who has a link of their own, when it was used last, and a form for another one. */
export function peopleCard(view: PeopleView): Html {
  const { people, now } = view;
  const [held, ended] = [people.links.filter((link) => !link.revokedAt), people.links.filter((link) => link.revokedAt)];
  return html`<section class="card" id="people">
    <h2>Người cùng làm</h2>
    <ul class="plain-list people">
      ${held.map((link) => linkItem(link, view))}
      <li>
        <strong>Liên kết chung</strong> <small>trong thư của Sở gửi cơ quan</small>
        <small>${useWords(people.commonUse?.last_used_at, people.commonUse?.uses ?? 0, now)}</small>
      </li>
    </ul>
    ${
      ended.length > 0 &&
      html`<details>
        <summary>Đã thu hồi (${ended.length})</summary>
        <ul class="plain-list">
          ${ended.map(
            ({ name, email, revokedAt }) =>
              html`<li>${name} <small>${email}, thu hồi ${revokedAt && shortMoment(revokedAt, now)}</small></li>`,
          )}
        </ul>
      </details>`
    }
    ${view.open && html`${headLink(view)} ${addForm(view)}`}
  </section>`;
}

function linkItem(link: RoomLink, { people, actor, path, csrf, now, open }: PeopleView): Html {
  const { id, name, email, role, madeAt, madeBy, lastUsedAt, uses } = link;
  const mine = actor.kind === 'agency' && actor.person?.link === id;
  return html`<li>
    <strong>${name}</strong>${mine && html` <small>(liên kết đang dùng)</small>`}${role === 'head' && html` ${plainState('info', 'flag', 'Thủ trưởng')}`}
    <small>${email}</small>
    <small>${useWords(lastUsedAt, uses, now)}; ${people.person(madeBy)} thêm ${shortMoment(madeAt, now)}</small>
    ${
      open &&
      (role === 'officer' || decidesForRoom(actor)) &&
      html`<form method="post" action="${path}/people/${id}/revoke" class="inline">
        ${csrf}
        <button class="secondary small" type="submit">Thu hồi<span class="unseen"> liên kết của ${name}</span></button>
      </form>`
    }
  </li>`;
}

/** Use is noted once a minute: the number says in how many minutes a link was used. */
const useWords = (lastUsedAt: Temporal.Instant | undefined, uses: number, now: Temporal.Instant): string =>
  lastUsedAt ? `Dùng gần nhất ${shortMoment(lastUsedAt, now)} (${numberWords(uses)} lần)` : 'Chưa dùng lần nào';

/** The registered head's own link, while there is none: it goes to that address, whoever asks for it. */
function headLink({ people, path, csrf }: PeopleView): Html {
  const { head, links } = people;
  if (!head || links.some(({ role, revokedAt }) => role === 'head' && !revokedAt)) return html``;
  return html`<form method="post" action="${path}/head-link">
    ${csrf}
    <p class="note">Thủ trưởng chưa có liên kết riêng. Liên kết gửi đến ${head.email}.</p>
    <button class="secondary small" type="submit">Gửi liên kết cho thủ trưởng</button>
  </form>`;
}

function addForm({ actor, path, csrf, failure }: PeopleView): Html {
  const form = 'people';
  return html`<details ${failure?.form === form && html`open`}>
    <summary>Thêm người cùng làm</summary>
    <form method="post" action="${path}/people" novalidate>
      ${csrf}
      <p>Người được thêm nhận thư có liên kết của riêng mình; nội dung họ lưu mang tên họ.</p>
      ${textField({ form, name: 'name', label: 'Họ tên', failure, required: true })}
      ${textField({ form, name: 'email', kind: 'email', label: 'Thư công vụ', failure, required: true })}
      ${
        decidesForRoom(actor) &&
        selectField({
          ...{ form, name: 'role', label: 'Vai trò', value: 'officer', failure },
          options: [
            ['officer', 'Người soạn'],
            ['head', 'Thủ trưởng, người được ủy quyền ký'],
          ],
        })
      }
      <button class="secondary" type="submit">Thêm và gửi liên kết</button>
    </form>
  </details>`;
}

/** Who is written to, with who gave them, and a form for another one. */
export function contactCard(view: PeopleView): Html {
  const { people, now, path, csrf, failure } = view;
  const form = 'contacts';
  const [held, ended] = [people.contacts.filter(({ until }) => !until), people.contacts.filter(({ until }) => until)];
  return html`<section class="card" id="contacts">
    <h2>Người liên hệ</h2>
    <ul class="contacts">
      ${held.map((each) => html`<li>${contactLine(each)}${each.givenBy && html`<br /><small>${people.person(each.givenBy)} cập nhật ${shortMoment(each.since, now)}</small>`}</li>`)}
    </ul>
    ${ended.length > 0 && formerContacts(view)}
    ${
      view.open &&
      html`<details ${failure?.form === form && html`open`}>
        <summary>Thay người liên hệ</summary>
        <form method="post" action="${path}/contacts" novalidate>
          ${csrf}
          <p>Thư lập từ nay gửi đến người mới; thủ trưởng cơ quan được báo qua thư.</p>
          ${selectField({ form, name: 'role', label: 'Vai trò', value: 'focal', failure, options: Object.entries(contactWords) })}
          ${textField({ form, name: 'name', label: 'Họ tên, hoặc tên hộp thư', failure, required: true })}
          ${textField({ form, name: 'title', label: 'Chức vụ', failure })}
          ${textField({ form, name: 'email', kind: 'email', label: 'Thư công vụ', failure, required: true })}
          <button class="secondary" type="submit">Thay người liên hệ</button>
        </form>
      </details>`
    }
  </section>`;
}

/** Contacts of before, and who gave those that took their place. */
export function formerContacts({ people, now }: Pick<PeopleView, 'people' | 'now'>): Html {
  const ended = people.contacts.filter(({ until }) => until);
  return html`<details>
    <summary>Trước đây (${ended.length})</summary>
    <ul class="contacts">
      ${ended.map((each) => html`<li>${contactLine(each)}<br /><small>đến ${each.until && shortMoment(each.until, now)}</small></li>`)}
    </ul>
  </details>`;
}

const contactLine = ({ role, name, title, email }: RoomPeople['contacts'][number]): Html =>
  html`<small>${contactWords[role] ?? role}</small> ${name}${title && `, ${title}`}<br />${email}`;
