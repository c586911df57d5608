import { obstacleStateWords } from '../domain/obstacle-words.ts';
import type { CompilationFacts, CompiledAgency } from '../domain/compilation.ts';
import { lookOf } from '../domain/obligation.ts';
import { paperWords } from '../domain/paper-report.ts';
import { following } from '../domain/plan-regime.ts';
import { receiversOf } from '../domain/receivers.ts';
import type { Regime } from '../domain/regime.ts';
import { termWords } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import { dayOf } from '../domain/zone.ts';
import { getCompilation, listSources } from '../store/compilations.ts';
import { timesUrged } from '../domain/wave.ts';
import type { Db } from '../store/connection.ts';
import { getPlan, readCycleFacts } from '../store/cycles.ts';
import { listWaveSlots } from '../store/notifications.ts';
import { listObligations } from '../store/obligations.ts';
import { listObstacles } from '../store/obstacles.ts';
import { listReports, paperIn } from '../store/submissions.ts';

/**
 * Reads what a compilation run is made of, as of its start. Calls back with the sources read so far; when that answers
 * false the run was cancelled and undefined is answered.
 */
export async function readCompilationFacts(
  db: Db,
  id: string,
  progress: (done: number) => Promise<boolean>,
): Promise<CompilationFacts | undefined> {
  const { cycle_id, number, final, started_at: asOf } = await getCompilation(db, id);
  const { cycle, regime } = await readCycleFacts(db, cycle_id);
  const sources = await listSources(db, id);
  if (!(await progress(sources.length))) return undefined;
  return {
    plan: await getPlan(db, regime.plan),
    year: cycle.term.year,
    ...(cycle.term.part && { term: reportedTerm(cycle.term, regime) }),
    number,
    final,
    asOf,
    period: { from: cycle.periodFrom, to: cycle.periodTo },
    due: cycle.due,
    receivers: receiversOf(regime),
    obstacles: await readObstacles(db, cycle_id),
    agencies: await readAgencies(db, cycle_id, sources, asOf),
    sources: sources.map((source) => ({
      agency: source.agency_code,
      name: source.agency_name,
      receipt: source.receipt_code,
      content: source.content,
    })),
  };
}

/** Words for a part of a year; what is reported once a year is named by the year. */
function reportedTerm(term: Term, regime: Regime): NonNullable<CompilationFacts['term']> {
  const words = (each: Term) => termWords(each, regime.frequency);
  return { words: words(term), next: words(following(term, regime)) };
}

type Sources = Awaited<ReturnType<typeof listSources>>;

async function readAgencies(
  db: Db,
  cycle: string,
  sources: Sources,
  asOf: Temporal.Instant,
): Promise<CompiledAgency[]> {
  const { calendar, regime } = await readCycleFacts(db, cycle);
  const reports = await listReports(db, cycle);
  const used = new Map(sources.map((source) => [source.obligation_id, source]));
  const waves = Map.groupBy(await listWaveSlots(db, cycle), (slot) => slot.obligation_id);
  return (await listObligations(db, cycle)).map((obligation) => {
    const source = used.get(obligation.id);
    // Punctuality is the first version's: a corrected one is measured by its own date.
    const first = reports.get(obligation.id)?.[0] ?? source;
    return {
      code: obligation.agency,
      name: obligation.agencyName,
      due: obligation.extendedDue ?? obligation.due,
      extended: obligation.extendedDue !== undefined,
      look: lookOf(obligation, reports.get(obligation.id)?.[0]?.on_time, asOf, {
        calendar,
        graceHours: regime.graceHours,
      }),
      ...(source && {
        receipt: {
          code: source.receipt_code,
          version: source.version,
          receivedAt: source.received_at,
          onTime: first?.on_time ?? true,
          workingDaysLate: first?.working_days_late ?? 0,
        },
      }),
      urged: timesUrged(waves.get(obligation.id) ?? []),
      note: [
        ...(source && source.version > 1 ? [`Bản ${source.version}`] : []),
        ...paperNote(source),
        ...(reports.get(obligation.id)?.[0]?.outage_id ? ['Đúng hạn do hệ thống gián đoạn'] : []),
      ].join('; '),
    };
  });
}

/** A report that came outside the system has no words to compile; the list says where they stand. */
function paperNote(source: Sources[number] | undefined): string[] {
  const { paper } = source ? paperIn(source) : {};
  return paper ? [`Gửi ngoài hệ thống: ${paperWords(paper)}`] : [];
}

async function readObstacles(db: Db, cycle: string): Promise<CompilationFacts['obstacles']> {
  const obstacles = await listObstacles(db, { cycle });
  return obstacles.map((obstacle) => ({
    title: obstacle.title,
    agency: obstacle.agency_name,
    state: obstacleStateWords[obstacle.state],
    raisedOn: dayOf(obstacle.raised_at),
  }));
}
