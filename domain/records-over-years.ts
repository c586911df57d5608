import { answersFor } from './agency.ts';
import type { Agency, AgencyKind } from './agency.ts';

/** How an agency met one cycle's date. `split`: agencies that were merged into it met it differently. */
export type Punctuality = 'on_time' | 'late' | 'missing' | 'excused' | 'split';

/** What one agency's duty in one cycle came to. */
export interface CycleOutcome {
  agency: string;
  outcome: Exclude<Punctuality, 'split'>;
  workingDaysLate: number;
  /** It came after its date and is on time because of an outage. */
  byOutage: boolean;
}

/** A cycle whose date is over, with what each agency's duty came to. */
export interface PastCycle {
  id: string;
  /** `năm 2025` */
  words: string;
  outcomes: readonly CycleOutcome[];
}

/** An agency's one cycle in its record; `of` names the agencies merged into it whose reports are counted. */
export interface RecordedCycle {
  cycle: string;
  words: string;
  outcome: Punctuality;
  workingDaysLate: number;
  byOutage: boolean;
  of: readonly string[];
}

/** How an agency met its dates over the years, the newest first. */
export interface AgencyRecord {
  agency: { code: string; name: string; kind: AgencyKind };
  cycles: readonly RecordedCycle[];
  counts: Record<Punctuality, number>;
}

/** What makes an agency one to be commended, or reminded: proposals, which people decide on. */
export interface RecordPolicy {
  /** On time in each of the last so many cycles that count. */
  commendCycles: number;
  /** Late or missing at least so often … */
  remindTimes: number;
  /** … in the last so many cycles. */
  remindCycles: number;
}

/** Source: configuration; three years are what rules of commendation usually look at. */
export const recordPolicy: RecordPolicy = { commendCycles: 3, remindTimes: 2, remindCycles: 3 };

/**
 * How each agency that exists now met its dates. A cycle in which it owed nothing itself is that of the agencies merged
 * into it since: one outcome if they share it, else `split`, which speaks neither for nor against it.
 * In: the cycles, in any order of agencies; the agencies of today. Out: in the order of the agencies; those without any cycle
 * are left out. On time because of an outage is on time.
 */
export function recordsOf(
  cycles: readonly PastCycle[],
  current: readonly Agency[],
  all: readonly Agency[],
): readonly AgencyRecord[] {
  const outcomes = cycles.map(({ outcomes: mine }) => new Map(mine.map((each) => [each.agency, each])));
  const names = new Map(all.map(({ code, name }) => [code, name]));
  return current.flatMap(({ code, name, kind }) => {
    const before = [...answersFor(code, all)].filter((each) => each !== code);
    const recorded = cycles.flatMap(({ id, words }, place) => {
      const own = outcomes[place]?.get(code);
      const found = own ? [own] : before.flatMap((each) => outcomes[place]?.get(each) ?? []);
      return found.length > 0 ? [{ cycle: id, words, ...merged(found), of: own ? [] : namesOf(found, names) }] : [];
    });
    return recorded.length > 0 ? [{ agency: { code, name, kind }, cycles: recorded, counts: countsOf(recorded) }] : [];
  });
}

const namesOf = (found: readonly CycleOutcome[], names: ReadonlyMap<string, string>): string[] =>
  found.map(({ agency }) => names.get(agency) ?? agency);

function merged(found: readonly CycleOutcome[]): Pick<RecordedCycle, 'outcome' | 'workingDaysLate' | 'byOutage'> {
  const owing = found.filter(({ outcome }) => outcome !== 'excused');
  const counted = owing.length > 0 ? owing : found;
  const [first] = counted;
  const same = counted.every(({ outcome }) => outcome === first?.outcome);
  return {
    outcome: same && first ? first.outcome : 'split',
    workingDaysLate: Math.max(0, ...counted.map(({ workingDaysLate }) => workingDaysLate)),
    byOutage: counted.some(({ byOutage }) => byOutage),
  };
}

function countsOf(cycles: readonly RecordedCycle[]): AgencyRecord['counts'] {
  const counts = { on_time: 0, late: 0, missing: 0, excused: 0, split: 0 };
  for (const { outcome } of cycles) counts[outcome] += 1;
  return counts;
}

/** The cycles of a record that speak for or against its agency. */
const counting = ({ cycles }: AgencyRecord): readonly RecordedCycle[] =>
  cycles.filter(({ outcome }) => outcome !== 'excused' && outcome !== 'split');

const isLate = ({ outcome }: RecordedCycle): boolean => outcome === 'late' || outcome === 'missing';

/** Whether an agency is proposed for commendation: on time in each of its last cycles that count, and enough of them. */
export function isCommendable(record: AgencyRecord, { commendCycles }: RecordPolicy): boolean {
  const last = counting(record).slice(0, commendCycles);
  return last.length === commendCycles && last.every(({ outcome }) => outcome === 'on_time');
}

/** Whether an agency is proposed for a reminder: late or missing often enough in its last cycles that count. */
export const isRemindable = (record: AgencyRecord, { remindTimes, remindCycles }: RecordPolicy): boolean =>
  timesLate(record, remindCycles) >= remindTimes;

/** How often an agency was late or missing in its last cycles that count. */
export const timesLate = (record: AgencyRecord, cycles: number): number =>
  counting(record).slice(0, cycles).filter(isLate).length;

/** Both lists: commended in the order of the agencies; the most often late first, then the most often missing. */
export function proposalsOf(records: readonly AgencyRecord[], policy: RecordPolicy) {
  return {
    commend: records.filter((record) => isCommendable(record, policy)),
    remind: records
      .filter((record) => isRemindable(record, policy))
      .toSorted(
        (a, b) =>
          timesLate(b, policy.remindCycles) - timesLate(a, policy.remindCycles) || b.counts.missing - a.counts.missing,
      ),
  };
}
