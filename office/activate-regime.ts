import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { regimeMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { lockRegime } from '../store/regimes.ts';
import { wake } from '../store/wakes.ts';
import { demandSound, demandStorable } from './check-regime.ts';
import { nextTermOf } from './read-regimes.ts';

export interface ActivateRegime {
  regime: string;
  /** The version that was looked at. */
  seen: number;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Puts a drafted regime in force: its cycles open from now on, each in time. Activating it again changes nothing.
 * Refuses: `actor.not_allowed` (only who leads), `regime.not_found`, `regime.withdrawn`, `fact.changed`,
 * `regime.defective` with every error of its next term.
 */
export function activateRegime(db: Db, { regime, seen, actor, at }: ActivateRegime): Promise<void> {
  demand(actor, 'lead');
  return db.transaction().execute(async (tx) => {
    const known = await lockRegime(tx, regime);
    if (known.state === 'active') return;
    if (known.state === 'withdrawn') throw new Refusal('regime.withdrawn');
    if (known.version !== seen) throw new Refusal('fact.changed', { current: String(known.version) });
    await demandStorable(tx, known.policy, known.source);
    demandSound(known.policy, await nextTermOf(tx, known, at), await getOfficeHours(tx));
    await tx.updateTable('regime').set({ activated_at: at }).where('id', '=', regime).execute();
    const facts = { version: String(known.version) };
    await record(tx, { actor, at, verb: 'activate-regime', subject: `regime/${regime}`, facts });
    await wake(tx, regimeMatter(regime), at);
  });
}
