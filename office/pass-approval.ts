import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { decidesForRoom } from '../domain/room-rule.ts';
import type { Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { RoomRules } from '../store/room-rules.ts';
import { endApproval } from './end-approval.ts';

/** What a report passes by on its way out. */
export interface Passing {
  /** What the agency asks for. */
  rules: RoomRules;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Lets a report pass on its way out: where the agency asks for approval, only its head's own link submits, and the request that
 * waits is settled with it. Refuses: `approval.required`.
 */
export async function passApproval(tx: Tx, owed: OwedReport, { rules, actor, at }: Passing): Promise<void> {
  if (actor.kind !== 'agency' || !rules.has('approval')) return;
  if (!decidesForRoom(actor)) throw new Refusal('approval.required');
  await endApproval(tx, owed.id, { decision: 'submitted' }, actor, at);
}
