import { workingDaysBetween } from './calendar.ts';
import { closesAt } from './cycle.ts';
import { reminderStep } from './dry-reminder.ts';
import type { DryRunFacts, DryStep } from './dry-run.ts';
import { receiverDues } from './receiver-dues.ts';
import { sendingCrossings, sendingPatiences } from './sending-presses.ts';
import type { Term } from './term.ts';
import { dayOf } from './zone.ts';

/**
 * The reminders of sending the compiled report up in a term, if nobody ever recorded a sending: a step for each receiver
 * and morning, until the cycle closes. Refuses: `calendar.gap`.
 */
export function drySendings(facts: DryRunFacts, term: Term): readonly DryStep[] {
  const { regime, calendar } = facts;
  const until = closesAt(regime, term, calendar);
  if (!until) return [];
  const patiences = sendingPatiences(regime.sendings);
  return receiverDues(regime, term, calendar).flatMap(({ receiver, due }, place) =>
    sendingCrossings(regime.sendings, { receiver, due, until }, calendar).map(({ ordinal, at }): DryStep => {
      const reminder = {
        ...{ key: `sending-wait-${dayOf(at).toString()}/${place + 1}`, rung: 'sending-wait', at },
        to: patiences[ordinal - 1]?.to ?? [],
        basis: `Gửi ${receiver}: nhắc cho đến khi ghi nhận đã gửi`,
      };
      const sending = { receiver, due, workingDays: workingDaysBetween(due, dayOf(at), calendar) };
      return { ...reminderStep(facts, reminder), sending };
    }),
  );
}
