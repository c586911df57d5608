import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { CycleId } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getExclusion } from '../store/source-exclusions.ts';
import { placeNamed, readSources } from './read-sources.ts';

export interface ExcludeSource {
  cycle: CycleId;
  agency: string;
  /** Absent: the whole report. */
  place?: string | undefined;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Leaves an agency's words out of the compiled report, at a place or all of them, and answers the exclusion's id. What is
 * left out already stays so, with its first reason. Refuses: `place.not_found`; `submission.not_found` when the agency has
 * no report to leave out; `request.invalid` without a reason.
 */
export function excludeSource(db: Db, { cycle, agency, place, reason, actor, at }: ExcludeSource): Promise<string> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    refuseReason(reason);
    const { places, reports } = await readSources(tx, cycle, at);
    if (place !== undefined) placeNamed(places, place);
    const report = reports.find(({ agency_code }) => agency_code === agency);
    if (!report) throw new Refusal('submission.not_found');
    // One after the other: two who exclude the same source make one exclusion.
    await tx.selectFrom('cycle').select('id').where('id', '=', cycle).forUpdate().execute();
    const earlier = await findInForce(tx, cycle, agency, place);
    if (earlier) return earlier.id;
    const id = randomUUID();
    await tx
      .insertInto('source_exclusion')
      .values({
        ...{ id, cycle_id: cycle, agency_code: agency, place: place ?? null, receipt_code: report.receipt_code },
        ...{ reason: reason.trim(), excluded_at: at, excluded_by: actorName(actor) },
      })
      .execute();
    await record(tx, { actor, at, verb: 'exclude-source', subject: cycle, facts: { agency, place: place ?? '' } });
    return id;
  });
}

/** Takes an excluded source in again. Again changes nothing. Refuses: `exclusion.not_found`. */
export function includeSource(
  db: Db,
  { cycle, exclusion, actor, at }: { cycle: CycleId; exclusion: string; actor: Actor; at: Temporal.Instant },
): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { agency_code: agency, place } = await getExclusion(tx, cycle, exclusion);
    const { numUpdatedRows } = await tx
      .updateTable('source_exclusion')
      .set({ withdrawn_at: at, withdrawn_by: actorName(actor) })
      .where('id', '=', exclusion)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await record(tx, { actor, at, verb: 'include-source', subject: cycle, facts: { agency, place: place ?? '' } });
  });
}

const findInForce = (tx: Tx, cycle: CycleId, agency: string, place: string | undefined) =>
  tx
    .selectFrom('source_exclusion')
    .select('id')
    .where('cycle_id', '=', cycle)
    .where('agency_code', '=', agency)
    .where('place', place === undefined ? 'is' : '=', place ?? null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();

function refuseReason(reason: string): void {
  refuseTooLong({ reason: [reason, longest.shortReason] });
  if (reason.trim()) return;
  throw new Refusal('request.invalid', { count: '1' }, [
    { field: 'reason', message: 'Cần ghi lý do không đưa vào báo cáo tổng hợp.' },
  ]);
}
