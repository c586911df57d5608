import type { AgencyKind, ContactRole } from '../agency.ts';
import type { Calendar } from '../calendar.ts';
import type { Regime } from '../regime.ts';
import type { SendWindow } from '../send-window.ts';
import type { Term } from '../term.ts';

/** An agency as a play needs it. */
export interface PlayedAgency {
  code: string;
  name: string;
  kind: AgencyKind;
  /** The contacts that can be written to. */
  contacts: readonly ContactRole[];
  /** Those of them from whose address a letter came back for good. */
  struck?: readonly ContactRole[];
  /** A due date in the agency's data instead of the regime's: as an import may have left it. */
  extendedDue?: Temporal.PlainDate;
}

/** What a person does at an instant. What the office would refuse changes nothing. */
export type Act = { at: Temporal.Instant } & (
  | { act: 'submit' | 'accept' | 'excuse'; agency: string }
  /** The newest version goes back, to be corrected by a day. */
  | { act: 'return'; agency: string; until: Temporal.PlainDate }
  /** An extension is asked for and decided in one go. */
  | { act: 'extend'; agency: string; until: Temporal.PlainDate; granted: boolean }
  /** A new version of the calendar is in force from now on. */
  | { act: 'calendar'; calendar: Calendar }
);

/** An interval: `from` belongs to it, `to` does not. */
export interface Span {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/**
 * What a mail server does to everything that reaches it in a span: a 4xx; silence after DATA; a 5xx; or our own process
 * dies with the first letters on their way, and stands again at the span's end.
 */
export interface MailTrouble extends Span {
  trouble: 'put_off' | 'unacknowledged' | 'refused' | 'died';
}

/** Everything that a play depends on: the regime's rules, who takes part, and what happens when. */
export interface Script {
  regime: Regime;
  term: Term;
  calendar: Calendar;
  window: SendWindow;
  /** The outline's title. */
  form: string;
  agencies: readonly PlayedAgency[];
  /** The roles of the focal agency in which somebody can be written to. */
  staff: readonly ('officer' | 'leader')[];
  acts: readonly Act[];
  /** When the engine stands still: no step is taken, no letter leaves; reports are still received. */
  outages: readonly Span[];
  mailTroubles: readonly MailTrouble[];
  /** The Message-ID of a slot. */
  messageIdOf: (slot: string) => string;
}
