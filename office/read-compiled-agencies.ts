import type { CompiledAgency } from '../domain/compilation.ts';
import { lookOf } from '../domain/obligation.ts';
import type { ObligationState } from '../domain/obligation.ts';
import { paperWords } from '../domain/paper-report.ts';
import { timesUrged } from '../domain/wave.ts';
import { isBefore } from '../domain/zone.ts';
import { listAgencies } from '../store/agencies.ts';
import type { listSourceNames } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { readCycleRules } from '../store/cycles.ts';
import { listWaveSlots } from '../store/notifications.ts';
import { listObligations } from '../store/obligations.ts';
import { listReports, paperIn } from '../store/submissions.ts';

type Sources = Awaited<ReturnType<typeof listSourceNames>>;

/** The agencies of a run's appendix as of its start, with the version that is compiled of each. */
export async function readCompiledAgencies(
  db: Db,
  cycle: string,
  sources: Sources,
  asOf: Temporal.Instant,
): Promise<CompiledAgency[]> {
  const { calendar, regime } = await readCycleRules(db, cycle);
  const reports = await listReports(db, cycle);
  const used = new Map(sources.map((source) => [source.obligation_id, source]));
  const waves = Map.groupBy(await listWaveSlots(db, cycle), (slot) => slot.obligation_id);
  const kinds = new Map((await listAgencies(db)).map(({ code, kind }) => [code, kind]));
  return (await listObligations(db, cycle)).map((obligation) => {
    const source = used.get(obligation.id);
    const versions = (reports.get(obligation.id) ?? []).filter((each) => !isBefore(asOf, each.received_at));
    const kind = kinds.get(obligation.agency);
    const standing = { ...obligation, state: stateAtStart(obligation.state, source !== undefined) };
    return {
      code: obligation.agency,
      name: obligation.agencyName,
      ...(kind && { kind }),
      due: obligation.extendedDue ?? obligation.due,
      extended: obligation.extendedDue !== undefined,
      look: lookOf(standing, versions[0]?.on_time, asOf, { calendar, graceHours: regime.graceHours }),
      ...(source && { receipt: receiptOf(source, versions[0]) }),
      urged: timesUrged(waves.get(obligation.id) ?? []),
      note: noteOf(source, versions[0]),
    };
  });
}

type Version = Pick<Sources[number], 'on_time' | 'working_days_late'> & { outage_id: string | null };

/** The receipt of the version that is compiled. Punctuality is the first version's: a corrected one is measured by its own date. */
function receiptOf(source: Sources[number], first: Version | undefined): NonNullable<CompiledAgency['receipt']> {
  const { on_time, working_days_late } = first ?? source;
  return {
    code: source.receipt_code,
    version: source.version,
    receivedAt: source.received_at,
    onTime: on_time,
    workingDaysLate: working_days_late,
  };
}

const noteOf = (source: Sources[number] | undefined, first: Version | undefined): string =>
  [
    ...(source && source.version > 1 ? [`Bản ${source.version}`] : []),
    ...paperNote(source),
    ...(first?.outage_id ? ['Đúng hạn do hệ thống gián đoạn'] : []),
  ].join('; ');

/** What came between the run's start and the reading of its facts is not of this run. */
function stateAtStart(state: ObligationState, compiled: boolean): ObligationState {
  if (compiled) return state === 'accepted' ? 'accepted' : 'submitted';
  return state === 'submitted' || state === 'accepted' ? 'open' : state;
}

/** A report that came outside the system has no words to compile; the list says where they stand. */
function paperNote(source: Sources[number] | undefined): string[] {
  const { paper } = source ? paperIn(source) : {};
  return paper ? [`Gửi ngoài hệ thống: ${paperWords(paper)}`] : [];
}
