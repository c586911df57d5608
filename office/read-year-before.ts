import type { FixedSource, FixedYear } from '../domain/compilation-snapshot.ts';
import type { YearBefore } from '../domain/compile-indicators.ts';
import { cycleId } from '../domain/matter.ts';
import { heirsOf } from '../domain/succession.ts';
import { listAgencies } from '../store/agencies.ts';
import { findNewestRun, listSourceNames } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { getForm } from '../store/cycles.ts';
import type { Cycle } from '../store/cycles.ts';
import { listObligations } from '../store/obligations.ts';
import { listContents, listReports } from '../store/submissions.ts';

/**
 * What is compared with: the versions that the same term's newest final run of the year before was made from, else the
 * newest run, else the newest reports that were not returned; and who answers now for each agency of then. Undefined in a
 * regime's first year.
 */
export async function fixYearBefore(db: Db, { id, regime, term }: Cycle): Promise<FixedYear | undefined> {
  const year = term.year - 1;
  const cycle = await db
    .selectFrom('cycle')
    .select(['id', 'form_id', 'form_version'])
    .where('id', '=', cycleId(regime, { ...term, year }))
    .executeTakeFirst();
  if (!cycle) return undefined;
  const agencies = await listAgencies(db);
  const reporting = new Set((await listObligations(db, id)).map(({ agency }) => agency));
  const compiled = await findCompiled(db, cycle.id);
  const asked = (await listObligations(db, cycle.id)).filter(({ state }) => state !== 'excused');
  return {
    year,
    form: { id: cycle.form_id, version: cycle.form_version },
    agencies: asked.map(({ id: obligation, agency }) => {
      const source = compiled.get(obligation);
      return { code: agency, heirs: heirsOf(agency, agencies, reporting), ...(source && { source }) };
    }),
  };
}

/** The versions that stand for a cycle, by obligation. */
async function findCompiled(db: Db, cycle: string): Promise<ReadonlyMap<string, FixedSource>> {
  const run = await findNewestRun(db, cycle);
  if (run) {
    const sources = await listSourceNames(db, run.id);
    return new Map(sources.map(({ id, obligation_id, sha256 }) => [obligation_id, { submission: id, sha256 }]));
  }
  const reports = await listReports(db, cycle);
  const standing = (await listObligations(db, cycle)).filter(
    ({ state }) => state === 'submitted' || state === 'accepted',
  );
  return new Map(
    standing.flatMap(({ id }) => {
      const newest = reports.get(id)?.at(-1);
      return newest ? [[id, { submission: newest.id, sha256: newest.sha256 }] as const] : [];
    }),
  );
}

/** A fixed year with its form and contents. */
export async function readYearBefore(db: Db, { form, agencies }: FixedYear): Promise<YearBefore> {
  const contents = await listContents(
    db,
    agencies.flatMap(({ source }) => source?.submission ?? []),
  );
  return {
    form: await getForm(db, form),
    agencies: agencies.map(({ code, heirs, source }) => {
      const content = source && contents.get(source.submission);
      return { code, heirs, ...(content && { content }) };
    }),
  };
}
