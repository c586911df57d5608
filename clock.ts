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

/** A clock that runs faster than the machine's. */
export interface ScaledClock extends Clock {
  /** Machine milliseconds from the clock's origin until it shows an instant. */
  reach(at: Temporal.Instant): number;
}

/** What a scaled clock is made of. */
export interface Scale {
  /** What it shows at its origin; before that it stands still. */
  start: Temporal.Instant;
  /** How many of its seconds pass in one of the machine's, in office hours. */
  speed: number;
  /** How many times faster still nights and weekends pass, when nobody works; 1 for an even clock. */
  rest?: number;
  /** The machine's time at which it starts. A process that joins later gives the same one and agrees with the first. */
  origin: Temporal.Instant;
}

/** A clock for trials: a reporting year passes in a minute against the real engine, database and mail server. */
export function scaledClock({ start, speed, rest = 1, origin }: Scale): ScaledClock {
  const passed = () => Math.max(0, Temporal.Now.instant().since(origin).total('milliseconds'));
  const stretches = [{ from: start.epochMilliseconds, reached: 0 }];

  /** The stretch of even speed at whose end a question lies beyond; stretches are laid out as far as they are asked for. */
  const stretchFor = (isBeyond: (stretch: { from: number; reached: number }) => boolean) => {
    for (let last = stretches.at(-1); last && !isBeyond(last); last = stretches.at(-1)) stretches.push(after(last));
    const next = stretches.findIndex(isBeyond);
    return stretches[next - 1] ?? { from: start.epochMilliseconds, reached: 0 };
  };
  const rateAt = (from: number) => speed * (isOffice(from) ? 1 : rest);
  const after = ({ from, reached }: { from: number; reached: number }) => {
    const until = rest === 1 ? from + evenStretch : turnAfter(from);
    return { from: until, reached: reached + (until - from) / rateAt(from) };
  };

  const reach = (at: Temporal.Instant): number => {
    const { from, reached } = stretchFor((stretch) => stretch.from > at.epochMilliseconds);
    return reached + (at.epochMilliseconds - from) / rateAt(from);
  };
  const now = (): Temporal.Instant => {
    const elapsed = passed();
    const { from, reached } = stretchFor((stretch) => stretch.reached > elapsed);
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(from + (elapsed - reached) * rateAt(from)));
  };
  return {
    now,
    reach,
    engineDelay: (until) => {
      const waits = reach(until) - Temporal.Now.instant().since(origin).total('milliseconds');
      return Math.max(0, Math.ceil(waits));
    },
    patience: (milliseconds) => now().add({ milliseconds: Math.round(milliseconds * speed * rest) }),
    speed,
  };
}

const hour = 60 * 60 * 1000;
const evenStretch = 30 * 24 * hour;

/** Office hours with a margin, Monday to Friday in Vietnam (UTC+7): 06:00 to 19:00. */
function isOffice(at: number): boolean {
  const { dayOfWeek, hour: hours } = localOf(at);
  return dayOfWeek <= 5 && hours >= 6 && hours < 19;
}

/** The next moment at which office hours may begin or end. */
function turnAfter(at: number): number {
  const local = localOf(at);
  const today = local.startOfDay();
  const turns = [today.add({ hours: 6 }), today.add({ hours: 19 }), today.add({ days: 1 })];
  return (turns.find((turn) => turn.epochMilliseconds > at) ?? today.add({ days: 1 })).epochMilliseconds;
}

const localOf = (at: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Ho_Chi_Minh');

/**
 * The clock of the `CLOCK` setting: empty for the machine's; `START@SPEED` for a scaled one that starts now, `SPEED` being
 * `24000` or `24000x4` (nights and weekends four times as fast); `START@SPEED@ORIGIN` for one that starts at another
 * machine time. Throws an Error that names the setting when it is wrong.
 */
export function clockFrom(setting: string | undefined): Clock {
  if (!setting) return systemClock;
  const [start = '', scale = '', origin = ''] = setting.split('@');
  const [speed, rest] = scale.split('x').map(Number);
  try {
    if (!speed || !(speed > 0) || (rest !== undefined && !(rest >= 1))) throw new RangeError('speed');
    return scaledClock({
      start: Temporal.Instant.from(start),
      speed,
      ...(rest && { rest }),
      origin: origin ? Temporal.Instant.from(origin) : Temporal.Now.instant(),
    });
  } catch {
    throw new Error(`CLOCK: expected START@SPEED, such as 2026-11-15T07:00+07:00@24000x4, got "${setting}"`);
  }
}
