import type { CompilationFacts } from '../domain/compilation.ts';
import type { CompilationSnapshot } from '../domain/compilation-snapshot.ts';
import { compileIndicators } from '../domain/compile-indicators.ts';
import type { IndicatorFacts } from '../domain/compile-indicators.ts';
import { obstacleStateWords } from '../domain/obstacle-words.ts';
import { following } from '../domain/plan-regime.ts';
import { receiversOf } from '../domain/receivers.ts';
import { revive } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { termWords } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import { dayOf, isBefore } from '../domain/zone.ts';
import { findOutcome } from '../store/compilation-steps.ts';
import { getRun, listSourceNames, listSources } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { getForm, getPlan, readCycleRules } from '../store/cycles.ts';
import { listObstacles } from '../store/obstacles.ts';
import { holderReader, sourceMaker } from './compilation-sources.ts';
import { readCompiledAgencies } from './read-compiled-agencies.ts';
import { readEditing } from './read-editing.ts';
import { fixYearBefore, readYearBefore } from './read-year-before.ts';

/**
 * Reads what a compilation run is made of: what its snapshot fixed, with the sources' contents. Before the snapshot is
 * taken, the facts as they are. Calls back with the sources read so far; when that answers false the run was cancelled and
 * undefined is answered.
 */
export async function readCompilationFacts(
  db: Db,
  id: string,
  progress: (done: number) => Promise<boolean>,
): Promise<CompilationFacts | undefined> {
  const sources = await listSources(db, id);
  if (!(await progress(sources.length))) return undefined;
  const snapshot = (await findSnapshot(db, id)) ?? (await readSnapshot(db, id));
  const names = new Map(snapshot.facts.agencies.map(({ code, name }) => [code, name]));
  const make = await sourceMaker(db);
  const compiled = sources.map((source) => ({
    ...make(source),
    ...snapshot.holders?.[source.agency_code],
    name: names.get(source.agency_code) ?? source.agency_name,
  }));
  const indicators = compileIndicators(await readIndicatorFacts(db, snapshot, compiled));
  return { ...snapshot.facts, ...(indicators && { indicators }), sources: compiled };
}

/** What a run fixed; undefined before that, and for runs of earlier releases. */
export async function findSnapshot(db: Db, id: string): Promise<CompilationSnapshot | undefined> {
  const kept = await findOutcome(db, id, 'snapshot');
  return kept === undefined ? undefined : revive<CompilationSnapshot>(kept);
}

/** What a run fixed. Refuses: `compilation.not_ready` before that. */
export async function getSnapshot(db: Db, id: string): Promise<CompilationSnapshot> {
  const snapshot = await findSnapshot(db, id);
  if (!snapshot) throw new Refusal('compilation.not_ready');
  return snapshot;
}

/** What a run's indicators are reckoned from: the fixed form, who was asked, and the year before. */
export async function readIndicatorFacts(
  db: Db,
  { facts, form, before }: CompilationSnapshot,
  sources: CompilationFacts['sources'],
): Promise<IndicatorFacts> {
  const asked = facts.agencies.filter(({ look }) => look !== 'excused');
  return {
    form: await getForm(db, form),
    agencies: asked.map(({ code, kind = 'department' }) => ({ code, kind })),
    sources,
    before: before && (await readYearBefore(db, before)),
  };
}

/** The facts of a run as of its start, to be fixed. Refuses: `compilation.not_found`. */
export async function readSnapshot(db: Db, id: string): Promise<CompilationSnapshot> {
  const { cycle_id, number, final, started_at: asOf } = await getRun(db, id);
  const { cycle, regime } = await readCycleRules(db, cycle_id);
  const sources = await listSourceNames(db, id);
  const [before, holderOf] = [await fixYearBefore(db, cycle), await holderReader(db)];
  return {
    facts: {
      plan: await getPlan(db, regime.plan),
      year: cycle.term.year,
      ...(cycle.term.part && { term: reportedTerm(cycle.term, regime) }),
      number,
      final,
      asOf,
      period: { from: cycle.periodFrom, to: cycle.periodTo },
      due: cycle.due,
      receivers: receiversOf(regime),
      obstacles: await readObstacles(db, cycle_id, asOf),
      agencies: await readCompiledAgencies(db, cycle_id, sources, asOf),
      editing: await readEditing(db, cycle_id, asOf),
    },
    holders: Object.fromEntries(sources.map(({ agency_code: code }) => [code, holderOf(code)])),
    form: cycle.form,
    sources: sources.map(({ id: submission, sha256 }) => ({ submission, sha256 })),
    ...(before && { before }),
  };
}

/** Words for a part of a year; what is reported once a year is named by the year. */
function reportedTerm(term: Term, regime: Regime): NonNullable<CompilationFacts['term']> {
  const words = (each: Term) => termWords(each, regime.frequency);
  return { words: words(term), next: words(following(term, regime)) };
}

async function readObstacles(db: Db, cycle: string, asOf: Temporal.Instant): Promise<CompilationFacts['obstacles']> {
  const obstacles = await listObstacles(db, { cycle });
  return obstacles
    .filter(({ raised_at }) => !isBefore(asOf, raised_at))
    .map((obstacle) => ({
      title: obstacle.title,
      agency: obstacle.agency_name,
      state: obstacleStateWords[obstacle.state],
      raisedOn: dayOf(obstacle.raised_at),
      ...(obstacle.task_code !== null && { task: obstacle.task_code }),
    }));
}
