import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { Code, Problem } from '../domain/refusal.ts';

/** What a person typed into a form, by field. */
export type Typed = Readonly<Record<string, string>>;

/** A file that came with a form; cut off when it was too large. */
export interface UploadedFile {
  name: string;
  content: Buffer;
  tooLarge: boolean;
}

/** The body of a form with files, as `multipart.ts` leaves it. */
export interface FormBody {
  fields: Record<string, string>;
  files: Record<string, UploadedFile>;
}

const isFormBody = (body: unknown): body is FormBody =>
  typeof body === 'object' && body !== null && 'fields' in body && 'files' in body;

/** The texts of a request's form, of either encoding. A field that came twice counts by its last text. */
export function typedOf({ body }: FastifyRequest): Typed {
  if (isFormBody(body)) return body.fields;
  if (typeof body !== 'object' || body === null) return {};
  const texts = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]);
  return Object.fromEntries(texts.filter(([, value]) => typeof value === 'string'));
}

/** The file of a form's field, unless none was chosen. */
export function fileOf({ body }: FastifyRequest, name: string): UploadedFile | undefined {
  const file = isFormBody(body) ? body.files[name] : undefined;
  return file && (file.name || file.content.length > 0) ? file : undefined;
}

/** Reads a form; what is wrong is collected and refused all at once by `check`. */
export function openForm(request: FastifyRequest) {
  const typed = typedOf(request);
  const problems: Problem[] = [];
  const blame = (field: string, message: string) => void problems.push({ field, message });
  return {
    typed,
    blame,
    text(name: string, missing?: string): string {
      const text = (typed[name] ?? '').trim();
      if (!text && missing) blame(name, missing);
      return text;
    },
    /** A date field; the stand-in never leaves here, since `check` refuses. */
    day(name: string, missing: string): Temporal.PlainDate {
      const day = dayFrom(typed[name]);
      if (!day) blame(name, missing);
      return day ?? new Temporal.PlainDate(1970, 1, 1);
    },
    /** Refuses: `request.invalid` with every place. */
    check(): void {
      if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    },
  };
}

/** A day as date fields send it (`2026-12-17`), or as people write it (`17/12/2026`). */
export function dayFrom(text: string | undefined): Temporal.PlainDate | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text?.trim() ?? '') ?? [];
  const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : (text?.trim() ?? '');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id from an address or a hidden field; one that cannot be an id is refused like one that is not there. */
export function idOf(text: string | undefined, code: Code): string {
  if (!uuid.test(text ?? '')) throw new Refusal(code);
  return String(text).toLowerCase();
}
