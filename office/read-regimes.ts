import { obligedOn } from '../domain/agency.ts';
import { cycleDates, planCycle, rungInstant } from '../domain/cycle.ts';
import type { CycleDates, CycleStep } from '../domain/cycle.ts';
import { known } from '../domain/outlook.ts';
import { planRegime } from '../domain/plan-regime.ts';
import { receiverDues } from '../domain/receiver-dues.ts';
import type { ReceiverDue } from '../domain/receiver-dues.ts';
import { Refusal } from '../domain/refusal.ts';
import { isWave } from '../domain/regime.ts';
import type { Regime, Rung } from '../domain/regime.ts';
import { defectsOf } from '../domain/regime-defects.ts';
import type { Defect } from '../domain/regime-defects.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { termIn, termWords } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import { listAgencies } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { getRegime, listAllRegimes, listRegimeVersions } from '../store/regimes.ts';
import type { KnownRegime, RegimeVersion } from '../store/regimes.ts';

/** A rung with the moments at which it falls in a term: one for each due date that agencies have. */
export interface DatedRung {
  rung: Rung;
  falls: readonly { at: Temporal.Instant; due: Temporal.PlainDate; of: string }[];
}

/** A policy as it falls in a term. Dates are absent when the calendar does not reach them. */
export interface RegimeOutlook {
  term: Term;
  words: string;
  dates: CycleDates | undefined;
  rungs: readonly DatedRung[];
  steps: readonly CycleStep[];
  defects: readonly Defect[];
  /** How many agencies owe the report. */
  agencies: number;
  /** By when each receiver is to have the compiled report; none when the calendar does not reach it. */
  receivers: readonly ReceiverDue[];
}

/** A regime as its page shows it. */
export interface RegimeView extends KnownRegime {
  /** The term that opens next; absent when none does any more. */
  next: RegimeOutlook | undefined;
  history: readonly RegimeVersion[];
  /** The terms whose cycles exist, the newest first, with whether they are closed. */
  cycles: readonly { id: string; words: string; closed: boolean }[];
}

/** Every regime with its next term. */
export async function readRegimes(db: Db, now: Temporal.Instant): Promise<Omit<RegimeView, 'history' | 'cycles'>[]> {
  const all = await listAllRegimes(db);
  return Promise.all(all.map(async (regime) => ({ ...regime, next: await nextOutlook(db, regime, now) })));
}

/** A regime with its next term, its history and its cycles. Refuses: `regime.not_found`. */
export async function readRegime(db: Db, id: string, now: Temporal.Instant): Promise<RegimeView> {
  const regime = await getRegime(db, id);
  const cycles = await db
    .selectFrom('cycle')
    .select(['id', 'year', 'part', 'closed_at', 'policy'])
    .where('regime_id', '=', id)
    .orderBy('due', 'desc')
    .execute();
  return {
    ...regime,
    next: await nextOutlook(db, regime, now),
    history: await listRegimeVersions(db, id),
    cycles: cycles.map((row) => ({
      id: row.id,
      words: termWords(termIn(row), row.policy.frequency),
      closed: row.closed_at !== null,
    })),
  };
}

/**
 * The term that a regime opens next, as if it were in force; undefined when no more come. A regime that waits for its
 * calendar has none either.
 */
export async function nextTermOf(
  db: Db,
  { id, policy, activatedAt }: Pick<KnownRegime, 'id' | 'policy' | 'activatedAt'>,
  now: Temporal.Instant,
): Promise<Term | undefined> {
  const opened = await db.selectFrom('cycle').select(['year', 'part']).where('regime_id', '=', id).execute();
  const { calendar } = await getOfficeHours(db);
  const facts = { regime: policy, activatedAt: activatedAt ?? now, opened: opened.map(termIn), calendar };
  const next = planRegime(facts, now);
  return next.done ? undefined : next.step?.term;
}

async function nextOutlook(db: Db, regime: KnownRegime, now: Temporal.Instant): Promise<RegimeOutlook | undefined> {
  if (regime.state === 'withdrawn') return undefined;
  const term = await nextTermOf(db, regime, now);
  return term && readOutlook(db, regime.policy, term);
}

/** How a policy falls in a term: dates, rungs, defects, who owes the report. */
export async function readOutlook(db: Db, policy: Regime, term: Term): Promise<RegimeOutlook> {
  const hours = await getOfficeHours(db);
  const dates = known(() => cycleDates(policy, term, hours.calendar));
  const planned = dates instanceof Refusal ? undefined : dates;
  const receivers = known(() => receiverDues(policy, term, hours.calendar));
  const all = await listAgencies(db);
  return {
    term,
    words: termWords(term, policy.frequency),
    dates: planned,
    rungs: policy.ladder.map((rung) => datedRung(rung, policy, term, hours, planned)),
    steps: planned ? stepsOf(policy, term, hours, planned) : [],
    defects: defectsOf(policy, term, hours),
    receivers: receivers instanceof Refusal ? [] : receivers,
    agencies: planned ? obligedOn(all, policy.subjects, planned.due).length : 0,
  };
}

/** The due dates that agencies have: the cycle's, and those of kinds of agencies. */
const duesOf = ({ due, dueOf }: CycleDates, { subjects }: Regime): { due: Temporal.PlainDate; of: string }[] => {
  const own = Object.entries(dueOf).map(([of, each]) => ({ due: each, of }));
  return subjects.every((kind) => dueOf[kind]) && own.length > 0 ? own : [{ due, of: '' }, ...own];
};

function datedRung(
  rung: Rung,
  policy: Regime,
  term: Term,
  { calendar }: OfficeHours,
  dates: CycleDates | undefined,
): DatedRung {
  // What follows a correction's date has no date until a report is returned.
  if (!dates || rung.follows === 'correction') return { rung, falls: [] };
  const dues = isWave(rung.kind) ? duesOf(dates, policy) : [{ due: dates.due, of: '' }];
  const falls = dues.flatMap((each) => {
    const at = known(() => rungInstant(policy, rung, each.due, term, calendar));
    return at instanceof Refusal ? [] : [{ ...each, at }];
  });
  return { rung, falls };
}

function stepsOf(policy: Regime, term: Term, { calendar }: OfficeHours, dates: CycleDates): readonly CycleStep[] {
  const groups = duesOf(dates, policy).map(({ due }) => ({ due, kind: 'due' as const, since: dates.opensAt }));
  const steps = known(() => planCycle(policy, term, groups, calendar));
  return steps instanceof Refusal ? [] : steps;
}
