import type { LetterFigures, LetterLine, OfficialKind } from './kinds.ts';

/** A letter that was issued before, as later ones name it. */
export interface IssuedBefore {
  kind: OfficialKind;
  number: string;
  issuedOn: Temporal.PlainDate;
}

/** A decided request for an extension. */
export interface DecidedExtension {
  agency: string;
  requestedOn: Temporal.PlainDate;
  asked: Temporal.PlainDate;
  /** Absent when it is refused. */
  granted?: Temporal.PlainDate | undefined;
  /** The agency's date in force. */
  due: Temporal.PlainDate;
  /** The decider's own words: a document's number, or the reason. */
  words: string;
}

/** What letters are written from, as of an instant. */
export interface OfficialFacts {
  plan: { number: string; shortTitle: string };
  /** `năm 2026` */
  term: string;
  /** The outline's title. */
  form: string;
  due: Temporal.PlainDate;
  periodFrom: Temporal.PlainDate;
  periodTo: Temporal.PlainDate;
  sendUp: Temporal.PlainDate;
  /** To whom the compiled report is sent on. */
  receivers: readonly string[];
  asOf: Temporal.Instant;
  figures: LetterFigures;
  /** Who has not reported. */
  list: readonly LetterLine[];
  /** By when the agencies of the list are to report. */
  lastDay: Temporal.PlainDate;
  issued: readonly IssuedBefore[];
  /** How often agencies were urged, this time included. */
  ordinal: number;
  extension?: DecidedExtension | undefined;
}

/** A letter in words. */
export interface WrittenLetter {
  /** After "V/v"; of a report, after "về". */
  subject: string;
  paragraphs: string[];
}
