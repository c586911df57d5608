import type { FastifyRequest } from 'fastify';
import { keptName, longestFileName } from '../domain/file-name.ts';
import { Refusal } from '../domain/refusal.ts';
import { fileOf } from './forms.ts';

export interface ChosenFile {
  name: string;
  content: Buffer;
}

/**
 * The file of a form's field, by the name under which it is kept; undefined when none was chosen.
 * Refuses: `request.invalid` for a name that cannot be kept, `file.too_large` for what was cut off.
 */
export function chosenFile(request: FastifyRequest, field: string, limit = '20 MB'): ChosenFile | undefined {
  const file = fileOf(request, field);
  if (!file) return undefined;
  const name = keptName(file.name);
  if (!name) throw invalid(field, `Tên tệp cần từ 1 đến ${longestFileName} ký tự, không có ký tự điều khiển.`);
  if (file.tooLarge) throw new Refusal('file.too_large', { limit });
  return { name, content: file.content };
}

/** The same where a file must be chosen. Refuses: `request.invalid` with `missing` too. */
export function neededFile(request: FastifyRequest, field: string, missing: string, limit?: string): ChosenFile {
  const file = chosenFile(request, field, limit);
  if (!file) throw invalid(field, missing);
  return file;
}

const invalid = (field: string, message: string): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [{ field, message }]);
