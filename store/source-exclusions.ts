import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';

/** The exclusions of a cycle that are in force at an instant, in the order of the agencies' list. */
export function listExclusions(db: Db, cycle: string, asOf: Temporal.Instant) {
  return exclusions(db)
    .where('cycle_id', '=', cycle)
    .where('excluded_at', '<=', asOf)
    .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>', asOf)]))
    .execute();
}

/** Every exclusion of a cycle, those that were withdrawn too, in the order of the agencies' list. */
export const listEveryExclusion = (db: Db, cycle: string) =>
  exclusions(db).where('cycle_id', '=', cycle).orderBy('excluded_at').execute();

export type ExclusionRow = Awaited<ReturnType<typeof listExclusions>>[number];

/** An exclusion of a cycle. Refuses: `exclusion.not_found`. */
export async function getExclusion(db: Db, cycle: string, id: string): Promise<ExclusionRow> {
  const row = await exclusions(db).where('cycle_id', '=', cycle).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('exclusion.not_found');
  return row;
}

const exclusions = (db: Db) =>
  db
    .selectFrom('source_exclusion')
    .innerJoin('agency', 'agency.code', 'source_exclusion.agency_code')
    .selectAll('source_exclusion')
    .select('agency.name as agency_name')
    .orderBy('agency.position');
