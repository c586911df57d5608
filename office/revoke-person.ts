import type { Actor } from '../domain/actor.ts';
import { demandHead, demandRoom } from '../domain/room-rule.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import { getRoomLink, revokeRoomLink } from '../store/room-links.ts';

export interface RevokePerson {
  obligation: string;
  /** The link's id. */
  link: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Revokes a person's own link; its letter does not leave any more if it waits. Revoked again: nothing changes. A head's link
 * is revoked by the head or the focal agency only. Refuses: `person.not_found`, `person.not_head`, `actor.not_allowed`.
 */
export function revokePerson(db: Db, { obligation, link, actor, at }: RevokePerson): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    demandRoom(actor, owed.agency);
    const known = await getRoomLink(tx, obligation, link);
    if (known.role === 'head') demandHead(actor);
    if (known.revokedAt) return;
    await endLink(tx, obligation, link, actor, at);
  });
}

/** Ends a link and the letters that would carry it. */
export async function endLink(tx: Tx, obligation: string, link: string, actor: Actor, at: Temporal.Instant) {
  await revokeRoomLink(tx, link, actorName(actor), at);
  await tx
    .updateTable('notification')
    .set({ state: 'cancelled', reason: 'link_revoked', settled_at: at })
    .where('obligation_id', '=', obligation)
    .where('state', '=', 'planned')
    .where((eb) => eb(eb.ref('letter', '->>').key('roomLink'), '=', link))
    .execute();
  await record(tx, { actor, at, verb: 'revoke-person', subject: obligation, facts: { link } });
}
