import type { Calendar } from './calendar.ts';
import { climbs, rungInstant } from './cycle.ts';
import { dueOf, owesNothing } from './obligation.ts';
import type { Obligation } from './obligation.ts';
import { Refusal } from './refusal.ts';
import { isWave } from './regime.ts';
import type { Regime } from './regime.ts';
import type { Term } from './term.ts';

/** An agency whose own date reaches beyond the calendar: the first rung that cannot be placed, and the year that is missing. */
export interface BeyondCalendar<Report extends Obligation> {
  report: Report;
  due: Temporal.PlainDate;
  rung: string;
  year: number;
}

/**
 * The agencies that owe a report by a granted or a correction date for which the calendar does not place every rung:
 * their steps are left out of the cycle's plan so that the others' go on, and the focal agency has to bring in the calendar.
 */
export function beyondCalendar<Report extends Obligation>(
  reports: readonly Report[],
  regime: Regime,
  term: Term,
  calendar: Calendar,
): readonly BeyondCalendar<Report>[] {
  return reports.flatMap((report) => {
    const { due, kind } = dueOf(report);
    if (kind === 'due' || owesNothing(report.state)) return [];
    for (const rung of regime.ladder.filter((each) => isWave(each.kind) && climbs(kind, each))) {
      const year = missingYear(() => rungInstant(regime, rung, due, term, calendar));
      if (year) return [{ report, due, rung: rung.rung, year }];
    }
    return [];
  });
}

function missingYear(rule: () => unknown): number | undefined {
  try {
    rule();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return Number(error.facts['day']?.slice(0, 4));
    throw error;
  }
}
