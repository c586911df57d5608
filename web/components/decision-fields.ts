import type { FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { listObstacles } from '../../store/obstacles.ts';
import { idOf, openForm } from '../forms.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { checkField, dayField, textField } from './field.ts';

export type Others = Awaited<ReturnType<typeof listObstacles>>;

const form = 'decision';

/** The document of UBND tỉnh's decision, and the other forwarded obstacles that it decides as well. */
export const decisionFields = (others: Others, failure: Failure | undefined): Html =>
  html`${textField({ form, name: 'documentNumber', label: 'Số, ký hiệu văn bản', hint: 'ví dụ 45/UBND-KGVX', failure })}
  ${dayField({ form, name: 'decidedOn', label: 'Ngày văn bản', failure })}
  ${
    others.length > 0 &&
    html`<fieldset>
      <legend>Văn bản này cũng giải quyết</legend>
      ${others.map(({ id, title, agency_name }) => checkField({ form, name: `also.${id}`, label: `${agency_name}: ${title}`, value: failure?.form === form ? (failure.typed[`also.${id}`] ?? '') : '', failure }))}
    </fieldset>`
  }`;

/** Reads the form of a decision. Refuses: `request.invalid` for a number without a date, or a date without a number. */
export function decisionFrom(request: FastifyRequest) {
  const opened = openForm(request);
  const words = opened.text('words');
  const number = opened.text('documentNumber', opened.typed['decidedOn'] ? 'Cần ghi số, ký hiệu văn bản.' : undefined);
  const document = number
    ? { number, on: opened.day('decidedOn', 'Cần ghi ngày của văn bản, ví dụ 05/01/2027.') }
    : undefined;
  opened.check();
  const also = Object.keys(opened.typed)
    .filter((name) => name.startsWith('also.'))
    .map((name) => idOf(name.slice('also.'.length), 'obstacle.not_found'));
  return { words, document, also };
}
