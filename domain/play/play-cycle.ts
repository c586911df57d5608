import { obligedOn } from '../agency.ts';
import { cycleDates, groupsOf, nextCycleStep, planCycle, takenFrom } from '../cycle.ts';
import type { CycleStep } from '../cycle.ts';
import { cycleId } from '../matter.ts';
import { groupOf } from '../obligation.ts';
import { byInstant, isBefore, laterOf } from '../zone.ts';
import { act } from './act.ts';
import { deliver, nextDelivery } from './deliver.ts';
import type { Play, PlayedLine, PlayedReport, Player, TakenPlayStep } from './play.ts';
import type { Act, PlayedAgency, Script } from './script.ts';
import { takeStep } from './take-step.ts';

/** What a cycle came to: the ledger, the steps, the reports, and what people did that the office took. */
export interface Played {
  cycle: string;
  opensAt: Temporal.Instant;
  closedAt: Temporal.Instant | undefined;
  lines: readonly PlayedLine[];
  steps: readonly TakenPlayStep[];
  reports: readonly PlayedReport[];
  done: readonly Act[];
}

/**
 * Plays a whole cycle by the rules alone: what the engine, the office and the post office would do, instant after
 * instant, if everything happened as the script says. The same functions decide here and there; only waiting, storing
 * and sending are left out. At one instant people act first, then steps are taken, then letters leave.
 * Out: a ledger in which every line has ended. Refuses: `calendar.gap` when the term lies beyond the calendar.
 */
export function playCycle(script: Script): Played {
  const play = begin(script);
  for (let now = nextMoment(play); now; now = nextMoment(play, now)) {
    act(play, now);
    if (!standing(play, now)) continue;
    open(play, now);
    for (let step = nextStep(play); step && !isBefore(now, takenFrom(step)); step = nextStep(play))
      takeStep(play, step, now);
    deliver(play, now);
  }
  const { cycle, dates, closedAt, lines, steps, reports, done } = play;
  return { cycle, opensAt: dates.opensAt, closedAt, lines: [...lines.values()], steps, reports, done };
}

const begin = (script: Script): Play => ({
  script,
  cycle: cycleId(script.regime.id, script.term),
  dates: cycleDates(script.regime, script.term, script.calendar),
  calendar: script.calendar,
  openedAt: undefined,
  closedAt: undefined,
  players: new Map(),
  lines: new Map(),
  waiting: new Set(),
  steps: [],
  taken: new Map(),
  reports: [],
  done: [],
  acted: 0,
  plan: undefined,
  deadUntil: undefined,
});

/** The next instant at which anything happens; undefined when nothing more will. What was missed happens now. */
function nextMoment(play: Play, now?: Temporal.Instant): Temporal.Instant | undefined {
  const step = nextStep(play);
  const ours = [play.openedAt ? step && takenFrom(step) : play.dates.opensAt, nextDelivery(play)];
  const moments = ours.flatMap((at) => (at ? [onceStanding(play, now ? laterOf(at, now) : at)] : []));
  const next = play.script.acts[play.acted];
  return [...moments, ...(next ? [next.at] : [])].toSorted(byInstant)[0];
}

/** What the cycle does next: nothing before it opens and after it closes. */
function nextStep(play: Play): CycleStep | undefined {
  if (!play.openedAt || play.closedAt) return undefined;
  const groups = () => groupsOf([...play.players.values()].map(({ report }) => groupOf(report)));
  play.plan ??= planCycle(play.script.regime, play.script.term, groups(), play.calendar, play.taken);
  return nextCycleStep(play.plan, play.taken);
}

/** The first instant, not before `at`, at which the engine stands. */
function onceStanding({ script: { outages }, deadUntil }: Play, at: Temporal.Instant): Temporal.Instant {
  const dead = deadUntil ? [{ from: at, to: deadUntil }] : [];
  const up = (from: Temporal.Instant): Temporal.Instant => {
    const over = [...outages, ...dead].find((span) => !isBefore(from, span.from) && isBefore(from, span.to));
    return over ? up(over.to) : from;
  };
  return up(at);
}

const standing = (play: Play, now: Temporal.Instant): boolean => onceStanding(play, now).equals(now);

/** Opens the cycle once its moment has come, with an obligation for each of its agencies. */
function open(play: Play, now: Temporal.Instant): void {
  if (play.openedAt || isBefore(now, play.dates.opensAt)) return;
  play.openedAt = now;
  const { regime, agencies } = play.script;
  const known = agencies.map((agency) => ({ ...agency, ...always }));
  for (const { code } of obligedOn(known, regime.subjects, play.dates.due)) {
    const agency = agencies.find((each) => each.code === code);
    if (agency) play.players.set(code, joined(agency, play, now));
  }
}

/** Those that take part in a play exist in it. */
const always = { validFrom: new Temporal.PlainDate(1945, 9, 2), validTo: undefined, successors: [] };

const joined = (agency: PlayedAgency, { cycle, dates }: Play, now: Temporal.Instant): Player => ({
  agency,
  report: {
    id: agency.code,
    cycle,
    agency: agency.code,
    agencyName: agency.name,
    state: 'open',
    stateAt: now,
    due: dates.dueOf[agency.kind] ?? dates.due,
    extendedDue: agency.extendedDue,
    correctionDue: undefined,
    dueSince: dates.opensAt,
    revision: 0,
  },
  version: 0,
  review: undefined,
  extensions: 0,
  waves: [],
});
