import { closesAt } from './cycle.ts';
import type { CycleStep } from './cycle.ts';
import { reminderStep } from './dry-reminder.ts';
import type { DryRunFacts, DryStep } from './dry-run.ts';
import { letterPatiences, letterPresses } from './letter-presses.ts';
import { titleOf } from './official/write-letter.ts';
import type { Term } from './term.ts';
import { dayOf, isBefore } from './zone.ts';

/**
 * The reminders of the reports to UBND tỉnh that a term drafts, if nobody ever approved one: a step for each morning and
 * patience, until the cycle closes. In: the term's steps. Refuses: `calendar.gap`.
 */
export function dryLetters(facts: DryRunFacts, term: Term, steps: readonly CycleStep[]): readonly DryStep[] {
  const { regime, calendar } = facts;
  const until = closesAt(regime, term, calendar);
  const presses = steps
    .filter(({ kind }) => kind === 'escalate')
    .flatMap(({ key, at }) =>
      letterPresses(regime.letters, { since: at }, calendar).map((crossing) => ({ ...crossing, id: key, since: at })),
    )
    .filter(({ at }) => !until || isBefore(at, until));
  return [...Map.groupBy(presses, ({ at, ordinal }) => `letter-wait-${dayOf(at).toString()}/${ordinal}`)].flatMap(
    ([key, [first, ...others]]) => {
      const patience = first && letterPatiences(regime.letters)[first.ordinal - 1];
      if (!patience) return [];
      const reminder = {
        ...{ key, rung: 'letter-wait', at: first.at, to: patience.to },
        basis: 'Dự thảo báo cáo UBND tỉnh: nhắc khi chưa duyệt, chưa ban hành',
      };
      const letters = [first, ...others].map(({ id, since }) => ({ id, title, state: 'draft' as const, since }));
      return [{ ...reminderStep(facts, reminder), lying: { workingDays: patience.workingDays, letters } }];
    },
  );
}

const title = titleOf('escalation', 'tình hình thực hiện chế độ báo cáo');
