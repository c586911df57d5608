import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Selectable } from 'kysely';
import type { Tables } from '../../store/schema.ts';
import { Day, Exactly, Moment, Uuid } from './shapes.ts';

/** A request that a due date be moved, and what became of it. */
export const ExtensionBody = Exactly({
  id: Uuid,
  obligation: Uuid,
  until: Day,
  reason: Type.String(),
  requestedAt: Moment,
  decision: Type.Optional(
    Exactly({
      decision: Type.Enum(['granted', 'refused', 'withdrawn'], {
        description: 'withdrawn: cơ quan đã gửi báo cáo hoặc không phải báo cáo nên không còn cần gia hạn.',
      }),
      byEngine: Type.Boolean({ description: 'Hết hạn mà chưa ai quyết định: hệ thống ghi theo quy định của chế độ.' }),
      until: Type.Optional(Day),
      words: Type.String(),
      decidedAt: Moment,
    }),
  ),
});

export const extensionBody = (row: Selectable<Tables['extension']>): Static<typeof ExtensionBody> => ({
  id: row.id,
  obligation: row.obligation_id,
  until: row.until.toString(),
  reason: row.reason,
  requestedAt: row.requested_at.toString(),
  ...(row.decision &&
    row.decided_at && {
      decision: {
        decision: row.decision,
        byEngine: row.decided_by === 'engine',
        words: row.decision_words ?? '',
        decidedAt: row.decided_at.toString(),
        ...(row.granted_until && { until: row.granted_until.toString() }),
      },
    }),
});
