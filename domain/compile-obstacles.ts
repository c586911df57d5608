import { workingDaysBetween } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { ObstacleEntryKind, ObstacleState } from './obstacle.ts';
import { byDate, byInstant, dayOf } from './zone.ts';

/** An obstacle as the compilation looks at it. */
export interface ObstacleFact {
  id: string;
  agency: string;
  title: string;
  task: string | undefined;
  raisedAt: Temporal.Instant;
  entries: readonly { kind: ObstacleEntryKind; words: string; at: Temporal.Instant; document?: string }[];
}

/** What an obstacle is beside the compilation before: not in it, in another state since, or as it was. */
export type ObstacleNews = 'new' | 'moved' | 'settled' | 'same';

/** An obstacle of a compilation, as it stood at its last moment. */
export interface CompiledObstacle {
  id: string;
  agency: string;
  title: string;
  task?: string;
  raisedOn: Temporal.PlainDate;
  state: ObstacleState;
  /** Working days from the day it was raised: to today while it waits, else to its decision or closing. */
  ageDays: number;
  /** The reporter's own words. */
  proposal: string;
  /** The focal agency's answer, and its opinion when it was forwarded. */
  answer: string;
  decision?: { words: string; document?: string; on: Temporal.PlainDate };
  news: ObstacleNews;
}

/** A compilation of obstacles for UBND tỉnh (tổng hợp khó khăn, vướng mắc), as it was made. */
export interface CompiledObstacles {
  number: number;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  asOf: Temporal.Instant;
  /** The number of the compilation before, to which "new" and "settled" refer. */
  since?: number;
  obstacles: readonly CompiledObstacle[];
  figures: { total: number; unsettled: number; settled: number; fresh: number; oldestDays: number };
}

const settledStates: readonly ObstacleState[] = ['decided', 'closed'];

/** Whether nothing more is asked of UBND tỉnh: it has decided, or the obstacle is closed. */
export const isSettled = (state: ObstacleState): boolean => settledStates.includes(state);

/**
 * The obstacles of a span of days for UBND tỉnh: raised in it, or raised before and not settled when it began. Those that
 * wait come first, the oldest first; then those settled.
 * In: every obstacle with its thread; the states in the compilation before. What was written after `asOf` or raised after
 * the last day is not seen. Refuses: `calendar.gap`. Source: the plan's III.2.
 */
export function compileObstacles(
  facts: readonly ObstacleFact[],
  span: Pick<CompiledObstacles, 'number' | 'from' | 'to' | 'asOf'> & { since?: number | undefined },
  before: ReadonlyMap<string, ObstacleState>,
  calendar: Calendar,
): CompiledObstacles {
  const { since, ...frame } = span;
  const obstacles = facts
    .filter((fact) => belongs(fact, span))
    .map((fact) => compiled(fact, span, before, calendar))
    .toSorted(
      (a, b) =>
        Number(isSettled(a.state)) - Number(isSettled(b.state)) ||
        byDate(a.raisedOn, b.raisedOn) ||
        a.agency.localeCompare(b.agency, 'vi') ||
        (a.id < b.id ? -1 : 1),
    );
  const waiting = obstacles.filter(({ state }) => !isSettled(state));
  return {
    ...frame,
    ...(since !== undefined && { since }),
    obstacles,
    figures: {
      total: obstacles.length,
      unsettled: waiting.length,
      settled: obstacles.length - waiting.length,
      fresh: obstacles.filter(({ news }) => news === 'new').length,
      oldestDays: Math.max(0, ...waiting.map(({ ageDays }) => ageDays)),
    },
  };
}

type Span = Pick<CompiledObstacles, 'from' | 'to' | 'asOf'>;

function belongs(fact: ObstacleFact, { from, to, asOf }: Span): boolean {
  const raisedOn = dayOf(fact.raisedAt);
  if (byDate(raisedOn, to) > 0 || byInstant(fact.raisedAt, asOf) > 0) return false;
  if (byDate(raisedOn, from) >= 0) return true;
  const settling = settlingEntry(seen(fact, { to, asOf }));
  return !settling || byDate(dayOf(settling.at), from) >= 0;
}

/** What had been written by the last moment of the span. */
const seen = ({ entries }: ObstacleFact, { to, asOf }: Pick<Span, 'to' | 'asOf'>): ObstacleFact['entries'] =>
  entries.filter(({ at }) => byInstant(at, asOf) <= 0 && byDate(dayOf(at), to) <= 0);

const settlingEntry = (entries: ObstacleFact['entries']) => {
  const last = entries.at(-1);
  return last && isSettled(last.kind) ? entries.find(({ kind }) => isSettled(kind)) : undefined;
};

function compiled(
  fact: ObstacleFact,
  span: Span,
  before: ReadonlyMap<string, ObstacleState>,
  calendar: Calendar,
): CompiledObstacle {
  const entries = seen(fact, span);
  const state = entries.at(-1)?.kind ?? 'raised';
  const settling = settlingEntry(entries);
  const decided = entries.findLast(({ kind }) => kind === 'decided');
  const raisedOn = dayOf(fact.raisedAt);
  const end = settling ? dayOf(settling.at) : earlier(dayOf(span.asOf), span.to);
  const said = entries.filter(({ kind }) => kind === 'answered' || kind === 'forwarded');
  return {
    ...{ id: fact.id, agency: fact.agency, title: fact.title, raisedOn, state },
    ...(fact.task && { task: fact.task }),
    ageDays: workingDaysBetween(raisedOn, end, calendar),
    proposal: entries.find(({ kind }) => kind === 'raised')?.words ?? '',
    answer: said.map(({ words }) => words).join('\n'),
    ...(decided && {
      decision: {
        ...{ words: decided.words, on: dayOf(decided.at) },
        ...(decided.document && { document: decided.document }),
      },
    }),
    news: newsOf(state, before.get(fact.id)),
  };
}

function newsOf(state: ObstacleState, before: ObstacleState | undefined): ObstacleNews {
  if (before === undefined) return 'new';
  if (before === state) return 'same';
  return isSettled(state) && !isSettled(before) ? 'settled' : 'moved';
}

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate => (byDate(a, b) < 0 ? a : b);
