import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { formerContacts, peopleCard } from './room-people.ts';
import type { PeopleView } from './room-people.ts';
import { rulesCard } from './room-rules.ts';
import { shortMoment } from '../words.ts';

/** Who of an agency works in its room, for the focal agency: links with their last use, what it asks for, contacts of before. */
export const agencyPeople = (view: PeopleView): Html =>
  html`${peopleCard(view)} ${rulesCard(view)} ${contactChanges(view)}`;

/** Contacts that somebody gave since the list of agencies came, and those of before. */
function contactChanges(view: PeopleView): Html {
  const { people, now } = view;
  const given = people.contacts.filter(({ givenBy, until }) => givenBy && !until);
  if (given.length === 0) return html``;
  return html`<section class="card">
    <h2>Người liên hệ đã thay</h2>
    <ul class="plain-list">
      ${given.map(
        ({ name, givenBy, since }) =>
          html`<li>${name} <small>${people.person(givenBy ?? '')} cập nhật ${shortMoment(since, now)}</small></li>`,
      )}
    </ul>
    ${formerContacts(view)}
  </section>`;
}
