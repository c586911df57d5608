import type { Calendar } from './calendar.ts';
import { known } from './crossings.ts';
import { lastDay, statedDay } from './deadline.ts';
import { receiversOf } from './receivers.ts';
import type { Regime } from './regime.ts';
import { dayInTerm } from './term.ts';
import type { Term } from './term.ts';

/** A receiver of a cycle's compiled report, and the last day on which it is to be sent there. */
export interface ReceiverDue {
  receiver: string;
  due: Temporal.PlainDate;
  /** The legal source, for people. */
  basis: string;
}

/** A sending that was recorded; one that was withdrawn does not count. */
export interface RecordedSending {
  receiver: string;
  withdrawn: boolean;
}

/**
 * By when the compiled report is to be with each receiver: for the year 2026 Bộ Khoa học và Công nghệ 21/12 (20/12 is a
 * Sunday), Thủ tướng Chính phủ 25/12. In the order of "Kính gửi". Refuses: `calendar.gap`.
 * Source: the regime's `sendings.dates`, else its `sendUp` (NĐ 09/2019 Đ.13).
 */
export function receiverDues(regime: Regime, term: Term, calendar: Calendar): readonly ReceiverDue[] {
  return receiversOf(regime).map((receiver) => {
    const own = regime.sendings?.dates?.find((each) => sameReceiver(each.receiver, receiver));
    const stated = own?.date ?? regime.sendUp;
    const day = statedDay(stated.wording, dayInTerm(stated, term, regime.frequency));
    return { receiver, due: lastDay(day, stated.roll, calendar), basis: stated.basis };
  });
}

/** The dates of receivers for words about them: none when all have the regime's one date, or the calendar does not reach them. */
export function ownReceiverDates(regime: Regime, term: Term, calendar: Calendar): readonly ReceiverDue[] {
  if (!regime.sendings?.dates?.length) return [];
  return known(() => receiverDues(regime, term, calendar)).flat();
}

/** The receivers to whom nothing has been sent that still stands. */
export const unsentTo = <Due extends { receiver: string }>(
  dues: readonly Due[],
  sent: readonly RecordedSending[],
): readonly Due[] =>
  dues.filter(({ receiver }) => !sent.some((each) => !each.withdrawn && sameReceiver(each.receiver, receiver)));

/** Whether two texts name one receiver: people write "Bộ KH&CN", "Thủ tướng" for what has a full name. */
export const sameReceiver = (a: string, b: string): boolean => plainName(a) === plainName(b);

const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('kh&cn', 'khoa học và công nghệ')
    .replace(/^thủ tướng$/, 'thủ tướng chính phủ')
    .replace(/\s+/g, ' ')
    .replace(/[.;,\s]+$/, '')
    .trim();
