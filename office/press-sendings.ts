import { workingDaysBetween } from '../domain/calendar.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { crossedSince } from '../domain/pressing.ts';
import type { PressingStep } from '../domain/pressing.ts';
import { sendingCrossings, sendingPatiences } from '../domain/sending-presses.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { readCycleRules } from '../store/cycles.ts';
import { readPressingFacts } from '../store/pressing.ts';
import { takeStep } from '../store/steps.ts';
import { notify } from './notify.ts';

/**
 * Reminds the focal agency's people of receivers to whom the compiled report has not been sent: a letter for each, which is
 * dropped when that sending is recorded before it leaves. Taking it again changes nothing.
 */
export function pressSendings(db: Db, cycle: CycleId, step: PressingStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { regime, calendar } = await readCycleRules(tx, cycle);
    const { sendings, lastTakenAt } = await readPressingFacts(tx, cycle);
    const matters = sendings.map((matter) => ({
      matter,
      crossings: sendingCrossings(regime.sendings, matter, calendar),
    }));
    const crossed = crossedSince(matters, lastTakenAt['press-sending'], at);
    const { key, kind, rung } = step;
    const told = [...crossed].flatMap(([ordinal, mine]) => mine.map((waiting) => ({ ordinal, ...waiting })));
    const taken = { matter: cycleMatter(cycle), key, kind, rung, plannedAt: step.at };
    if (!(await takeStep(tx, taken, at, { receivers: told.length }))) return;
    for (const [place, { ordinal, receiver, due }] of told.entries()) {
      const notice = {
        slot: `${cycle}/${key}/${ordinal}/${place + 1}`,
        letter: {
          kind: 'sending-waiting' as const,
          receiver,
          due,
          workingDays: workingDaysBetween(due, dayOf(at), calendar),
        },
        ...{ cycle, rung, page: `/cycles/${cycle}/sendings`, plannedAt: step.at },
        why: `Chưa ghi nhận việc gửi báo cáo tổng hợp đến ${receiver}`,
        to: sendingPatiences(regime.sendings)[ordinal - 1]?.to ?? [],
      };
      await notify(tx, notice, at);
    }
  });
}
