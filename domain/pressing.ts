import { addWorkingDays, isWorkingDay } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { crossings, known, lyingPresses, morning } from './crossings.ts';
import type { Crossing } from './crossings.ts';
import { letterPresses } from './letter-presses.ts';
import type { LyingLetter } from './letter-presses.ts';
import type { Press, Regime } from './regime.ts';
import { sendingCrossings } from './sending-presses.ts';
import type { WaitingSending } from './sending-presses.ts';
import { byDate, dayOf, endOf, instantOf, isBefore } from './zone.ts';

/** Steps at which people are pressed about what they leave undone. */
export const pressKinds = ['press-extension', 'press-review', 'press-letter', 'press-sending'] as const;
export type PressKind = (typeof pressKinds)[number];

/** Steps of a cycle that come from what people leave undone, beside those of its ladder. */
export type PressingKind = PressKind | 'lapse';

/** Whether at a step of that kind people are pressed. */
export const isPress = (kind: string): kind is PressKind => pressKinds.some((each) => each === kind);

/** A moment at which somebody is pressed, or a request lapses. `key` is unique in the cycle: `review-wait-2026-12-21`. */
export interface PressingStep {
  key: string;
  kind: PressingKind;
  rung: string;
  at: Temporal.Instant;
}

/** A request for an extension that nobody has decided. */
export interface PendingExtension {
  id: string;
  /** The agency's date in force. */
  due: Temporal.PlainDate;
  requestedAt: Temporal.Instant;
}

/** A received report that nobody has reviewed: since its first unreviewed version. */
export interface WaitingReview {
  obligation: string;
  since: Temporal.Instant;
}

/** What the pressing steps of a cycle are computed from. */
export interface PressingFacts {
  extensions: readonly PendingExtension[];
  reviews: readonly WaitingReview[];
  /** Letters in the focal agency's name that somebody has still to approve, number or sign; absent: none. */
  letters?: readonly Pick<LyingLetter, 'since'>[];
  /** Receivers to whom the compiled report has not been sent; absent: nobody is pressed about sending. */
  sendings?: readonly WaitingSending[];
  /** When the last step of each kind was taken: what had crossed by then was told then. */
  lastTakenAt: Partial<Record<PressingKind, Temporal.Instant>>;
  /** The keys of the steps already taken. */
  taken: ReadonlySet<string>;
}

/**
 * The first pressing step of a cycle that has not been taken; undefined when nothing waits. All that crosses a patience on
 * one morning is one step; mornings that passed without a step are caught up by one. What reaches beyond the calendar
 * waits for a new one and stops nothing else. Source: the regime's `extension`, `review`, `letters` and `sendings`.
 */
export const nextPressing = (regime: Regime, facts: PressingFacts, calendar: Calendar): PressingStep | undefined =>
  pressingSteps(regime, facts, calendar).at(0);

/** Every pressing step of a cycle that lies ahead as things stand, each once, in the order in which they fall. */
export function pressingSteps(regime: Regime, facts: PressingFacts, calendar: Calendar): readonly PressingStep[] {
  const { extension, review } = regime;
  const moments = [
    ...facts.extensions.flatMap((asked) => [
      ...extensionPresses(extension.press, asked, calendar).map(({ at }) => stepOn('press-extension', at)),
      ...lapses(asked, calendar).map((at) => ({ key: `lapse-${asked.id}`, kind: 'lapse' as const, rung: 'lapse', at })),
    ]),
    ...facts.reviews.flatMap((waiting) =>
      lyingPresses(review.press, waiting.since, calendar).map(({ at }) => stepOn('press-review', at)),
    ),
    ...(facts.letters ?? []).flatMap((lying) =>
      letterPresses(regime.letters, lying, calendar).map(({ at }) => stepOn('press-letter', at)),
    ),
    ...(facts.sendings ?? []).flatMap((waiting) =>
      sendingCrossings(regime.sendings, waiting, calendar).map(({ at }) => stepOn('press-sending', at)),
    ),
  ];
  const ahead = moments.filter(
    ({ key, kind, at }) => !facts.taken.has(key) && (kind === 'lapse' || isAfter(at, facts.lastTakenAt[kind])),
  );
  const once = new Map(ahead.map((step) => [step.key, step]));
  return [...once.values()].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/**
 * The mornings on which an undecided request is pressed: so many working days from the agency's date, but not before the
 * working morning after the request. When several fall on one morning only the last, which reaches furthest; none beyond
 * the calendar.
 */
export function extensionPresses(
  press: readonly Press[],
  { due, requestedAt }: PendingExtension,
  calendar: Calendar,
): readonly Crossing[] {
  return crossings(press, ({ workingDays }) => {
    const first = addWorkingDays(dayOf(requestedAt), 1, calendar);
    const day = addWorkingDays(due, workingDays, calendar);
    return byDate(day, first) < 0 ? first : day;
  });
}

/**
 * When an undecided request lapses: when the agency's date is over, but never before the focal agency has had a whole
 * working day since the request. A list of one; empty beyond the calendar.
 */
export const lapses = ({ due, requestedAt }: PendingExtension, calendar: Calendar): readonly Temporal.Instant[] =>
  known(() => {
    const whole = addWorkingDays(dayOf(requestedAt), 1, calendar);
    return endOf(byDate(due, whole) < 0 ? whole : due);
  });

/**
 * What crosses now: for each matter the last patience that it has crossed since the step before, up to an instant.
 * In: the crossings of each matter. Out: the matters by the patience's ordinal.
 */
export function crossedSince<Matter>(
  matters: readonly { matter: Matter; crossings: readonly Crossing[] }[],
  last: Temporal.Instant | undefined,
  now: Temporal.Instant,
): ReadonlyMap<number, Matter[]> {
  const crossed = matters.flatMap(({ matter, crossings: mine }) => {
    const newest = mine.findLast(({ at }) => isAfter(at, last) && !isBefore(now, at));
    return newest ? [{ matter, ordinal: newest.ordinal }] : [];
  });
  const groups = Map.groupBy(crossed, ({ ordinal }) => ordinal);
  return new Map([...groups].map(([ordinal, each]) => [ordinal, each.map(({ matter }) => matter)]));
}

/** What a lapsed request becomes: refused, or granted to the day asked for as far as the limit and the date in force let it. */
export function lapseOutcome(
  policy: Regime['extension']['undecided'],
  { until, due, limit }: Record<'until' | 'due' | 'limit', Temporal.PlainDate>,
): { decision: 'refused' } | { decision: 'granted'; until: Temporal.PlainDate } {
  const day = byDate(until, limit) > 0 ? limit : until;
  return policy === 'granted' && byDate(day, due) > 0 ? { decision: 'granted', until: day } : { decision: 'refused' };
}

/**
 * The next working morning after an instant, at which a cycle looks at its facts though nobody wakes it; beyond the
 * calendar every morning.
 */
export function nextMorning(now: Temporal.Instant, calendar: Calendar): Temporal.Instant {
  for (let day = dayOf(now); ; day = day.add({ days: 1 })) {
    const at = instantOf(day, morning);
    if (isBefore(now, at) && known(() => isWorkingDay(day, calendar)).every(Boolean)) return at;
  }
}

const names = {
  'press-extension': 'extension-wait',
  'press-review': 'review-wait',
  'press-letter': 'letter-wait',
  'press-sending': 'sending-wait',
} as const;

const stepOn = (kind: keyof typeof names, at: Temporal.Instant): PressingStep => ({
  key: `${names[kind]}-${dayOf(at).toString()}`,
  kind,
  rung: names[kind],
  at,
});

const isAfter = (at: Temporal.Instant, last: Temporal.Instant | undefined): boolean =>
  last === undefined || isBefore(last, at);
