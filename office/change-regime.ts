import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { regimeMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { json } from '../store/json.ts';
import { insertRegimeVersion, lockRegime } from '../store/regimes.ts';
import type { KnownRegime } from '../store/regimes.ts';
import { wake } from '../store/wakes.ts';
import { demandSound, demandStorable } from './check-regime.ts';
import { contentHash } from './content-hash.ts';
import { nextTermOf } from './read-regimes.ts';

export interface ChangeRegime {
  policy: Regime;
  /** The version that the change was made from. */
  seen: number;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Stores a regime's next version and answers its number. Open cycles keep the policy they opened with; the next cycle
 * opens with the new one. A draft may hold defects, a regime in force may not. What is stored already changes nothing.
 * Refuses: `actor.not_allowed` (in force: only who leads), `regime.not_found`, `regime.withdrawn`, `fact.changed`,
 * `request.invalid`, `regime.defective`.
 */
export function changeRegime(db: Db, { policy, seen, reason, actor, at }: ChangeRegime): Promise<number> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const known = await lockRegime(tx, policy.id);
    if (known.state === 'withdrawn') throw new Refusal('regime.withdrawn');
    if (contentHash(known.policy) === contentHash(policy)) return known.version;
    if (known.state === 'active') demand(actor, 'lead');
    if (known.version !== seen) throw new Refusal('fact.changed', { current: String(known.version) });
    demandSameDuty(known, policy);
    await demandStorable(tx, policy, reason);
    if (known.state === 'active') {
      demandSound(policy, await nextTermOf(tx, { ...known, policy }, at), await getOfficeHours(tx));
    }
    const version = known.version + 1;
    await tx
      .updateTable('regime')
      .set({ policy: json(policy), plan_id: policy.plan, version })
      .where('id', '=', policy.id)
      .execute();
    const line = { id: policy.id, version, policy, reason: reason.trim(), madeBy: actorName(actor), at };
    await insertRegimeVersion(tx, line);
    const facts = { version: String(version), policy: contentHash(policy) };
    await record(tx, { actor, at, verb: 'change-regime', subject: `regime/${policy.id}`, facts });
    await wake(tx, regimeMatter(policy.id), at);
    return version;
  });
}

/** Terms and reports of a regime in force hang on its frequency and its plan: another one is another regime. */
function demandSameDuty({ state, policy: { frequency, plan } }: KnownRegime, next: Regime): void {
  if (state !== 'active') return;
  const why = 'không đổi được khi chế độ đang có hiệu lực; đề nghị lập chế độ mới và bãi bỏ chế độ này.';
  const problems: Problem[] = [
    ...(frequency === next.frequency ? [] : [{ field: 'frequency', message: `Tần suất ${why}` }]),
    ...(plan === next.plan ? [] : [{ field: 'plan', message: `Kế hoạch ${why}` }]),
  ];
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}
