import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Selectable } from 'kysely';
import type { BounceLine } from '../../store/bounces.ts';
import type { Tables } from '../../store/schema.ts';
import { CycleName, Exactly, Moment, Uuid } from './shapes.ts';

export const NotificationState = Type.Enum([
  'planned',
  'claimed',
  'sent',
  'bounced',
  'failed',
  'cancelled',
  'overtaken',
]);

/** A line of the ledger: who was to be written to, why, when, and what became of it. */
export const NotificationBody = Exactly({
  slot: Type.String({ examples: ['kl69-nam/2026/STC/remind-3'] }),
  kind: Type.String(),
  cycle: Type.Optional(CycleName),
  agency: Type.Optional(Type.String()),
  obligation: Type.Optional(Uuid),
  rung: Type.Optional(Type.String()),
  revision: Type.Integer(),
  recipients: Type.Array(
    Exactly({ role: Type.String(), name: Type.String(), title: Type.String(), email: Type.String() }),
  ),
  why: Type.String(),
  state: NotificationState,
  plannedAt: Moment,
  notBefore: Moment,
  claimedAt: Type.Optional(Moment),
  settledAt: Type.Optional(Moment),
  attempts: Type.Integer(),
  unacknowledged: Type.Integer({
    description: 'Số lần gửi mà máy chủ thư không trả lời; chỉ khi đó thư mới có thể đến hai lần.',
  }),
  earlierTries: Type.Array(Exactly({ at: Moment, reply: Type.String(), unacknowledged: Type.Boolean() }), {
    description: 'Các lần thử trước lần cuối: lúc nào, máy chủ thư trả lời gì (trống: không trả lời).',
  }),
  caughtUpDays: Type.Integer({ description: 'Gửi bù sau bao nhiêu ngày; 0 khi đúng hẹn.' }),
  reason: Type.Optional(Type.String()),
  reply: Type.Optional(Type.String()),
  subject: Type.Optional(Type.String()),
  messageId: Type.Optional(Type.String()),
  facts: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: 'Sự việc đã xét khi lấy thư ra gửi.' }),
  ),
  bounces: Type.Array(
    Exactly({
      address: Type.String(),
      kind: Type.Enum(['hard', 'soft']),
      status: Type.String(),
      cause: Type.String(),
      diagnostic: Type.String(),
      receivedAt: Moment,
    }),
    { description: 'Địa chỉ bị trả về, hoặc tạm thời chưa nhận.' },
  ),
});

export const notificationBody = (
  row: Selectable<Tables['notification']>,
  bounces: readonly BounceLine[] = [],
): Static<typeof NotificationBody> => ({
  slot: row.slot,
  kind: row.kind,
  revision: row.revision,
  recipients: row.recipients,
  why: row.why,
  state: row.state,
  plannedAt: row.planned_at.toString(),
  notBefore: row.not_before.toString(),
  attempts: row.attempts,
  unacknowledged: row.unacknowledged,
  earlierTries: row.earlier_tries.map(({ at, reply, unacknowledged }) => ({ at, reply, unacknowledged })),
  caughtUpDays: row.caught_up_days,
  ...(row.cycle_id && { cycle: row.cycle_id }),
  ...(row.agency_code && { agency: row.agency_code }),
  ...(row.obligation_id && { obligation: row.obligation_id }),
  ...(row.rung && { rung: row.rung }),
  ...(row.claimed_at && { claimedAt: row.claimed_at.toString() }),
  ...(row.settled_at && { settledAt: row.settled_at.toString() }),
  ...(row.reason && { reason: row.reason }),
  ...(row.reply && { reply: row.reply }),
  ...(row.subject && { subject: row.subject }),
  ...(row.message_id && { messageId: row.message_id }),
  ...(row.facts && { facts: row.facts }),
  bounces: bounces.map(({ address, kind, status, cause, diagnostic, received_at }) => ({
    ...{ address, kind, status, cause, diagnostic },
    receivedAt: received_at.toString(),
  })),
});
