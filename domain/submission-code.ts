import { isBefore } from './zone.ts';

/** For how long a code may be typed. */
export const codeLife = Temporal.Duration.from({ minutes: 15 });
/** How many wrong digits end a code. */
export const codeTries = 5;
/** How long one waits before asking for another code, and how many there are in an hour. */
export const codePause = Temporal.Duration.from({ minutes: 1 });
export const codesPerHour = 5;

/** A code as it is stored, without its digits. */
export interface CodeState {
  expiresAt: Temporal.Instant;
  tries: number;
  used: boolean;
}

/** Whether a code can still be typed: before its end, with tries left, not yet used. A code of 14:00 is over at 14:15:00. */
export const isAlive = ({ expiresAt, tries, used }: CodeState, at: Temporal.Instant): boolean =>
  !used && tries < codeTries && isBefore(at, expiresAt);

/**
 * From when another code may be asked for; undefined when at once: a minute after the last, and no sixth within an hour.
 * In: when codes were made, in any order.
 */
export function nextCodeAt(madeAt: readonly Temporal.Instant[], at: Temporal.Instant): Temporal.Instant | undefined {
  const newest = madeAt.toSorted((a, b) => Temporal.Instant.compare(b, a));
  const [last] = newest;
  const oldest = newest[codesPerHour - 1];
  const waits = [last?.add(codePause), oldest?.add({ hours: 1 })].filter(
    (until): until is Temporal.Instant => until !== undefined && isBefore(at, until),
  );
  return waits.toSorted((a, b) => Temporal.Instant.compare(b, a))[0];
}
