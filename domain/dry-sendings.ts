import { workingDaysBetween } from './calendar.ts';
import { closesAt } from './cycle.ts';
import type { DryRunFacts, DryStep } from './dry-run.ts';
import { receiverDues } from './receiver-dues.ts';
import { sendMoment } from './send-window.ts';
import { sendingCrossings, sendingPatiences } from './sending-presses.ts';
import type { Term } from './term.ts';
import { dayOf } from './zone.ts';

/**
 * The reminders of sending the compiled report up in a term, if nobody ever recorded a sending: a step for each receiver
 * and morning, until the cycle closes. In: the years whose holidays are not decided. Refuses: `calendar.gap`.
 */
export function drySendings(facts: DryRunFacts, term: Term, uncertain: ReadonlySet<number>): readonly DryStep[] {
  const { regime, calendar, window, staff } = facts;
  const until = closesAt(regime, term, calendar);
  if (!until) return [];
  const patiences = sendingPatiences(regime.sendings);
  return receiverDues(regime, term, calendar).flatMap(({ receiver, due }, place) =>
    sendingCrossings(regime.sendings, { receiver, due, until }, calendar).map(({ ordinal, at }): DryStep => {
      const to = patiences[ordinal - 1]?.to ?? [];
      const reached = to.some((role) => staff.some((each) => each === role));
      return {
        ...{ key: `sending-wait-${dayOf(at).toString()}/${place + 1}`, kind: 'flag', rung: 'sending-wait', at, to },
        basis: `Gửi ${receiver}: nhắc cho đến khi ghi nhận đã gửi`,
        leavesAt: reached ? sendMoment(at, { calendar, window }) : undefined,
        movedFrom: undefined,
        provisional: uncertain.has(dayOf(at).year),
        letters: [],
        sending: { receiver, due, workingDays: workingDaysBetween(due, dayOf(at), calendar) },
      };
    }),
  );
}
