import type { CycleId } from '../domain/matter.ts';
import { closeCycle } from '../office/close-cycle.ts';
import { draftEscalation } from '../office/draft-escalation.ts';
import { flagFocalAgency } from '../office/flag-focal-agency.ts';
import { lapseExtensions } from '../office/lapse-extensions.ts';
import { pressExtensions, pressLetters, pressReviews } from '../office/press-focal-agency.ts';
import { pressSendings } from '../office/press-sendings.ts';
import { startCycleCompilation } from '../office/start-cycle-compilation.ts';
import { takeWave } from '../office/take-wave.ts';
import type { Outside } from './outside.ts';
import { pressingOf, stepOf } from './plan-cycle.ts';
import type { CycleOrder, PressingOrder } from './plan-cycle.ts';

export const createCycleSteps = ({ db, clock, log }: Outside) => {
  const wave = async (cycle: CycleId, order: CycleOrder): Promise<void> => {
    const outcome = await takeWave(db, cycle, stepOf(order), clock.now());
    log.info({ cycle, step: order.key, planned_at: order.at, ...outcome }, 'wave taken');
  };
  return {
    requestReports: wave,
    remindAgencies: wave,
    urgeAgencies: wave,
    flagToFocalAgency: (cycle: CycleId, order: CycleOrder) => flagFocalAgency(db, cycle, stepOf(order), clock.now()),
    escalate: (cycle: CycleId, order: CycleOrder) => draftEscalation(db, cycle, stepOf(order), clock.now()),
    startCompilation: (cycle: CycleId, order: CycleOrder) =>
      startCycleCompilation(db, cycle, stepOf(order), clock.now()),
    pressExtensions: (cycle: CycleId, order: PressingOrder) =>
      pressExtensions(db, cycle, pressingOf(order), clock.now()),
    pressReviews: (cycle: CycleId, order: PressingOrder) => pressReviews(db, cycle, pressingOf(order), clock.now()),
    pressLetters: (cycle: CycleId, order: PressingOrder) => pressLetters(db, cycle, pressingOf(order), clock.now()),
    pressSendings: (cycle: CycleId, order: PressingOrder) => pressSendings(db, cycle, pressingOf(order), clock.now()),
    lapseExtensions: (cycle: CycleId, order: PressingOrder) =>
      lapseExtensions(db, cycle, pressingOf(order), clock.now()),
    closeCycle: (cycle: CycleId, order: CycleOrder) => closeCycle(db, cycle, stepOf(order), clock.now()),
  };
};
