import { addWorkingDays, workingDaysBetween } from '../domain/calendar.ts';
import type { Calendar } from '../domain/calendar.ts';
import { cycleDates, rungInstant } from '../domain/cycle.ts';
import type { CycleStep } from '../domain/cycle.ts';
import { lastDay, workingDaysLate } from '../domain/deadline.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { dueOf, slotVerdict } from '../domain/obligation.ts';
import type { Addressee } from '../domain/letter.ts';
import { Refusal } from '../domain/refusal.ts';
import { rungOf } from '../domain/regime.ts';
import type { Regime, Rung } from '../domain/regime.ts';
import type { Term } from '../domain/term.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db, Tx } from '../store/connection.ts';
import { readCycleFacts, getForm } from '../store/cycles.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { insertNotifications, listWaveSlots } from '../store/notifications.ts';
import type { Slot, StoredLetter } from '../store/notifications.ts';
import { listObligations } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { takeStep } from '../store/steps.ts';
import { listContactsOfAll } from '../store/agencies.ts';
import { notify, slotFor, wakePostOffices } from './notify.ts';

/** What a wave did, for the step's record. */
export interface WaveOutcome extends Record<string, number> {
  planned: number;
  cancelled: number;
  overtaken: number;
  failed: number;
}

/**
 * Takes a wave: one line in the ledger for each agency that stands on the rung, planned, cancelled or overtaken.
 * Taking it again writes nothing. One agency's bad data is recorded as its failed line and stops nobody else's.
 */
export async function takeWave(db: Db, cycle: CycleId, step: CycleStep, at: Temporal.Instant): Promise<WaveOutcome> {
  return db.transaction().execute(async (tx) => {
    const facts = await readCycleFacts(tx, cycle);
    const form = await getForm(tx, facts.cycle.form);
    const climbers = await listClimbers(tx, cycle, step);
    const recipients = await listContactsOfAll(
      tx,
      climbers.map((each) => each.report.agency),
      rungOf(facts.regime, step.rung),
    );
    const slots = climbers.flatMap((climber) => {
      const slot = slotOf(climber, step, facts, form.title, recipients.get(climber.report.agency) ?? [], at);
      return slot ? [slot] : [];
    });
    await insertNotifications(tx, slots);
    for (const slot of slots) if (slot.state === 'failed') await flagFailedSlot(tx, slot, at);
    const outcome = tally(slots);
    const matter = cycleMatter(cycle);
    await takeStep(tx, { matter, key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at }, at, outcome);
    await wakePostOffices(tx, slots, at);
    return outcome;
  });
}

interface Climber {
  report: OwedReport;
  taken: ReadonlySet<string>;
  requestedAt: Temporal.Instant | undefined;
}

/** The obligations whose date in force is the wave's, with the rungs that they already have for it. */
async function listClimbers(db: Db, cycle: CycleId, step: CycleStep): Promise<Climber[]> {
  const obligations = await listObligations(db, cycle);
  const slots = Map.groupBy(await listWaveSlots(db, cycle), (slot) => slot.obligation_id ?? '');
  return obligations
    .filter((report) => step.due && dueOf(report).due.equals(step.due))
    .map((report) => {
      const mine = slots.get(report.id) ?? [];
      const asked = mine.find((slot) => slot.kind === 'request');
      return {
        report,
        taken: new Set(mine.filter((slot) => slot.revision === report.revision).map((slot) => slot.rung ?? '')),
        requestedAt: asked?.claimed_at ?? asked?.planned_at,
      };
    });
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
  { report, taken, requestedAt }: Climber,
  step: CycleStep,
  { regime, calendar, window, cycle }: CycleFacts,
  form: string,
  recipients: readonly Addressee[],
  at: Temporal.Instant,
): Slot | undefined {
  const rung = rungOf(regime, step.rung);
  const notice = {
    slot: [report.cycle, report.agency, rung.rung, ...(report.revision > 0 ? [report.revision] : [])].join('/'),
    cycle: report.cycle,
    agency: report.agency,
    obligation: report.id,
    rung: rung.rung,
    revision: report.revision,
    why: rung.basis,
    plannedAt: step.at,
  };
  try {
    const verdict = slotVerdict(step.rung, {
      obligation: report,
      taken,
      requestedAt,
      now: at,
      regime,
      term: cycle.term,
      calendar,
    });
    if (verdict.outcome === 'not_theirs') return undefined;
    const letter = waveLetter(rung, report, { regime, calendar, cycle }, form, at);
    const line = slotFor({ ...notice, letter }, recipients, { calendar, window }, at);
    if (verdict.outcome === 'planned') return line;
    const reason = verdict.outcome === 'cancelled' ? verdict.reason : verdict.by;
    return { ...line, state: verdict.outcome, reason, settledAt: at };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const letter: StoredLetter = { kind: 'step-failed', agency: report.agencyName, step: rung.rung, code: error.code };
    return { ...notice, letter, recipients, notBefore: at, state: 'failed', reason: error.code, settledAt: at };
  }
}

/** What the letters of waves say, without the link. */
export type WaveLetter = Extract<StoredLetter, { kind: 'request' | 'remind' | 'urge' }>;

/** A wave's letter to one agency, with figures as of an instant: the delivery writes it again with those of its own. */
export function waveLetter(
  rung: Rung,
  report: OwedReport,
  { regime, calendar, cycle }: Pick<CycleFacts, 'regime' | 'calendar' | 'cycle'>,
  form: string,
  at: Temporal.Instant,
): WaveLetter {
  const { due, kind } = dueOf(report);
  const agency = report.agencyName;
  if (rung.kind === 'request') {
    const { periodFrom, periodTo, cutOff } = cycle;
    return { kind: 'request', agency, due, periodFrom, periodTo, cutOff, form };
  }
  const correction = kind === 'correction';
  if (rung.kind === 'remind') {
    const workingDaysLeft = Math.max(0, workingDaysBetween(dayOf(at), due, calendar));
    return { kind: 'remind', agency, due, workingDaysLeft, extended: kind === 'extended', correction };
  }
  const escalatesOn = escalationDay(regime, cycle.term, calendar);
  return {
    kind: 'urge',
    agency,
    ordinal: urgeOrdinal(regime, rung),
    due,
    workingDaysLate: workingDaysLate(at, due, calendar),
    correction,
    ...urgedDates(at, escalatesOn, calendar),
  };
}

/** 1 for the first urging of its ladder, 2 for the second. */
function urgeOrdinal(regime: Regime, rung: Rung): number {
  return regime.ladder.filter((each) => each.kind === 'urge' && each.follows === rung.follows).indexOf(rung) + 1;
}

/** The new date that an urging gives, the next working day, and the day of the report to UBND tỉnh while that lies ahead. */
function urgedDates(at: Temporal.Instant, escalatesOn: Temporal.PlainDate | undefined, calendar: Calendar) {
  const today = dayOf(at);
  if (!escalatesOn || Temporal.PlainDate.compare(today, escalatesOn) >= 0) {
    return { newDue: addWorkingDays(today, 1, calendar) };
  }
  const next = addWorkingDays(today, 1, calendar);
  const last = lastDay(escalatesOn.subtract({ days: 1 }), 'back', calendar);
  return { newDue: Temporal.PlainDate.compare(next, last) < 0 ? next : last, escalatesOn };
}

function escalationDay(regime: Regime, term: Term, calendar: Calendar): Temporal.PlainDate | undefined {
  const rung = regime.ladder.find((each) => each.kind === 'escalate');
  return rung && dayOf(rungInstant(regime, rung, cycleDates(regime, term, calendar).due, term, calendar));
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
