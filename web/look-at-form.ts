import type { FastifyRequest } from 'fastify';
import { readFormText } from '../api/read-form-text.ts';
import type { FormDefect } from '../domain/form-defect.ts';
import { formDefects } from '../domain/form-defects.ts';
import type { Problem } from '../domain/refusal.ts';
import type { FormText, FormVersion } from '../store/forms.ts';
import { formFieldNamed, formTextOf, lostFormulas } from './form-fields.ts';
import type { Typed } from './forms.ts';

/** A form as typed: what contradicts in it, or what keeps it from being read. */
export interface FormLook {
  text: FormText | undefined;
  problems: readonly Problem[];
  defects: readonly FormDefect[];
}

/** Looks at what was typed into a form's editor; it writes nothing. */
export function lookAtForm(request: FastifyRequest, fields: Typed, earlier: readonly FormVersion[]): FormLook {
  const { text, problems } = readFormText(request, formTextOf(fields));
  const all = [
    ...problems.map(({ field, message }) => ({ field: formFieldNamed(field), message })),
    ...lostFormulas(fields),
  ];
  if (!text || all.length > 0) return { text: undefined, problems: all, defects: [] };
  return { text, problems: [], defects: formDefects(text, earlier) };
}
