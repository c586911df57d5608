import type { FastifyRequest } from 'fastify';
import type { Problem } from '../domain/refusal.ts';
import type { FormText } from '../store/forms.ts';
import { FormTextBody } from './bodies/form-text.ts';
import { validationProblems } from './validation-problems.ts';

/** A form's text from data of any shape, checked as the API checks its bodies; with every problem by field when it is none. */
export function readFormText(
  request: FastifyRequest,
  value: unknown,
): { text: FormText | undefined; problems: readonly Problem[] } {
  const fits = request.compileValidationSchema(FormTextBody);
  if (!fits(value)) return { text: undefined, problems: validationProblems(fits.errors ?? []) };
  return { text: value as FormText, problems: [] };
}
