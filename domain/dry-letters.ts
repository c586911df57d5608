import { closesAt } from './cycle.ts';
import { reminderStep } from './dry-reminder.ts';
import type { DryRunFacts, DryStep } from './dry-run.ts';
import { letterPatiences, letterPresses } from './letter-presses.ts';
import { titleOf } from './official/write-letter.ts';
import type { Term } from './term.ts';
import { dayOf, isBefore } from './zone.ts';

/**
 * The reminders of the letters that a term's steps draft (a request, each urging, the report to UBND tỉnh), if nobody ever
 * approved one: a step for each morning and patience, until the cycle closes. In: the term's steps with their letters.
 * Refuses: `calendar.gap`.
 */
export function dryLetters(facts: DryRunFacts, term: Term, steps: readonly DryStep[]): readonly DryStep[] {
  const { regime, calendar } = facts;
  const until = closesAt(regime, term, calendar);
  const presses = steps
    .flatMap((step) => {
      const title = titleOfDraft(step);
      const letter = title && { id: step.key, title, state: 'draft' as const, since: step.at };
      return letter ? letterPresses(regime.letters, letter, calendar).map((crossing) => ({ ...crossing, letter })) : [];
    })
    .filter(({ at }) => !until || isBefore(at, until));
  return [...Map.groupBy(presses, ({ at, ordinal }) => `letter-wait-${dayOf(at).toString()}/${ordinal}`)].flatMap(
    ([key, [first, ...others]]) => {
      const patience = first && letterPatiences(regime.letters)[first.ordinal - 1];
      if (!patience) return [];
      const letters = [first, ...others].map(({ letter }) => letter);
      const reminder = {
        ...{ key, rung: 'letter-wait', at: first.at, to: patience.to },
        basis: `${letters.map(({ title }) => title).join('; ')}: nhắc khi chưa duyệt, chưa ban hành`,
      };
      return [{ ...reminderStep(facts, reminder), lying: { workingDays: patience.workingDays, letters } }];
    },
  );
}

/** What the letter that a step drafts is called; a wave that writes to nobody drafts none. */
function titleOfDraft({ kind, letters }: DryStep): string | undefined {
  if (kind === 'escalate') return titleOf('escalation', 'tình hình thực hiện chế độ báo cáo');
  if (!letters.some(({ state }) => state === 'sent')) return undefined;
  if (kind === 'request') return titleOf('request', 'báo cáo kết quả thực hiện');
  return kind === 'urge' ? titleOf('urging', 'đôn đốc báo cáo kết quả thực hiện') : undefined;
}
