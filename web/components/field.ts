import { html, raw } from 'hono/html';
import { dayWords } from '../../domain/words.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { fieldId } from './notice.ts';

interface Common {
  /** The form's name: the last part of the address that it is sent to. */
  form: string;
  name: string;
  label: string | Html;
  hint?: string | Html | undefined;
  value?: string | undefined;
  failure: Failure | undefined;
  required?: boolean;
  /** The writer goes on here when the page comes. */
  focus?: boolean;
}

export interface TextField extends Common {
  kind?: 'text' | 'email' | 'password' | 'number';
  autocomplete?: string;
  min?: string;
  max?: string;
}

/** What stands in a field: what was typed when its form was refused, otherwise the value given. */
export const typedValue = ({ form, name, value, failure }: Omit<Common, 'label'>): string =>
  (failure?.form === form ? failure.typed[name] : undefined) ?? value ?? '';

/** A one-line field with its label, hint and error. */
export function textField(field: TextField): Html {
  const { name, kind = 'text', min, max, autocomplete, required } = field;
  const value = kind === 'password' ? '' : typedValue(field);
  return labelled(
    field,
    (attributes) => html`<input
      type="${kind}"
      name="${name}"
      value="${value}"
      ${attributes}
      ${attribute('min', min)}
      ${attribute('max', max)}
      ${attribute('autocomplete', autocomplete)}
      ${required && raw('required')}
    />`,
  );
}

/**
 * A date as it is written here, day first: a browser's own date field follows the browser's language, and in an English
 * one 12/11 would be read the other way round.
 */
export function dayField(field: Omit<Common, 'value'> & { value?: Temporal.PlainDate | undefined }): Html {
  const { name, required, value, ...common } = field;
  const shown = typedValue({ ...field, value: value && dayWords(value) });
  return labelled(
    { ...common, name, ...(required && { required }) },
    (attributes) =>
      html`<input type="text" class="day" name="${name}" value="${shown}" inputmode="numeric" autocomplete="off" placeholder="ngày/tháng/năm" ${attributes} ${required && raw('required')} />`,
  );
}

/** A field of several lines. */
export const areaField = (field: Common & { rows?: number; of?: string }): Html =>
  labelled(
    field,
    (attributes) =>
      html`<textarea name="${field.name}" rows="${field.rows ?? 3}" ${attributes} ${attribute('form', field.of)} ${field.required && raw('required')}>${raw('\n')}${typedValue(field)}</textarea>`,
  );

/** A choice among given values. */
export const selectField = (
  field: Common & { options: readonly (readonly [value: string, words: string])[]; of?: string },
): Html =>
  labelled(field, (attributes) => {
    const chosen = typedValue(field);
    return html`<select name="${field.name}" ${attributes} ${attribute('form', field.of)}>
      ${field.options.map(
        ([value, words]) => html`<option value="${value}" ${value === chosen && raw('selected')}>${words}</option>`,
      )}
    </select>`;
  });

/** A box to tick: it sends `on`, or nothing. */
export function checkField({ form, name, label, value, failure }: Omit<Common, 'hint' | 'required'>): Html {
  const problem = failure?.form === form ? failure.problems.find(({ field }) => field === name) : undefined;
  const id = fieldId(form, name);
  return html`<label class="check" for="${id}"
    ><input type="checkbox" id="${id}" name="${name}" ${value && raw('checked')} ${problem && raw('aria-invalid="true"')} />${label}${problem && html`<small class="error">${problem.message}</small>`}</label
  >`;
}

/** Label, hint and error around a control; the error is told with the field, not by colour alone. */
export function labelled(
  { form, name, label, hint, failure, required, focus }: Omit<Common, 'value'>,
  control: (attributes: Html) => Html,
): Html {
  const id = fieldId(form, name);
  const problem = failure?.form === form ? failure.problems.find(({ field }) => field === name) : undefined;
  const told = [hint && `${id}.hint`, problem && `${id}.error`].filter(Boolean).join(' ');
  const attributes = html`id="${id}" ${attribute('aria-describedby', told || undefined)} ${problem && raw('aria-invalid="true"')} ${focus && raw('autofocus')}`;
  return html`<div class="field">
    <label for="${id}">${label}${required && html` <span class="must" aria-hidden="true">*</span>`}</label>
    ${hint && html`<small class="hint" id="${id}.hint">${hint}</small>`} ${control(attributes)}
    ${problem && html`<small class="error" id="${id}.error">${problem.message}</small>`}
  </div>`;
}

const attribute = (name: string, value: string | undefined): Html | false =>
  value !== undefined && html`${raw(name)}="${value}"`;
