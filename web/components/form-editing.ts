import { html, raw } from 'hono/html';
import type { FormDefect } from '../../domain/form-defect.ts';
import type { Pressed } from '../form-rows.ts';
import type { Typed } from '../forms.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import type { Removal } from './form-removal.ts';

/** What the editor's rows are drawn from. */
export interface FormEditing {
  form: string;
  fields: Typed;
  failure: Failure | undefined;
  /** What stood here before, to see which indicators are being changed. */
  stored: Typed;
  defects: readonly FormDefect[];
  focus: Pressed['focus'];
  removal: Removal | undefined;
}

/** A field of the editor by its name: what was typed, and what was wrong with it. */
export const fieldIn =
  ({ form, fields, failure }: Pick<FormEditing, 'form' | 'fields' | 'failure'>) =>
  (name: string, label: string | Html, more: { hint?: string; required?: boolean; focus?: boolean } = {}) => ({
    ...{ form, name, label, failure, value: fields[name] },
    ...more,
  });

/** A button that moves or removes a row; after a move the writer's hand stays on it. */
export function rowButton(verb: string, path: string, words: string, of: string, focus: Pressed['focus']): Html {
  const place = path.replace('sections.', '').replace('indicators.', '');
  const here = focus?.path === path && focus.by === verb;
  return html`<button class="secondary small" type="submit" name="do" value="${verb}:${place}" ${here && raw('autofocus')}>${words}<span class="unseen"> ${of}</span></button>`;
}
