/** The one place that reads the machine's clock. Everything else is given a `Clock` or an instant. */
export interface Clock {
  now(): Temporal.Instant;
  /** Milliseconds that the engine waits until an instant; 0 when it has come. */
  engineDelay(until: Temporal.Instant): number;
  /**
   * The instant at which so many milliseconds of a person's or a machine's patience are over: sessions, heartbeats.
   * Patience is not scaled: on a fast clock it reaches far. Negative: so long ago.
   */
  patience(milliseconds: number): Temporal.Instant;
  /** How many seconds of the clock pass in a second of the machine; 1 for the system clock. */
  speed: number;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  engineDelay: (until) => Math.max(0, Math.ceil(until.since(Temporal.Now.instant()).total('milliseconds'))),
  patience: (milliseconds) => Temporal.Now.instant().add({ milliseconds: Math.round(milliseconds) }),
  speed: 1,
};

/**
 * A clock that starts at `start` when the machine's shows `origin`, and runs `speed` times as fast; before that it stands
 * still. A process that joins later gives the same origin and agrees with the first.
 */
export function scaledClock(start: Temporal.Instant, speed: number, origin: Temporal.Instant): Clock {
  const passed = () => Temporal.Now.instant().since(origin).total('milliseconds');
  const now = () => start.add({ milliseconds: Math.round(Math.max(0, passed()) * speed) });
  const reach = (until: Temporal.Instant) => until.since(start).total('milliseconds') / speed;
  return {
    now,
    engineDelay: (until) => Math.max(0, Math.ceil(reach(until) - passed())),
    patience: (milliseconds) => now().add({ milliseconds: Math.round(milliseconds * speed) }),
    speed,
  };
}

/**
 * The clock of the `CLOCK` setting: empty for the machine's, `START@SPEED` for a scaled one that starts now, or
 * `START@SPEED@ORIGIN` for one that started at another machine time. Throws an Error that names the setting when it is wrong.
 */
export function clockFrom(setting: string | undefined): Clock {
  if (!setting) return systemClock;
  const [start = '', speed = '', origin = ''] = setting.split('@');
  try {
    const factor = Number(speed);
    if (!(factor > 0)) throw new RangeError('speed');
    return scaledClock(
      Temporal.Instant.from(start),
      factor,
      origin ? Temporal.Instant.from(origin) : Temporal.Now.instant(),
    );
  } catch {
    throw new Error(`CLOCK: expected START@SPEED, such as 2026-11-15T07:00+07:00@40000, got "${setting}"`);
  }
}
