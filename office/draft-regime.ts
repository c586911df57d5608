import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { regimeMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { insertRegimeVersion } from '../store/regimes.ts';
import { wake } from '../store/wakes.ts';
import { demandStorable } from './check-regime.ts';
import { contentHash } from './content-hash.ts';

export interface DraftRegime {
  policy: Regime;
  /** The document that introduces the regime, or why it is drafted. */
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Stores a new regime as a draft: it opens nothing until it is activated, and may hold defects until then. The same
 * draft again changes nothing. Refuses: `actor.not_allowed`, `regime.exists`, `request.invalid` with every place.
 */
export function draftRegime(db: Db, { policy, reason, actor, at }: DraftRegime): Promise<string> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await demandStorable(tx, policy, reason);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('regime')
      .values({ id: policy.id, plan_id: policy.plan, policy: json(policy), source: reason.trim(), version: 1 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) {
      const known = await tx.selectFrom('regime').selectAll().where('id', '=', policy.id).executeTakeFirstOrThrow();
      if (known.version === 1 && contentHash(known.policy) === contentHash(policy)) return policy.id;
      throw new Refusal('regime.exists', { regime: policy.id });
    }
    const version = { id: policy.id, version: 1, policy, reason: reason.trim(), madeBy: actorName(actor), at };
    await insertRegimeVersion(tx, version);
    await record(tx, { actor, at, verb: 'draft-regime', subject: `regime/${policy.id}` });
    await wake(tx, regimeMatter(policy.id), at);
    return policy.id;
  });
}
