import { html } from 'hono/html';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { doneWords } from '../words.ts';
import { icon } from './icons.ts';

/** The id of a form's field, to which the summary of errors links. */
export const fieldId = (form: string, name: string): string => `${form}.${name}`;

/** What was done, after a form was taken. */
export const notice = (done: string): Html =>
  Object.hasOwn(doneWords, done)
    ? html`<div class="message good" role="status">${icon('check')}<p>${doneWords[done]}</p></div>`
    : html``;

/** Every error of a form at once, with links to the fields; it has the focus. */
export const errorSummary = ({ sentence, problems, form }: Failure): Html =>
  html`<div class="message bad" role="alert" tabindex="-1" id="errors" autofocus>
    ${icon('alert')}
    <div>
      <p><strong>${sentence}</strong></p>
      ${
        problems.length > 0 &&
        html`<ul>
        ${problems.map(({ field, message }) => html`<li><a href="#${fieldId(form, field)}">${message}</a></li>`)}
      </ul>`
      }
    </div>
  </div>`;
