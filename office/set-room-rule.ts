import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { demandHead, demandRoom } from '../domain/room-rule.ts';
import type { RoomRule } from '../domain/room-rule.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { listContacts } from '../store/agencies.ts';
import { listRoomRules } from '../store/room-rules.ts';

export interface SetRoomRule {
  agency: string;
  rule: RoomRule;
  on: boolean;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Switches what an agency asks for in its room on or off, from now on in every cycle; a repeat changes nothing. Only its head, by
 * their own link, and the focal agency do so. Refuses: `person.not_head`, `approval.no_head`, `code.no_mailbox`.
 */
export function setRoomRule(db: Db, { agency, rule, on, actor, at }: SetRoomRule): Promise<void> {
  demandRoom(actor, agency);
  demandHead(actor);
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('agency').select('code').where('code', '=', agency).forUpdate().execute();
    if ((await listRoomRules(tx, agency)).has(rule) === on) return;
    if (on) await switchOn(tx, agency, rule, actor, at);
    else await switchOff(tx, agency, rule, actor, at);
    await record(tx, {
      ...{ actor, at, verb: on ? 'switch-on' : 'switch-off', subject: `agency/${agency}` },
      facts: { rule },
    });
  });
}

async function switchOn(tx: Tx, agency: string, rule: RoomRule, actor: Actor, at: Temporal.Instant): Promise<void> {
  const [contact] = await listContacts(tx, agency, [rule === 'approval' ? 'head' : 'mailbox']);
  if (!contact) throw new Refusal(rule === 'approval' ? 'approval.no_head' : 'code.no_mailbox');
  const row = { id: randomUUID(), agency_code: agency, rule, on_at: at, on_by: actorName(actor) };
  await tx
    .insertInto('room_rule')
    .values({ ...row, off_at: null, off_by: null })
    .execute();
}

/** A request that waits for the head has no one to wait for any more. */
async function switchOff(tx: Tx, agency: string, rule: RoomRule, actor: Actor, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('room_rule')
    .set({ off_at: at, off_by: actorName(actor) })
    .where('agency_code', '=', agency)
    .where('rule', '=', rule)
    .where('off_at', 'is', null)
    .execute();
  if (rule !== 'approval') return;
  await tx
    .updateTable('approval')
    .set({ decision: 'withdrawn', decided_at: at, decided_by: actorName(actor) })
    .where('decision', 'is', null)
    .where('obligation_id', 'in', tx.selectFrom('obligation').select('id').where('agency_code', '=', agency))
    .execute();
}
