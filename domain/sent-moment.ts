import { byDate, dayOf, instantOf } from './zone.ts';

/**
 * When a document was sent, from the day that people write down: today is this moment, a day before is its noon. A day to
 * come is its noon as well, for the verb to refuse.
 */
export const sentMoment = (day: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant =>
  byDate(day, dayOf(now)) === 0 ? now : instantOf(day, '12:00');
