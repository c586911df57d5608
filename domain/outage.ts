import { isWorkingDay } from './calendar.ts';
import type { Regime } from './regime.ts';
import type { OfficeHours } from './send-window.ts';
import { dayOf, endOf, instantOf, isBefore, laterOf } from './zone.ts';

/** A time in which nothing could be received: from the last sign of life to the next. */
export interface OutageInterval {
  beganAt: Temporal.Instant;
  endedAt: Temporal.Instant;
}

export interface Outage extends OutageInterval {
  id: string;
}

/**
 * Whether an outage covered a deadline: it began before the last moment at which a report is on time, grace included, and
 * ended no earlier than 24:00 of the day. An outage that was over before is no excuse: there was time left.
 */
export function coversDeadline(
  { beganAt, endedAt }: OutageInterval,
  due: Temporal.PlainDate,
  graceHours: number,
): boolean {
  const end = endOf(due);
  return isBefore(beganAt, end.add({ hours: graceHours })) && !isBefore(endedAt, end);
}

/**
 * The outage because of which a report that came after its date is on time: one that covered the deadline and ended at
 * most so many working hours before. Undefined when there is none. Refuses: `calendar.gap`.
 * Source: the agency could not submit when it had to (BLDS 2015 Đ.156.1: trở ngại khách quan); the hours are the regime's.
 */
export function excusingOutage(
  receivedAt: Temporal.Instant,
  facts: {
    due: Temporal.PlainDate;
    regime: Pick<Regime, 'graceHours' | 'outageHours'>;
    hours: OfficeHours;
    outages: readonly Outage[];
  },
): Outage | undefined {
  const { due, regime, hours, outages } = facts;
  return outages.find(
    (outage) =>
      coversDeadline(outage, due, regime.graceHours) && isStillExcused(receivedAt, outage, { regime, hours, outages }),
  );
}

/** Whether an outage covered the instant from which late reports are no longer received, and a report comes soon enough after. */
export const excusesLock = (
  receivedAt: Temporal.Instant,
  locked: Temporal.Instant,
  facts: { regime: Pick<Regime, 'outageHours'>; hours: OfficeHours; outages: readonly Outage[] },
): boolean =>
  facts.outages.some(
    (outage) =>
      isBefore(outage.beganAt, locked) &&
      !isBefore(outage.endedAt, locked) &&
      isStillExcused(receivedAt, outage, facts),
  );

/** Hours in which nothing could be received once more do not count: two outages with minutes between are like one. */
function isStillExcused(
  receivedAt: Temporal.Instant,
  { endedAt }: Outage,
  {
    regime,
    hours,
    outages,
  }: { regime: Pick<Regime, 'outageHours'>; hours: OfficeHours; outages: readonly OutageInterval[] },
): boolean {
  return !isBefore(afterWorkingHours(endedAt, regime.outageHours, hours, outages), receivedAt);
}

/**
 * The instant at which so many hours of office time have passed: 8 hours after Friday 16:00, with a window from 07:00 to
 * 17:30, is Monday 13:30. Hours outside the window, days off and outages do not count; 0 gives the instant itself.
 * Refuses: `calendar.gap`.
 */
export function afterWorkingHours(
  from: Temporal.Instant,
  hours: number,
  { calendar, window }: OfficeHours,
  outages: readonly OutageInterval[] = [],
): Temporal.Instant {
  let left = Temporal.Duration.from({ seconds: Math.round(hours * 3600) });
  if (left.sign <= 0) return from;
  for (let day = dayOf(from); ; day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, calendar)) continue;
    const office = { beganAt: laterOf(instantOf(day, window.from), from), endedAt: instantOf(day, window.to) };
    for (const { beganAt, endedAt } of withoutOutages(office, outages)) {
      const open = beganAt.until(endedAt);
      if (Temporal.Duration.compare(left, open) <= 0) return beganAt.add(left);
      left = left.subtract(open);
    }
  }
}

/** What is left of a time without those in which nothing could be received, in order; none when nothing is. */
function withoutOutages(time: OutageInterval, outages: readonly OutageInterval[]): OutageInterval[] {
  return outages
    .reduce(
      (parts, { beganAt, endedAt }) =>
        parts.flatMap((part) =>
          isBefore(beganAt, part.endedAt) && isBefore(part.beganAt, endedAt)
            ? [
                { beganAt: part.beganAt, endedAt: beganAt },
                { beganAt: endedAt, endedAt: part.endedAt },
              ]
            : [part],
        ),
      [time],
    )
    .filter((part) => isBefore(part.beganAt, part.endedAt));
}
