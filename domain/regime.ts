import type { AgencyKind, ContactRole } from './agency.ts';
import type { Roll, Wording } from './deadline.ts';
import type { Frequency } from './period.ts';
import type { DayOfTerm } from './term.ts';

/** A date of the year as a regime states it: "chậm nhất ngày 17/12", and what it does on a day off. */
export type StatedDate = DayOfTerm & {
  wording: Wording;
  roll: Roll;
  /** The legal source, for people. */
  basis: string;
};

/** When a step falls: so many working days from the due date it belongs to, or a stated date of the cycle's term. */
export type When = { workingDays: number } | (DayOfTerm & { roll: Roll });

export type StepKind = 'request' | 'remind' | 'urge' | 'flag' | 'escalate' | 'compile' | 'close';

/** Who is written to: the agency's contacts, and the focal agency's or the province's people by their role. */
export type Recipient = ContactRole | 'officer' | 'leader';

/** The steps that are letters to agencies: one wave for each due date that agencies have. */
export type WaveKind = Extract<StepKind, 'request' | 'remind' | 'urge'>;

/**
 * A rung of the ladder (thang đôn đốc). Waves (request, remind, urge) reckon from each agency's own due date;
 * the others happen once in a cycle and reckon from the cycle's.
 */
export interface Rung {
  /** Unique in the regime, part of the slot key, never reused: `remind-3`. */
  rung: string;
  kind: StepKind;
  when: When;
  /** Wall-clock time in Vietnam: `08:00`. */
  time: string;
  to: readonly Recipient[];
  /** `correction` rungs belong to the date by which a returned report is to be corrected. Absent: the due date. */
  follows?: 'correction';
  /** The legal source or the reason, for people. */
  basis: string;
}

/** A reporting regime (chế độ báo cáo): the components of NĐ 09/2019 Đ.7, its dates and its ladder, as data. */
export interface Regime {
  id: string;
  plan: string;
  form: string;
  frequency: Frequency;
  focalAgency: string;
  subjects: readonly AgencyKind[];
  /** The eleven components of NĐ 09/2019 Đ.7 in words. */
  components: Readonly<Record<RegimeComponent, string>>;
  /** The parts of a year that are reported; absent: all of them. */
  parts?: readonly number[];
  /** What a one-off report covers, `2026-01-01`; its dates lie in the year of its last day. */
  once?: { from: string; to: string };
  cutOff: StatedDate;
  due: StatedDate;
  /** Kinds of agencies that report by another date, such as localities before departments. */
  dueOf?: Partial<Record<AgencyKind, StatedDate>>;
  /** When the compiled report is sent on. */
  sendUp: StatedDate;
  /** To whom it is sent on; absent: `defaultReceivers`. */
  receivers?: readonly string[];
  /** By when each receiver is to have it, and who is pressed about it; absent: all by `sendUp`, with the usual presses. */
  sendings?: SendingPolicy;
  /** No extension reaches beyond this day. */
  extensionLimit: StatedDate;
  /** How many working days before the due date a cycle opens. */
  openingLead: number;
  /** How many working days before the due date agencies are to have been asked; a request that falls later is a defect. */
  notice: number;
  /** What becomes of a late report: received and marked, or no longer received so many working days after the due date. */
  late: { policy: 'accept' } | { policy: 'lock'; workingDays: number };
  /** Hours after 24:00 of the due date in which a report still counts as on time. */
  graceHours: number;
  /** A report that comes within so many working hours after an outage that covered its deadline is on time because of it. */
  outageHours: number;
  extension: ExtensionPolicy;
  /** Who is pressed when a received report lies so many working days unreviewed. */
  review: { press: readonly Press[] };
  /**
   * Who is pressed when a letter in the focal agency's name lies so many working days without being approved, numbered or
   * signed; absent: `usualLetterPress`.
   */
  letters?: { press: readonly Press[] };
  ladder: readonly Rung[];
}

/** Who is pressed, and when: working days from the day that the press belongs to (negative: before it). */
export interface Press {
  workingDays: number;
  to: readonly Recipient[];
}

/** When the compiled report is to be with its receivers, and whom the engine reminds until each sending is recorded. */
export interface SendingPolicy {
  /** Receivers that have a date of their own; the others have `sendUp`. */
  dates?: readonly ReceiverDate[];
  /** Working days from a receiver's date (negative: before it); absent: `usualSendingPress`. */
  press?: readonly Press[];
  /** Who is told each working day after the date, until the sending is recorded; absent: officer and leader. */
  daily?: readonly Recipient[];
}

/** A receiver of the compiled report, by its full name, with its own date. */
export interface ReceiverDate {
  receiver: string;
  date: StatedDate;
}

/** An undecided request for an extension: whom it is pressed upon as the due date nears, and what it lapses into after it. */
export interface ExtensionPolicy {
  press: readonly Press[];
  undecided: 'refused' | 'granted';
}

/** NĐ 09/2019 Đ.7: tên, nội dung, đối tượng, cơ quan nhận, phương thức, thời hạn, tần suất, chốt số liệu, đề cương, biểu mẫu, quy trình. */
export type RegimeComponent =
  | 'name'
  | 'content'
  | 'subjects'
  | 'receiver'
  | 'method'
  | 'deadline'
  | 'frequency'
  | 'cutOff'
  | 'outline'
  | 'tables'
  | 'procedure';

const waves: readonly StepKind[] = ['request', 'remind', 'urge'];

/** Whether a step is a wave of letters to agencies. */
export const isWave = (kind: StepKind): kind is WaveKind => waves.includes(kind);

/**
 * Whether a flag is about sending the compiled report up: it stands on a stated date of the term, as that date does. A flag
 * that is counted from the due date is the list of who has not reported, whatever its name.
 */
export const isSendUpFlag = ({ kind, when }: Pick<Rung, 'kind' | 'when'>): boolean =>
  kind === 'flag' && !('workingDays' in when);

/** The compilation that is sent up: the rung named `compile-final`, or the last compilation of a ladder without one. */
export const finalCompile = ({ ladder }: Pick<Regime, 'ladder'>): Rung | undefined =>
  ladder.find(({ kind, rung }) => kind === 'compile' && rung === 'compile-final') ??
  ladder.findLast(({ kind }) => kind === 'compile');

/** The rung of that name. A missing one is a mistake of the program or of the regime's data: a RangeError. */
export function rungOf(regime: Regime, name: string): Rung {
  const rung = regime.ladder.find((each) => each.rung === name);
  if (!rung) throw new RangeError(`regime ${regime.id} has no rung ${name}`);
  return rung;
}
