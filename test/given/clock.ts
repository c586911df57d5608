import type { Clock } from '../../clock.ts';

/** A clock that stands still until a test sets it. */
export interface GivenClock extends Clock {
  /** In: an instant, or a wall-clock time in Vietnam such as `2026-12-17 23:59:59.999`. */
  set(at: Temporal.Instant | string): void;
}

/** A clock that shows an instant, or a wall-clock time in Vietnam such as `2026-12-01 08:00`. */
export function givenClock(at: Temporal.Instant | string): GivenClock {
  let now = instantFrom(at);
  return {
    now: () => now,
    engineDelay: (until) => Math.max(0, Math.ceil(until.since(now).total('milliseconds'))),
    patience: (milliseconds) => now.add({ milliseconds }),
    speed: 1,
    set: (next) => {
      now = instantFrom(next);
    },
  };
}

/** The instant of a wall-clock time in Vietnam: `vn('2026-12-17 23:59:59')`. */
export const vn = (local: string): Temporal.Instant => Temporal.Instant.from(`${local.replace(' ', 'T')}+07:00`);

const instantFrom = (at: Temporal.Instant | string): Temporal.Instant => (typeof at === 'string' ? vn(at) : at);
