import type { CompiledReport } from '../domain/compilation.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';

/** A compilation run. Refuses: `compilation.not_found`. */
export async function getCompilation(db: Db, id: string) {
  const row = await db.selectFrom('compilation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('compilation.not_found');
  return row;
}

/** The id of a run that is named by itself, or by its cycle and number; undefined when there is none. */
export async function findCompilationNamed(db: Db, name: string, number?: number): Promise<string | undefined> {
  const runs = db.selectFrom('compilation').select('id');
  const named =
    number === undefined
      ? runs.where((eb) => eb(eb.cast('id', 'text'), '=', name.toLowerCase()))
      : runs.where('cycle_id', '=', name).where('number', '=', number);
  return (await named.executeTakeFirst())?.id;
}

const runColumns = [
  'id',
  'cycle_id',
  'number',
  'final',
  'started_at',
  'started_by',
  'state',
  'done',
  'total',
  'phase',
  'file_sha256',
  'ended_at',
  'failure',
] as const;

/** A run without its report, which may be large. Refuses: `compilation.not_found`. */
export async function getRun(db: Db, id: string) {
  const row = await db.selectFrom('compilation').select(runColumns).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('compilation.not_found');
  return row;
}

/** Who has reported, as a run's report says. Refuses: `compilation.not_ready` before it is aggregated. */
export async function getCompiledFigures(db: Db, id: string): Promise<CompiledReport['figures']> {
  const row = await db
    .selectFrom('compilation')
    .select((eb) => eb.ref('report', '->').key('figures').as('figures'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.figures) throw new Refusal('compilation.not_ready');
  return row.figures;
}

/** The runs of a cycle, the newest first, without their reports. */
export const listCompilations = (db: Db, cycle: string) =>
  db.selectFrom('compilation').select(runColumns).where('cycle_id', '=', cycle).orderBy('number', 'desc').execute();

/** The newest finished run of a cycle, a final one before drafts. */
export function findNewestRun(db: Db, cycle: string, { finalOnly = false }: { finalOnly?: boolean } = {}) {
  const runs = db
    .selectFrom('compilation')
    .select(['id', 'number', 'final', 'started_at'])
    .where('cycle_id', '=', cycle)
    .where('state', '=', 'ready');
  return (finalOnly ? runs.where('final', '=', true) : runs)
    .orderBy('final', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The finished run before one of the same cycle, whatever its kind. */
export function findRunBefore(db: Db, { cycle_id, number }: { cycle_id: string; number: number }) {
  return db
    .selectFrom('compilation')
    .selectAll()
    .where('cycle_id', '=', cycle_id)
    .where('state', '=', 'ready')
    .where('number', '<', number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The submission versions that a run is made from, in the order of the agencies' list, with their contents. */
export const listSources = (db: Db, compilation: string) =>
  sources(db, compilation).select('submission.content').execute();

/** The same without the contents, which are large: for lists. */
export const listSourceNames = (db: Db, compilation: string) => sources(db, compilation).execute();

const sources = (db: Db, compilation: string) =>
  db
    .selectFrom('compilation_source')
    .innerJoin('submission', 'submission.id', 'compilation_source.submission_id')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .select([
      'submission.id',
      'submission.obligation_id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.on_time',
      'submission.working_days_late',
      'submission.sha256',
      'submission.channel',
      'submission.document_number',
      'submission.received_on',
      'submission.recorded_at',
      'agency.code as agency_code',
      'agency.name as agency_name',
    ])
    .where('compilation_id', '=', compilation)
    .orderBy('compilation_source.position');
