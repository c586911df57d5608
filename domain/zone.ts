/** Vietnam's time zone: UTC+7, no daylight saving. Every deadline of the office is meant in it. */
export const zone = 'Asia/Ho_Chi_Minh';

/** The day in Vietnam on which an instant falls: 2026-12-17T17:00Z is 2026-12-18 there. */
export function dayOf(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate();
}

/** The instant of a wall-clock time in Vietnam: 2026-12-17 and "08:00" is 2026-12-17T01:00Z. */
export function instantOf(day: Temporal.PlainDate, time: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
}

/** The instant at which a day in Vietnam is over, "24:00": the first one that no longer belongs to it. */
export function endOf(day: Temporal.PlainDate): Temporal.Instant {
  return instantOf(day.add({ days: 1 }), '00:00');
}

/** True when `a` is the earlier instant. */
export const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** The later of two instants. */
export const laterOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isBefore(a, b) ? b : a);

/** Orders instants, for sorting. */
export const byInstant = (a: Temporal.Instant, b: Temporal.Instant): number => Temporal.Instant.compare(a, b);

/** Orders dates, for sorting. */
export const byDate = (a: Temporal.PlainDate, b: Temporal.PlainDate): number => Temporal.PlainDate.compare(a, b);
