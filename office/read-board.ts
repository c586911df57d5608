import { sql } from 'kysely';
import type { AgencyKind } from '../domain/agency.ts';
import { figuresOf } from '../domain/compilation.ts';
import type { CycleId } from '../domain/matter.ts';
import { comingLetters, dueOf, lookOf } from '../domain/obligation.ts';
import type { ComingLetter, ObligationLook, ObligationState } from '../domain/obligation.ts';
import type { PaperReport } from '../domain/paper-report.ts';
import { receiversOf, shortReceivers } from '../domain/receivers.ts';
import { dayOf } from '../domain/zone.ts';
import { personalKinds } from '../domain/letter.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { Db } from '../store/connection.ts';
import { readCycleFacts } from '../store/cycles.ts';
import type { Cycle } from '../store/cycles.ts';
import { listReports, paperIn } from '../store/submissions.ts';
import type { NotificationState } from '../store/schema.ts';
import { readBoardSteps } from './read-board-steps.ts';
import type { BoardStep } from './read-board-steps.ts';
import { readReceiverDates } from './read-receiver-dates.ts';
import type { ReceiverDate } from './read-receiver-dates.ts';

/** One agency on the board. */
export interface BoardLine {
  id: string;
  agency: { code: string; name: string; kind: AgencyKind };
  state: ObligationState;
  look: ObligationLook;
  /** The date in force. */
  due: Temporal.PlainDate;
  extended: boolean;
  correction: boolean;
  /** The newest version's receipt; absent for those that have not reported. */
  receipt?: {
    submission: string;
    code: string;
    version: number;
    receivedAt: Temporal.Instant;
    onTime: boolean;
    workingDaysLate: number;
    paper?: PaperReport;
  };
  /** The first version came after its date and is on time because of an outage. */
  savedByOutage: boolean;
  lastLetter?: { slot: string; kind: LetterKind; state: NotificationState; at: Temporal.Instant };
  next?: ComingLetter;
  urged: number;
  contact?: { name: string; email: string };
  pendingExtension: boolean;
}

export interface Board {
  cycle: Cycle;
  asOf: Temporal.Instant;
  /** To whom the compiled report is sent on, in short words. */
  receivers: string;
  /** By when each of them is to have it, where they have dates of their own, and whether a sending is recorded. */
  receiverDates: readonly ReceiverDate[];
  figures: { total: number; reported: number; onTime: number; late: number; missing: number; excused: number };
  lines: readonly BoardLine[];
  steps: readonly BoardStep[];
  /** How many agencies had reported (first version) by the end of each day, in order; for the curve. */
  curve: readonly { day: Temporal.PlainDate; reported: number }[];
}

/** The board of a cycle as of an instant: who is missing, what happens next, will it be in time. Refuses: `cycle.not_found`. */
export async function readBoard(db: Db, id: CycleId, now: Temporal.Instant): Promise<Board> {
  const facts = await readCycleFacts(db, id);
  const lines = await readLines(db, id, facts, now);
  return {
    cycle: facts.cycle,
    asOf: now,
    receivers: shortReceivers(receiversOf(facts.regime)),
    receiverDates: await readReceiverDates(db, facts),
    figures: figuresOf(lines),
    lines,
    steps: await readBoardSteps(db, id, facts),
    curve: await readCurve(db, id),
  };
}

type Facts = Awaited<ReturnType<typeof readCycleFacts>>;

async function readLines(
  db: Db,
  id: CycleId,
  { regime, calendar, cycle, obligations }: Facts,
  now: Temporal.Instant,
): Promise<BoardLine[]> {
  const [reports, letters, details, pending] = [
    await listReports(db, id),
    await listLastLetters(db, id),
    await listDetails(db, id),
    await listPendingExtensions(db, id),
  ];
  return obligations.map((obligation) => {
    const versions = reports.get(obligation.id) ?? [];
    const newest = versions.at(-1);
    const { due, kind } = dueOf(obligation);
    const letter = letters.get(obligation.id);
    const detail = details.get(obligation.id);
    const [next] = comingLetters(obligation, now, regime, cycle.term, calendar);
    return {
      id: obligation.id,
      agency: { code: obligation.agency, name: obligation.agencyName, kind: obligation.agencyKind },
      state: obligation.state,
      look: lookOf(obligation, versions[0]?.on_time, now, { calendar, graceHours: regime.graceHours }),
      due,
      extended: obligation.extendedDue !== undefined,
      correction: kind === 'correction',
      ...(newest && {
        receipt: {
          submission: newest.id,
          code: newest.receipt_code,
          version: newest.version,
          receivedAt: newest.received_at,
          onTime: newest.on_time,
          workingDaysLate: newest.working_days_late,
          ...paperIn(newest),
        },
      }),
      savedByOutage: Boolean(versions[0]?.outage_id),
      ...(letter && { lastLetter: letter.last }),
      ...(next && { next }),
      urged: letter?.urged ?? 0,
      ...(detail?.email && { contact: { name: detail.contact ?? '', email: detail.email } }),
      pendingExtension: pending.has(obligation.id),
    };
  });
}

async function listLastLetters(db: Db, cycle: CycleId) {
  const last = await db
    .selectFrom('notification')
    .distinctOn('obligation_id')
    .select(['obligation_id', 'slot', 'kind', 'state', 'claimed_at', 'planned_at', 'not_before'])
    .where('cycle_id', '=', cycle)
    .where('obligation_id', 'is not', null)
    // The board shows what the office wrote to the agency, not what its people write to each other.
    .where('kind', 'not in', [...personalKinds])
    .where('state', 'in', ['sent', 'claimed', 'failed', 'bounced', 'planned'])
    .orderBy('obligation_id')
    .orderBy('planned_at', 'desc')
    .execute();
  const urged = await db
    .selectFrom('notification')
    .select(['obligation_id', sql<number>`count(distinct (rung, revision))`.as('times')])
    .where('cycle_id', '=', cycle)
    .where('kind', '=', 'urge')
    .where('state', '=', 'sent')
    .groupBy('obligation_id')
    .execute();
  const times = new Map(urged.map((row) => [row.obligation_id, row.times]));
  return new Map(
    last.map(({ obligation_id, slot, kind, state, claimed_at, planned_at, not_before }) => [
      obligation_id ?? '',
      {
        urged: times.get(obligation_id) ?? 0, // One that waits is shown with the moment at which it may leave.
        last: { slot, kind, state, at: state === 'planned' ? not_before : (claimed_at ?? planned_at) },
      },
    ]),
  );
}

async function listDetails(db: Db, cycle: CycleId) {
  const rows = await db
    .selectFrom('obligation')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.agency_code', '=', 'obligation.agency_code')
        .on('contact.role', '=', 'focal')
        .on('contact.withdrawn_at', 'is', null),
    )
    .select(['obligation.id', 'contact.name as contact', 'contact.email'])
    .where('cycle_id', '=', cycle)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function listPendingExtensions(db: Db, cycle: CycleId): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('extension')
    .innerJoin('obligation', 'obligation.id', 'extension.obligation_id')
    .select('obligation_id')
    .where('cycle_id', '=', cycle)
    .where('decision', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.obligation_id));
}

async function readCurve(db: Db, cycle: CycleId): Promise<Board['curve']> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .select('received_at')
    .where('cycle_id', '=', cycle)
    .where('submission.version', '=', 1)
    .orderBy('received_at')
    .execute();
  const days = Map.groupBy(rows, (row) => dayOf(row.received_at).toString());
  let reported = 0;
  return [...days].map(([day, mine]) => ({ day: Temporal.PlainDate.from(day), reported: (reported += mine.length) }));
}
