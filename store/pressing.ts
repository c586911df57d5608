import { cycleMatter, matterName } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { known } from '../domain/crossings.ts';
import { closesAt } from '../domain/cycle.ts';
import type { LyingLetter } from '../domain/letter-presses.ts';
import { dueOf, owesNothing } from '../domain/obligation.ts';
import { isPress } from '../domain/pressing.ts';
import type { PendingExtension, PressingFacts, PressingKind, WaitingReview } from '../domain/pressing.ts';
import { receiverDues, unsentTo } from '../domain/receiver-dues.ts';
import type { WaitingSending } from '../domain/sending-presses.ts';
import { isBefore } from '../domain/zone.ts';
import { getCalendar } from './calendars.ts';
import type { Db } from './connection.ts';
import { getCycleWithPolicy, listSteps } from './cycles.ts';
import { listLyingLetters } from './letters.ts';
import type { OwedReport } from './obligations.ts';
import { listObligationsOf } from './obligations.ts';
import { listSendings, standingOf } from './sendings.ts';

/** An undecided request with the obligation whose date it is about. */
export interface AskedExtension extends PendingExtension {
  until: Temporal.PlainDate;
  owed: OwedReport;
}

/** A received report that lies unreviewed, with its newest version's receipt. */
export interface LyingReport extends WaitingReview {
  agency: string;
  code: string;
  receivedAt: Temporal.Instant;
}

/** What waits for the focal agency's people in a cycle. */
export interface PressedFacts extends PressingFacts {
  extensions: readonly AskedExtension[];
  reviews: readonly LyingReport[];
  letters: readonly LyingLetter[];
  sendings: readonly WaitingSending[];
}

/** Reads what waits in a cycle: undecided requests, unreviewed reports, letters that lie, receivers without a sending, and who was pressed when. */
export async function readPressingFacts(db: Db, cycle: CycleId): Promise<PressedFacts> {
  const steps = await listSteps(db, matterName(cycleMatter(cycle)));
  const lastTakenAt: Partial<Record<PressingKind, Temporal.Instant>> = {};
  for (const { kind, taken_at } of steps) {
    if (isPress(kind)) lastTakenAt[kind] = taken_at;
  }
  return {
    extensions: await listAsked(db, cycle),
    reviews: await listLying(db, cycle),
    letters: await listLyingLetters(db, cycle),
    sendings: await listUnsent(db, cycle),
    lastTakenAt,
    taken: new Set(steps.map(({ key }) => key)),
  };
}

/** Receivers who have not been sent the compiled report; none when a date lies beyond the calendar: nothing else waits for it. */
async function listUnsent(db: Db, cycle: CycleId): Promise<readonly WaitingSending[]> {
  const { policy, term } = await getCycleWithPolicy(db, cycle);
  const [calendar, sent] = [await getCalendar(db), await listSendings(db, cycle)];
  return known(() => {
    const [dues, until] = [receiverDues(policy, term, calendar), closesAt(policy, term, calendar)];
    return until ? dues.map(({ receiver, due }) => ({ receiver, due, until })) : [];
  }).flatMap((dues) => unsentTo(dues, sent.map(standingOf)));
}

/**
 * Requests of a cycle, or of one of its obligations, whose agencies still owe a report; the others' were withdrawn when
 * they reported.
 */
export async function listAsked(db: Db, cycle: CycleId, obligation?: string): Promise<AskedExtension[]> {
  let query = db
    .selectFrom('extension')
    .innerJoin('obligation', 'obligation.id', 'extension.obligation_id')
    .select(['extension.id', 'obligation_id', 'until', 'requested_at'])
    .where('cycle_id', '=', cycle)
    .where('decision', 'is', null)
    .orderBy('requested_at')
    .orderBy('extension.id');
  if (obligation) query = query.where('obligation_id', '=', obligation);
  const rows = await query.execute();
  const ids = [...new Set(rows.map(({ obligation_id }) => obligation_id))];
  const owed = new Map((await listObligationsOf(db, ids)).map((each) => [each.id, each]));
  return rows.flatMap(({ id, obligation_id, until, requested_at: requestedAt }) => {
    const report = owed.get(obligation_id);
    if (!report || owesNothing(report.state)) return [];
    return [{ id, until, requestedAt, due: dueOf(report).due, owed: report }];
  });
}

/** A report waits since its first version that nobody has looked at: sending it again does not make it wait anew. */
async function listLying(db: Db, cycle: CycleId): Promise<LyingReport[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .leftJoin('review', 'review.submission_id', 'submission.id')
    .select(['obligation_id', 'receipt_code', 'received_at', 'submission.version', 'verdict', 'agency.name'])
    .where('cycle_id', '=', cycle)
    .where('obligation.state', '=', 'submitted')
    .orderBy('submission.version')
    .execute();
  const lying = [...Map.groupBy(rows, ({ obligation_id }) => obligation_id)].flatMap(([obligation, versions]) => {
    const unreviewed = versions.slice(versions.findLastIndex(({ verdict }) => verdict) + 1);
    const [first, newest] = [unreviewed[0], unreviewed.at(-1)];
    if (!first || !newest) return [];
    const { receipt_code: code, received_at: receivedAt, name: agency } = newest;
    return [{ obligation, since: first.received_at, agency, code, receivedAt }];
  });
  return lying.toSorted((a, b) => (isBefore(a.since, b.since) ? -1 : 1));
}
