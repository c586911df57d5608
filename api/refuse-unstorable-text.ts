import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/** Refuses text that Postgres cannot hold, wherever it stands: NUL characters and halves of surrogate pairs. Refuses: `request.invalid`. */
export async function refuseUnstorableText({ body, params, query }: FastifyRequest): Promise<void> {
  const field = unstorable(body, '') ?? unstorable(params, '') ?? unstorable(query, '');
  if (field === undefined) return;
  throw new Refusal('request.invalid', { count: '1' }, [
    {
      field: field || 'body',
      message: 'Có ký tự không lưu được (NUL hoặc ký tự bị cắt đôi); đề nghị xóa và nhập lại.',
    },
  ]);
}

/** The first place whose text or name cannot be stored: `sections.IV`; undefined when there is none. */
function unstorable(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    if (unstorable(name, path) !== undefined) return path;
    const found = unstorable(each, path ? `${path}.${name}` : name);
    if (found !== undefined) return found;
  }
  return undefined;
}
