import type { LetterBody, LetterFrame, LetterKind } from '../domain/letter.ts';

/** Whose letters they are, and whom to call about them. */
export interface Sender {
  /** `Sở Khoa học và Công nghệ` */
  office: string;
  contact: { name: string; phone: string; email: string };
}

/** The facts of one kind of letter. */
export type LetterOf<K extends LetterKind> = LetterFrame & Extract<LetterBody, { kind: K }>;

export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A piece of a letter: a paragraph, items, somebody's own words with their line breaks, or a list of agencies. */
export type Block =
  string | { numbered: readonly string[] } | { items: readonly string[] } | { quote: string } | { table: Table };

/** A date for the reader's calendar. */
export interface DueEvent {
  due: Temporal.PlainDate;
  summary: string;
}

/** A letter in words. Text and HTML are both laid out from it, so that they say the same. */
export interface LetterWords {
  /** Begins with the kind in brackets. */
  subject: string;
  /** Who must do what by when: the first line, and what a telephone shows of the letter. */
  lead: string;
  /** After "Kính gửi:". */
  to: string;
  blocks: readonly Block[];
  /** What the one link is called. */
  action: string;
  /** After "Thư này được gửi vì". */
  why: string;
  event?: DueEvent;
}

/** A function for each kind that puts its letter into words. */
export type Writers<K extends LetterKind> = {
  readonly [P in K]: (letter: LetterOf<P>, sender: Sender) => LetterWords;
};
