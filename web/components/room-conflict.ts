import { html, raw } from 'hono/html';
import { figureWords } from '../../domain/figure-text.ts';
import type { TaskState } from '../../domain/form.ts';
import { isText } from '../../domain/merge-drafts.ts';
import type { Conflict, FieldValue } from '../../domain/merge-drafts.ts';
import type { Html } from '../html.ts';
import { taskWords } from '../words.ts';
import { prose } from './prose.ts';

/** A field, with what somebody else wrote in it beside when both changed it. */
export const besideOther = (field: string, conflicts: readonly Conflict[], control: Html): Html => {
  const conflict = conflicts.find((each) => each.field === field);
  return html`<div class="place" data-place="${field}">${control} ${conflict && conflictBox(conflict)}</div>`;
};

/** What somebody else wrote in a field that this person changed too, and the choice between them. */
const conflictBox = ({ field, theirs }: Conflict): Html =>
  html`<fieldset class="conflict" data-conflict="${field}">
    <legend>Có người khác vừa sửa chỗ này</legend>
    <p class="note">Bản kia:</p>
    <div class="other">${typeof theirs === 'string' && isText(field) ? prose(theirs) : html`<p>${valueWords(field, theirs)}</p>`}</div>
    ${choices(field, isText(field))}
  </fieldset>`;

const choices = (field: string, text: boolean): Html =>
  html`<div class="checks">
    ${(
      [
        ['mine', 'Giữ của tôi'],
        ['theirs', 'Lấy bản kia'],
        ['both', 'Gộp cả hai'],
      ] as const
    )
      .filter(([choice]) => text || choice !== 'both')
      .map(
        ([choice, words]) =>
          html`<label class="check"><input type="radio" name="choice.${field}" value="${choice}" /> ${words}</label>`,
      )}
  </div>`;

/** The same box for the script to fill. */
export const conflictTemplate = (): Html =>
  html`<template id="conflict-box">${conflictBox({ field: 'sections.', mine: '', theirs: '…' })}</template>`;

/** What stands in a field, in words. */
function valueWords(field: string, value: FieldValue | undefined): string {
  if (value === undefined) return '(để trống)';
  if (typeof value === 'number') return `${figureWords(value)} %`;
  if (typeof value === 'string') return field.endsWith('.state') ? taskWords[value as TaskState] : value;
  return `${answerWords(value.value)}${value.estimated ? ' (ước)' : ''}`;
}

/** A figure, a yes or no, or a text as people read it. */
export const answerWords = (value: number | string | boolean): string =>
  typeof value === 'number' ? figureWords(value) : typeof value === 'boolean' ? (value ? 'Có' : 'Không') : value;

/** A value for the script to read; a template holds no element, so that only these two signs must not stand in it. */
export const dataTemplate = (id: string, value: unknown): Html =>
  html`<template id="${id}">${raw(JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;'))}</template>`;
