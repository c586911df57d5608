import { engine } from '../domain/actor.ts';
import type { CycleStep } from '../domain/cycle.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { rungOf } from '../domain/regime.ts';
import type { Db } from '../store/connection.ts';
import { getCyclePolicy } from '../store/cycles.ts';
import { takeStep } from '../store/steps.ts';
import { draftWithAttached } from './draft-letter.ts';
import { lockStanding, readStanding } from './list-missing.ts';
import { notify } from './notify.ts';

/**
 * Drafts the report to UBND tỉnh on who has not reported, with figures, a dated list and a last date, and the letter that
 * the Chairman may send, and tells the focal agency's people that they wait for them. They are drafts: an authorised
 * person issues them with a number, and whether anybody is criticised is that person's word, not the engine's. Taking it
 * again changes nothing.
 */
export function draftEscalation(db: Db, cycle: CycleId, step: CycleStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const rung = rungOf(await getCyclePolicy(tx, cycle), step.rung);
    await lockStanding(tx, cycle);
    const { total, reported, late, missing } = await readStanding(tx, cycle, at);
    const taken = { matter: cycleMatter(cycle), key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at };
    if (!(await takeStep(tx, taken, at, { missing: missing.length }))) return;
    const slot = `${cycle}/${step.rung}`;
    if (missing.length > 0) await draftWithAttached(tx, { cycle, kind: 'escalation', slot }, engine, at);
    const letter = { kind: 'escalation-drafted' as const, total, reported, late, missing };
    await notify(
      tx,
      {
        slot,
        letter,
        cycle,
        page: `/cycles/${cycle}/compilations`,
        rung: rung.rung,
        why: rung.basis,
        to: rung.to,
        plannedAt: step.at,
      },
      at,
    );
  });
}
