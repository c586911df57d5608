import type { CycleStep } from '../domain/cycle.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import type { Addressee } from '../domain/letter.ts';
import { rungOf } from '../domain/regime.ts';
import { climbersOf, waveLine } from '../domain/wave.ts';
import type { Climber } from '../domain/wave.ts';
import { laterOf } from '../domain/zone.ts';
import type { Db, Tx } from '../store/connection.ts';
import { readCycleFacts, getForm } from '../store/cycles.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { insertNotifications, listWaveSlots } from '../store/notifications.ts';
import type { Slot } from '../store/notifications.ts';
import type { OwedReport } from '../store/obligations.ts';
import { takeStep } from '../store/steps.ts';
import { listContactsOfAll } from '../store/agencies.ts';
import { draftWaveLetter } from './draft-wave-letter.ts';
import { flagBeyondCalendar } from './flag-beyond-calendar.ts';
import { lockStanding } from './list-missing.ts';
import { notify, wakePostOffices } from './notify.ts';

export { waveLetter } from '../domain/wave-letter.ts';

/** What a wave did, for the step's record. */
export interface WaveOutcome extends Record<string, number> {
  planned: number;
  cancelled: number;
  overtaken: number;
  failed: number;
}

/**
 * Takes a wave: one line in the ledger for each agency that stands on the rung, planned, cancelled or overtaken. Taken
 * ahead of its moment, it is taken as of that moment, and its letters wait for it.
 * Taking it again writes nothing. One agency's bad data is recorded as its failed line and stops nobody else's.
 */
export async function takeWave(db: Db, cycle: CycleId, step: CycleStep, at: Temporal.Instant): Promise<WaveOutcome> {
  return db.transaction().execute(async (tx) => {
    // The urging's letter names who has not reported.
    if (step.kind === 'urge') await lockStanding(tx, cycle);
    const asOf = laterOf(at, step.at);
    const facts = await readCycleFacts(tx, cycle);
    const form = await getForm(tx, facts.cycle.form);
    const climbers = await listClimbers(tx, cycle, step, facts.obligations);
    const recipients = await listContactsOfAll(
      tx,
      climbers.map((each) => each.report.agency),
      rungOf(facts.regime, step.rung),
    );
    const slots = climbers.flatMap((climber) => {
      const slot = slotOf(climber, step, facts, form.title, recipients.get(climber.report.agency) ?? [], asOf);
      return slot ? [slot] : [];
    });
    await insertNotifications(tx, slots);
    for (const slot of slots) if (slot.state === 'failed') await flagFailedSlot(tx, slot, at);
    await flagBeyondCalendar(tx, facts, at);
    const outcome = tally(slots);
    if (outcome.planned > 0) await draftWaveLetter(tx, facts, step, asOf);
    const matter = cycleMatter(cycle);
    await takeStep(tx, { matter, key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at }, at, outcome);
    await wakePostOffices(tx, slots, at);
    return outcome;
  });
}

/** The obligations whose date in force is the wave's, with the rungs that they already have for it. */
async function listClimbers(
  db: Db,
  cycle: CycleId,
  step: CycleStep,
  obligations: readonly OwedReport[],
): Promise<Climber<OwedReport>[]> {
  const rows = await listWaveSlots(db, cycle);
  const slots = Map.groupBy(
    rows.map(({ planned_at, claimed_at, ...slot }) => ({
      ...slot,
      plannedAt: planned_at,
      claimedAt: claimed_at ?? undefined,
    })),
    ({ obligation_id }) => obligation_id ?? '',
  );
  return climbersOf(step, obligations, ({ id }) => slots.get(id) ?? []);
}

/** Tells the focal agency's officer that a line could not be made into a letter. */
async function flagFailedSlot(
  tx: Tx,
  { slot, cycle, agency, letter, rung, reason }: Slot,
  at: Temporal.Instant,
): Promise<void> {
  const name = 'agency' in letter ? letter.agency : (agency ?? '');
  await notify(
    tx,
    {
      slot: `${slot}/flag`,
      letter: { kind: 'step-failed', agency: name, step: rung ?? slot, code: reason ?? 'unexpected' },
      cycle,
      page: `/cycles/${cycle}/agencies/${agency}`,
      why: 'Không lập được thư cho cơ quan này; cần Sở Khoa học và Công nghệ xử lý',
      to: ['officer'],
    },
    at,
  );
}

function slotOf(
  climber: Climber<OwedReport>,
  step: CycleStep,
  facts: CycleFacts,
  form: string,
  recipients: readonly Addressee[],
  at: Temporal.Instant,
): Slot | undefined {
  const { cycle, agency, id } = climber.report;
  const line = waveLine(climber, step, facts, form, recipients.length, at);
  return line && { ...line, cycle, agency, obligation: id, recipients };
}

function tally(slots: readonly Slot[]): WaveOutcome {
  const count = (state: Slot['state']) => slots.filter((slot) => slot.state === state).length;
  return {
    planned: count('planned'),
    cancelled: count('cancelled'),
    overtaken: count('overtaken'),
    failed: count('failed'),
  };
}
