import { Type } from '@fastify/type-provider-typebox';
import type { TSchema } from '@fastify/type-provider-typebox';

/** An id; Postgres would fail on a malformed one, and `format: uuid` also lets `urn:uuid:` pass. */
export const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  examples: ['0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11'],
});

/** A day in Vietnam of this century or the next. */
export const Day = Type.String({ format: 'date', pattern: '^2[01]', examples: ['2026-12-17'] });

/** An instant in UTC. */
export const Moment = Type.String({ format: 'date-time', examples: ['2026-12-17T01:00:00Z'] });

export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** Words that a person writes; whether they may be empty is the verb's question. */
export const Words = (maxLength: number) => Type.String({ maxLength });

/** An object without any other field: an unknown one is refused, and none is sent by mistake. */
export const Exactly = <Fields extends Record<string, TSchema>>(fields: Fields, description?: string) =>
  Type.Object(fields, { additionalProperties: false, ...(description && { description }) });

/** An answer without content. */
export const Done = Type.Null({ description: 'Đã thực hiện; gửi lại lần nữa không thay đổi gì.' });

/** The path of something with an id. */
export const ById = Type.Object({ id: Uuid });

/** The path of a cycle: `/cycles/kl69-nam/2026`. */
export const ByCycle = Type.Object({
  regime: Type.String({ pattern: '^[a-z0-9-]{1,40}$', examples: ['kl69-nam'] }),
  term: Type.String({ pattern: '^2[01]\\d\\d(-[1-9]\\d?)?$', examples: ['2026', '2026-2'] }),
});

/** A cycle's name in a query: `?cycle=kl69-nam/2026`. */
export const CycleName = Type.String({
  pattern: '^[a-z0-9-]{1,40}/2[01]\\d\\d(-[1-9]\\d?)?$',
  examples: ['kl69-nam/2026'],
});

/** A request that may be repeated: the same key again gives the first answer. Made with the form, not with the request. */
export const Attempt = Type.Object({ 'idempotency-key': Uuid });

/** The six digits from the agency's mailbox, where the agency asks for them before submitting. */
export const SubmissionCode = Type.Object({ 'submission-code': Type.Optional(Type.String({ maxLength: 20 })) });

export const AgencyName = Exactly({ code: Type.String(), name: Type.String() });

export const ObligationState = Type.Enum(['open', 'submitted', 'returned', 'accepted', 'excused']);

/** How an obligation looks on the board. */
export const Look = Type.Enum(['excused', 'returned', 'on_time', 'late', 'overdue', 'due_soon', 'extended', 'not_due']);
