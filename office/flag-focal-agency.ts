import type { CycleStep } from '../domain/cycle.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { isSendUpFlag, rungOf } from '../domain/regime.ts';
import type { Db } from '../store/connection.ts';
import { readCycleRules } from '../store/cycles.ts';
import type { StoredLetter } from '../store/notifications.ts';
import { listReceivers } from '../store/sendings.ts';
import { takeStep } from '../store/steps.ts';
import { lockStanding, readStanding } from './list-missing.ts';
import { notify } from './notify.ts';

/**
 * Tells the focal agency's people what a flagging rung is about: who has not reported, or that the date for sending up
 * is near. Taking it again changes nothing.
 */
export function flagFocalAgency(db: Db, cycle: CycleId, step: CycleStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const facts = await readCycleRules(tx, cycle);
    const rung = rungOf(facts.regime, step.rung);
    const taken = { matter: cycleMatter(cycle), key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at };
    await lockStanding(tx, cycle);
    const { total, reported, excused, missing } = await readStanding(tx, cycle, at);
    if (!(await takeStep(tx, taken, at, { missing: missing.length }))) return;
    const letter: StoredLetter = isSendUpFlag(rung)
      ? {
          kind: 'send-up',
          due: facts.cycle.sendUp,
          sent: (await listReceivers(tx, cycle)).every(({ sendings }) => sendings.length > 0),
        }
      : { kind: 'missing-list', due: facts.cycle.due, total, reported, excused, missing };
    const slot = `${cycle}/${step.rung}`;
    const page = isSendUpFlag(rung) ? `/cycles/${cycle}/compilations` : `/cycles/${cycle}`;
    await notify(
      tx,
      { slot, letter, cycle, page, rung: rung.rung, why: rung.basis, to: rung.to, plannedAt: step.at },
      at,
    );
  });
}
