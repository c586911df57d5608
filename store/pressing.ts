import { cycleMatter, matterName } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { dueOf, owesNothing } from '../domain/obligation.ts';
import type { PendingExtension, PressingFacts, PressingKind, WaitingReview } from '../domain/pressing.ts';
import { isBefore } from '../domain/zone.ts';
import type { Db } from './connection.ts';
import { listSteps } from './cycles.ts';
import type { OwedReport } from './obligations.ts';
import { listObligations } from './obligations.ts';

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
}

/** Reads what waits in a cycle: undecided requests, unreviewed reports, and who was pressed when. */
export async function readPressingFacts(db: Db, cycle: CycleId): Promise<PressedFacts> {
  const steps = await listSteps(db, matterName(cycleMatter(cycle)));
  const owed = new Map((await listObligations(db, cycle)).map((each) => [each.id, each]));
  const lastTakenAt: Partial<Record<PressingKind, Temporal.Instant>> = {};
  for (const { kind, taken_at } of steps) {
    if (kind === 'press-extension' || kind === 'press-review') lastTakenAt[kind] = taken_at;
  }
  return {
    extensions: await listAsked(db, cycle, owed),
    reviews: await listLying(db, cycle, owed),
    lastTakenAt,
    taken: new Set(steps.map(({ key }) => key)),
  };
}

/** Requests of agencies that still owe a report; the others' were withdrawn when they reported. */
async function listAsked(db: Db, cycle: CycleId, owed: ReadonlyMap<string, OwedReport>): Promise<AskedExtension[]> {
  const rows = await db
    .selectFrom('extension')
    .innerJoin('obligation', 'obligation.id', 'extension.obligation_id')
    .select(['extension.id', 'obligation_id', 'until', 'requested_at'])
    .where('cycle_id', '=', cycle)
    .where('decision', 'is', null)
    .orderBy('requested_at')
    .orderBy('extension.id')
    .execute();
  return rows.flatMap(({ id, obligation_id, until, requested_at: requestedAt }) => {
    const report = owed.get(obligation_id);
    if (!report || owesNothing(report.state)) return [];
    return [{ id, until, requestedAt, due: dueOf(report).due, owed: report }];
  });
}

/** A report waits since its first version that nobody has looked at: sending it again does not make it wait anew. */
async function listLying(db: Db, cycle: CycleId, owed: ReadonlyMap<string, OwedReport>): Promise<LyingReport[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .leftJoin('review', 'review.submission_id', 'submission.id')
    .select(['obligation_id', 'receipt_code', 'received_at', 'submission.version', 'verdict'])
    .where('cycle_id', '=', cycle)
    .where('obligation.state', '=', 'submitted')
    .orderBy('submission.version')
    .execute();
  const lying = [...Map.groupBy(rows, ({ obligation_id }) => obligation_id)].flatMap(([obligation, versions]) => {
    const unreviewed = versions.slice(versions.findLastIndex(({ verdict }) => verdict) + 1);
    const [first, newest] = [unreviewed[0], unreviewed.at(-1)];
    const agency = owed.get(obligation)?.agencyName;
    if (!first || !newest || !agency) return [];
    const { receipt_code: code, received_at: receivedAt } = newest;
    return [{ obligation, since: first.received_at, agency, code, receivedAt }];
  });
  return lying.toSorted((a, b) => (isBefore(a.since, b.since) ? -1 : 1));
}
