import type { OutageInterval } from './outage.ts';
import type { PersonRole } from './actor.ts';
import type { ContactRole } from './agency.ts';
import type { LyingLetter } from './letter-presses.ts';
import type { BounceCause } from './bounce.ts';
import type { PaperReport } from './paper-report.ts';
import type { Problem } from './refusal.ts';

/** What every letter says of its sender and its cycle. */
export interface LetterFrame {
  /** The plan's short title: "Kế hoạch thực hiện Kết luận số 69-KL/TW". */
  plan: string;
  /** What the report's term is called: `năm 2026`; absent in letters that belong to no cycle. */
  term?: string;
  /** The instant for which the letter's figures hold. */
  asOf: Temporal.Instant;
  /** To whom the regime's compiled report is sent on; absent: the default ones. */
  receivers?: readonly string[];
  /** By when it is to be with each of them, where they have dates of their own. */
  receiverDates?: readonly { receiver: string; due: Temporal.PlainDate }[];
}

/** An agency of a list: who has not reported, as of the letter's instant. */
export interface MissingAgency {
  agency: string;
  due: Temporal.PlainDate;
  extended: boolean;
  returned: boolean;
  urged: number;
}

/** A request for an extension that waits for a decision. */
export interface WaitingRequest {
  agency: string;
  due: Temporal.PlainDate;
  until: Temporal.PlainDate;
  requestedAt: Temporal.Instant;
  /** The last day on which a decision is in time: after it the request lapses. */
  decideBy?: Temporal.PlainDate;
}

/** A received report that waits for its review. */
export interface WaitingReport {
  agency: string;
  code: string;
  receivedAt: Temporal.Instant;
}

/** How an agency that was named as late came to be so no longer. */
export type Settlement =
  | {
      outcome: 'reported';
      code: string;
      receivedAt: Temporal.Instant;
      onTime: boolean;
      workingDaysLate: number;
    }
  | { outcome: 'excused'; reason: string }
  | { outcome: 'extended'; until: Temporal.PlainDate };

/** Where a settled agency had been named: lists to the focal agency, a draft to UBND tỉnh, or one issued under a number. */
export interface SettledTold {
  /** The draft from whose list it was taken. */
  dropped: boolean;
  /** The number of the issued letter that names it. */
  issued?: string;
}

/** The address of the public page of a receipt that a letter names, made when the letter leaves. */
export interface Verifiable {
  verification: string;
}

interface ToAgency {
  /** The agency's full name. */
  agency: string;
  /** The submission link; the same in every letter of a cycle to that agency. */
  link: string;
}

/** To one person of an agency, and to nobody else of it. */
interface ToPerson extends ToAgency {
  /** `Lê Thị Mai`; the agency's name for its official mailbox. */
  person: string;
  /** The person's own link, by the id of its row; without one the letter carries the agency's common link. */
  roomLink?: string;
}

/**
 * What a letter says, as facts: `mail/` puts it into words. Letters to agencies carry the submission link;
 * letters to the focal agency's people carry the page where they act.
 */
export type Letter = LetterFrame & LetterBody;

export type LetterBody =
  | (ToAgency & {
      kind: 'request';
      due: Temporal.PlainDate;
      periodFrom: Temporal.PlainDate;
      periodTo: Temporal.PlainDate;
      cutOff: Temporal.PlainDate;
      form: string;
    })
  | (ToAgency & {
      kind: 'remind';
      due: Temporal.PlainDate;
      workingDaysLeft: number;
      extended: boolean;
      /** The date is one by which a returned report is to be corrected. */
      correction: boolean;
    })
  | (ToAgency & {
      kind: 'urge';
      ordinal: number;
      due: Temporal.PlainDate;
      workingDaysLate: number;
      correction: boolean;
      /** The new date given; absent when none is. */
      newDue?: Temporal.PlainDate;
      /** When the focal agency reports the list to UBND tỉnh. */
      escalatesOn?: Temporal.PlainDate;
    })
  | (ToAgency & {
      kind: 'receipt';
      code: string;
      version: number;
      receivedAt: Temporal.Instant;
      due: Temporal.PlainDate;
      onTime: boolean;
      workingDaysLate: number;
      /** The outage because of which it is on time, though it came after the date. */
      outage?: OutageInterval;
      sha256: string;
    } & Verifiable)
  | (ToAgency & {
      kind: 'paper-recorded';
      code: string;
      paper: Omit<PaperReport, 'recordedAt'>;
      due: Temporal.PlainDate;
      onTime: boolean;
      workingDaysLate: number;
    } & Verifiable)
  | (ToAgency & {
      kind: 'returned';
      code: string;
      reasons: readonly Problem[];
      correctionDue: Temporal.PlainDate;
      /** The parts that are as they should be: `sections.I`. */
      passed?: readonly string[];
    })
  | (ToAgency & { kind: 'reopened'; code: string; reason: string; correctionDue: Temporal.PlainDate })
  | (ToAgency & { kind: 'accepted'; code: string })
  | (ToAgency & {
      kind: 'due-moved';
      /** The date that the agency was told of. */
      from: Temporal.PlainDate;
      due: Temporal.PlainDate;
      /** What the new version of the calendar rests on. */
      source: string;
    })
  | (ToAgency & {
      kind: 'extension-granted';
      until: Temporal.PlainDate;
      reference: string;
      /** The day that the agency asked for, when another one was granted. */
      asked?: Temporal.PlainDate;
      /** Nobody decided in time: the regime's own policy did. */
      lapsed?: boolean;
    })
  | (ToAgency & {
      kind: 'extension-refused';
      reason: string;
      due: Temporal.PlainDate;
      sendUp: Temporal.PlainDate;
      lapsed?: boolean;
    })
  | (ToAgency & { kind: 'excused'; reason: string })
  | (ToAgency & {
      kind: 'obstacle-acknowledged';
      title: string;
      raisedAt: Temporal.Instant;
      answerBy: Temporal.PlainDate;
    })
  | (ToPerson & { kind: 'room-link'; role: PersonRole; by: string; due: Temporal.PlainDate })
  | (ToPerson & { kind: 'approval-asked'; by: string; askedAt: Temporal.Instant; due: Temporal.PlainDate })
  | (ToPerson & { kind: 'approval-returned'; by: string; words: string; due: Temporal.PlainDate })
  | (ToPerson & {
      kind: 'submission-code';
      until: Temporal.Instant;
      /** By the code's row. */
      code: string;
      /** Six digits, only in the letter that leaves: the ledger does not have them. */
      digits?: string;
    })
  | (ToPerson & {
      kind: 'contact-changed';
      role: ContactRole;
      by: string;
      changedAt: Temporal.Instant;
      contact: ContactWords;
      /** Who was written to until now; absent when the role had nobody. */
      before?: ContactWords;
    })
  | (ToAgency & {
      kind: 'obstacle-told';
      title: string;
      outcome: ObstacleOutcome;
      words: string;
      document?: DecisionDocument;
    })
  | (ToAgency & OfficialDocument & { kind: 'official-letter' })
  | (ToStaff & {
      kind: 'missing-list';
      due: Temporal.PlainDate;
      total: number;
      reported: number;
      excused: number;
      missing: readonly MissingAgency[];
    })
  | (ToStaff & {
      kind: 'escalation-drafted';
      total: number;
      reported: number;
      late: number;
      missing: readonly MissingAgency[];
    })
  | (ToStaff & {
      kind: 'compiled';
      final: boolean;
      number: number;
      sources: number;
      missing: number;
      sendUp: Temporal.PlainDate;
    })
  | (ToStaff & { kind: 'send-up'; due: Temporal.PlainDate; sent: boolean })
  | (ToStaff & { kind: 'obstacle-raised'; agency: string; title: string; words: string; raisedAt: Temporal.Instant })
  | (ToStaff & { kind: 'obstacle-waiting'; agency: string; title: string; raisedAt: Temporal.Instant; ordinal: 1 | 2 })
  | (ToStaff & {
      kind: 'obstacles-to-compile';
      /** `quý IV năm 2026` */
      words: string;
      unsettled: number;
    })
  | (ToStaff & {
      kind: 'extension-requested';
      agency: string;
      due: Temporal.PlainDate;
      until: Temporal.PlainDate;
      reason: string;
    })
  | (ToStaff & {
      kind: 'extension-waiting';
      requests: readonly WaitingRequest[];
      /** What they become when nobody decides. */
      undecided: 'granted' | 'refused';
    })
  | (ToStaff & { kind: 'review-waiting'; workingDays: number; reports: readonly WaitingReport[] })
  | (ToStaff & { kind: 'letter-waiting'; workingDays: number; letters: readonly LyingLetter[] })
  | (ToStaff & {
      kind: 'sending-waiting';
      /** To whom the compiled report is to be sent: `Bộ Khoa học và Công nghệ`. */
      receiver: string;
      due: Temporal.PlainDate;
      /** Working days from the date on the letter's day: negative before it. */
      workingDays: number;
    })
  | (ToStaff & OfficialDocument & { kind: 'official-report' })
  | (ToStaff & { kind: 'settled'; agency: string; settled: Settlement; told: SettledTold })
  | (ToStaff & {
      kind: 'delivery-failed';
      agency: string;
      addresses: readonly string[];
      subject: string;
      reply: string;
      /** Of a letter that left and came back by mail; absent when the mail server refused it at once. */
      returned?: ReturnedLetter;
    })
  | (ToStaff & {
      kind: 'step-failed';
      agency: string;
      step: string;
      code: string;
      /** The agency's date, and the year that the calendar lacks for it. */
      beyond?: { due: Temporal.PlainDate; year: number };
    });

/** A letter in the authority's name (công văn) that an e-mail brings as files. */
export interface OfficialDocument {
  /** By the letter's row: its files are read when the e-mail leaves. */
  document: string;
  title: string;
  number: string;
  issuedOn?: Temporal.PlainDate;
  /** The signed PDF is enclosed beside the Word file. */
  signed: boolean;
}

/** A letter that came back: why, whose address is to be mended, and what the system did about it. */
export interface ReturnedLetter {
  cause: BounceCause;
  /** The roles whose address came back; empty when it is no agency's contact. */
  roles: readonly ContactRole[];
  /** The letter went on to the next contact, there is none, or another address of the letter works. */
  next: 'tried' | 'none' | 'not_needed';
  /** How often the address put letters off, when it did not refuse for good. */
  times?: number;
}

/** A contact as a letter names it. */
export interface ContactWords {
  name: string;
  email: string;
}

interface ToStaff {
  /** The page where the reader acts. */
  link: string;
}

/** The document by which UBND tỉnh decided on an obstacle. */
export interface DecisionDocument {
  number: string;
  on: Temporal.PlainDate;
}

export type ObstacleOutcome = 'answered' | 'forwarded' | 'decided' | 'closed';

export type LetterKind = LetterBody['kind'];

/** Letters that the recipient asked for by acting; only they leave outside working hours. */
export const leavesAtOnce = (kind: LetterKind): boolean =>
  kind === 'receipt' || kind === 'obstacle-acknowledged' || kind === 'submission-code';

/** Letters to one person, with what is theirs alone: they go to nobody else of the agency, and are not sent again. */
export const isPersonal = (kind: LetterKind): boolean => personalKinds.includes(kind);

export const personalKinds: readonly LetterKind[] = [
  'room-link',
  'approval-asked',
  'approval-returned',
  'submission-code',
  'contact-changed',
];

/** Letters that must not go to an agency that has reported meanwhile: the facts are looked at again right before DATA. */
export const onlyWhileOwing = (kind: LetterKind): boolean =>
  kind === 'request' || kind === 'remind' || kind === 'urge' || kind === 'due-moved';

/** Letters that come after one another, so that a newer one makes an older one needless. */
export const isOfLadder = (kind: LetterKind): boolean => kind === 'remind' || kind === 'urge';

/** A letter's recipient, as it stands in the ledger. */
export interface Addressee {
  role: string;
  name: string;
  title: string;
  email: string;
}
