import type { DryRunFacts, DryStep } from './dry-run.ts';
import { uncertainYears } from './provisional-days.ts';
import { sendMoment } from './send-window.ts';
import { dayOf } from './zone.ts';

/** A reminder to the focal agency's people about what it leaves undone, as a step of a dry run; it stands in no ladder. */
export function reminderStep(
  { calendar, window, staff }: DryRunFacts,
  reminder: Pick<DryStep, 'key' | 'rung' | 'at' | 'to' | 'basis'>,
): DryStep {
  const { at, to } = reminder;
  const reached = to.some((role) => staff.some((each) => each === role));
  return {
    ...reminder,
    kind: 'flag',
    leavesAt: reached ? sendMoment(at, { calendar, window }) : undefined,
    movedFrom: undefined,
    provisional: uncertainYears(calendar).has(dayOf(at).year),
    letters: [],
  };
}
