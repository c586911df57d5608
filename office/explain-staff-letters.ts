import type { StaffRole } from '../domain/actor.ts';
import { rungsNear, statedDayOf } from '../domain/explain.ts';
import { staffFate } from '../domain/explain-staff.ts';
import type { StaffFate, StaffLine, StaffStep } from '../domain/explain-staff.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayOf, endOf, instantOf, isBefore } from '../domain/zone.ts';
import { listAccounts } from '../store/accounts.ts';
import type { Db } from '../store/connection.ts';
import { readCycleFacts } from '../store/cycles.ts';
import { json } from '../store/json.ts';
import { sql } from 'kysely';
import type { LedgerLine } from './claim-letters.ts';
import { dayOffOf } from './explain-letters.ts';
import { readBoardSteps } from './read-board-steps.ts';
import type { BoardStep } from './read-board-steps.ts';

export interface ExplainStaffDay {
  cycle: string;
  /** The reader's address, which is their account's. */
  recipient: string;
  day: Temporal.PlainDate;
  now: Temporal.Instant;
}

/** A step that writes to the focal agency's people, with its fate for one reader. */
export interface StepFate extends StaffStep {
  basis: string;
  /** The day that the regime states, when that is a day off and the step was moved. */
  statedOn?: Temporal.PlainDate;
  fate: StaffFate;
}

/**
 * Why one of the focal agency's or the province's people got the letters that they got on a day, and why not others: the
 * ledger's lines of that day to them, and what became of every step that writes to such people near that day.
 * Refuses: `cycle.not_found`, `account.not_found`.
 */
export async function explainStaffDay(db: Db, { cycle: id, recipient, day, now }: ExplainStaffDay) {
  const facts = await readCycleFacts(db, id);
  const { cycle, regime, calendar } = facts;
  const accounts = await listAccounts(db);
  const reader = accounts.find(({ email }) => email === recipient.trim().toLowerCase());
  if (!reader) throw new Refusal('account.not_found');
  const steps = (await readBoardSteps(db, id, facts)).filter(isToStaff);
  const lines = await listLinesTo(db, id, reader.email);
  const { term, closedAt } = cycle;
  const common = { cycle: id, regime, roles: rolesOf(reader.role, accounts), lines: lines.map(lineOf), closedAt, now };
  const fates = steps.map((step): StepFate => {
    const rung = regime.ladder.find((each) => each.rung === step.rung);
    const stated = rung && statedDayOf(rung, { term, regime });
    const statedOn = stated && !stated.equals(dayOf(step.at)) && { statedOn: stated };
    return { ...step, ...statedOn, fate: staffFate(step, { ...common, steps }) };
  });
  const { name, email, role } = reader;
  return {
    ...{ cycle, day, now, reader: { name, email, role }, dayOff: dayOffOf(day, calendar) },
    readers: accounts.map((account) => ({ name: account.name, email: account.email, role: account.role })),
    lines: lines.filter(isOn(day)),
    steps: rungsNear(fates, day),
    next: fates.find(({ at, fate }) => fate.outcome === 'ahead' && isBefore(now, at)),
  };
}

export type StaffExplained = Awaited<ReturnType<typeof explainStaffDay>>;

type ToStaff = BoardStep & { kind: StaffStep['kind'] };

const isToStaff = (step: BoardStep): step is ToStaff => Object.hasOwn(toStaff, step.kind);

const toStaff = {
  flag: true,
  escalate: true,
  compile: true,
  'press-extension': true,
  'press-review': true,
  'press-letter': true,
  'press-sending': true,
} satisfies Record<StaffStep['kind'], true>;

/** An administrator stands in for the officers and leaders that an installation does not have. */
function rolesOf(role: StaffRole, accounts: readonly { role: StaffRole }[]): StaffRole[] {
  if (role !== 'admin') return [role];
  const vacant = (['officer', 'leader'] as const).filter((each) => !accounts.some((account) => account.role === each));
  return [role, ...vacant];
}

/** The lines to an address that belong to a cycle, and those that belong to none. */
const listLinesTo = (db: Db, cycle: string, email: string): Promise<LedgerLine[]> =>
  db
    .selectFrom('notification')
    .selectAll()
    .where((eb) => eb.or([eb('cycle_id', '=', cycle), eb('cycle_id', 'is', null)]))
    .where(sql<boolean>`recipients @> ${json([{ email }])}`)
    .orderBy('planned_at')
    .orderBy('slot')
    .execute();

const lineOf = ({ slot, kind, state, reason, planned_at }: LedgerLine): StaffLine => ({
  ...{ slot, kind, state, reason: reason ?? undefined, plannedAt: planned_at },
});

/** Whether a line was planned, claimed or ended on a day. */
const isOn = (day: Temporal.PlainDate) => {
  const [from, until] = [instantOf(day, '00:00'), endOf(day)];
  return ({ planned_at, claimed_at, settled_at }: LedgerLine): boolean =>
    [planned_at, claimed_at, settled_at].some((at) => at !== null && !isBefore(at, from) && isBefore(at, until));
};
