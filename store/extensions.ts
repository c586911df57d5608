import type { Db } from './connection.ts';

/** The requests for extensions of a cycle, those that wait first, then the newest. */
export async function listExtensions(db: Db, cycle: string) {
  const rows = await db
    .selectFrom('extension')
    .innerJoin('obligation', 'obligation.id', 'extension.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .selectAll('extension')
    .select(['agency.code as agency_code', 'agency.name as agency_name'])
    .where('obligation.cycle_id', '=', cycle)
    .orderBy('requested_at', 'desc')
    .orderBy('extension.id')
    .execute();
  return [...rows.filter((row) => !row.decision), ...rows.filter((row) => row.decision)];
}
