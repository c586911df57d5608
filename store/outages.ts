import type { Outage } from '../domain/outage.ts';
import type { Db } from './connection.ts';
import type { Tables } from './schema.ts';

/** The outages that had not ended before an instant, the earliest first. */
export async function listOutagesEndingFrom(db: Db, at: Temporal.Instant): Promise<Outage[]> {
  const rows = await db.selectFrom('outage').selectAll().where('ended_at', '>=', at).orderBy('began_at').execute();
  return rows.map(outageOf);
}

/** Every outage, the newest first. */
export async function listOutages(db: Db): Promise<(Outage & { notedAt: Temporal.Instant })[]> {
  const rows = await db.selectFrom('outage').selectAll().orderBy('began_at', 'desc').execute();
  return rows.map((row) => ({ ...outageOf(row), notedAt: row.noted_at }));
}

/** The reports that are on time because of an outage, by its id. */
export async function listSaved(db: Db) {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .select([
      'submission.outage_id',
      'submission.id',
      'submission.receipt_code',
      'submission.received_at',
      'submission.due',
      'obligation.cycle_id',
      'agency.code as agency_code',
      'agency.name as agency_name',
    ])
    .where('submission.outage_id', 'is not', null)
    .orderBy('submission.received_at')
    .execute();
  return Map.groupBy(rows, ({ outage_id }) => outage_id ?? '');
}

/** Every due date that agencies have or had, with its cycle and how many have it. */
export function listDueDates(db: Db) {
  const dues = (column: 'due' | 'extended_due' | 'correction_due') =>
    db
      .selectFrom('obligation')
      .select((eb) => ['cycle_id', eb.ref(column).as('due'), eb.fn.countAll<number>().as('agencies')] as const)
      .where(column, 'is not', null)
      .groupBy(['cycle_id', column]);
  return dues('due').unionAll(dues('extended_due')).unionAll(dues('correction_due')).execute();
}

const outageOf = ({ id, began_at, ended_at }: Pick<Tables['outage'], 'id' | 'began_at' | 'ended_at'>): Outage => ({
  id,
  beganAt: began_at,
  endedAt: ended_at,
});
