import type { Calendar } from './calendar.ts';
import type { OpenCycle } from './calendar-effect.ts';
import { planCycle } from './cycle.ts';
import type { CycleStep, DueGroup } from './cycle.ts';
import type { CycleId } from './matter.ts';
import type { DueMove } from './move-due.ts';
import { groupOf, owesNothing } from './obligation.ts';
import { isWave } from './regime.ts';
import type { StepKind } from './regime.ts';

/** A step to come that falls at another moment; `from` is absent when it comes anew, `to` when it falls away. */
export interface StepMove {
  cycle: CycleId;
  words: string;
  rung: string;
  kind: StepKind;
  from?: Temporal.Instant;
  to?: Temporal.Instant;
  /** How many agencies would get its letter as things stand; 0 for steps that happen once in a cycle. */
  agencies: number;
}

/** One calendar gives way to another at an instant. */
interface CalendarChange {
  before: Calendar;
  after: Calendar;
  now: Temporal.Instant;
}

/**
 * The steps of a cycle that have not been taken and fall at another moment by another calendar, in order.
 * In: what becomes of the agencies' due dates. Refuses: `calendar.gap`.
 */
export function movedSteps(cycle: OpenCycle, dues: readonly DueMove[], change: CalendarChange): readonly StepMove[] {
  const moves = new Map(dues.map((move) => [move.obligation, move]));
  const pairs = cycle.obligations
    .filter(({ state }) => !owesNothing(state))
    .map((owed) => {
      const move = moves.get(owed.id);
      const group = groupOf(owed);
      return { from: group, to: move?.inForce ? movedGroup(move.inForce, change.now) : group };
    });
  const alike = Map.groupBy(pairs, ({ from, to }) => [from, to].map(keyOf).join(' > '));
  const once = stepMoves(cycle, [], [], change).map((move) => ({ ...move, agencies: 0 }));
  const waves = [...alike.values()].flatMap((some) =>
    stepMoves(
      cycle,
      some.slice(0, 1).map(({ from }) => from),
      some.slice(0, 1).map(({ to }) => to),
      change,
    )
      .filter(({ kind }) => isWave(kind))
      .map((move) => ({ ...move, agencies: some.length })),
  );
  return [...waves, ...once].toSorted((a, b) => earliest(a) - earliest(b));
}

const movedGroup = ({ to, since }: NonNullable<DueMove['inForce']>, movedAt: Temporal.Instant): DueGroup => ({
  due: to,
  kind: 'due',
  since,
  moved: true,
  movedAt,
});

const keyOf = ({ due, kind, since, movedAt }: DueGroup): string => [kind, due, since, movedAt ?? ''].join(' ');

const earliest = ({ from, to }: Pick<StepMove, 'from' | 'to'>): number =>
  Math.min(...[from, to].flatMap((at) => (at ? [at.epochMilliseconds] : [])));

function stepMoves(
  { id, words, regime, term, taken }: OpenCycle,
  from: readonly DueGroup[],
  to: readonly DueGroup[],
  { before, after }: CalendarChange,
): Omit<StepMove, 'agencies'>[] {
  const toCome = (groups: readonly DueGroup[], calendar: Calendar): Map<string, CycleStep> =>
    new Map(
      planCycle(regime, term, groups, calendar, taken)
        .filter(({ key }) => !taken.has(key))
        .map((step) => [step.rung, step]),
    );
  const [old, fresh] = [toCome(from, before), toCome(to, after)];
  return regime.ladder.flatMap(({ rung, kind }) => {
    const [was, is] = [old.get(rung)?.at, fresh.get(rung)?.at];
    if (was && is ? was.equals(is) : was === is) return [];
    return [{ cycle: id, words, rung, kind, ...(was && { from: was }), ...(is && { to: is }) }];
  });
}
