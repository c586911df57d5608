import { appendFileSync } from 'node:fs';

/** Between these two instants something was done: a caller that had to repeat does not know which attempt did it. */
export interface Span {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** What the trial's people did and were told: their own memory, by which the program is judged. */
export type Entry =
  | {
      kind: 'receipt';
      agency: string;
      code: string;
      version: number;
      receivedAt: Temporal.Instant;
      submission: string;
      sha256: string;
      content: unknown;
    }
  | {
      kind: 'review';
      agency: string;
      code: string;
      verdict: 'accepted' | 'returned';
      span: Span;
      correctionDue?: string;
    }
  | { kind: 'asked'; agency: string; id: string }
  | { kind: 'decided'; agency: string; id: string; span: Span; until?: string }
  | { kind: 'excused'; agency: string; span: Span }
  | { kind: 'obstacle'; agency: string; id: string };

/** The people's diary of one year. */
export class Diary {
  readonly entries: Entry[] = [];
  readonly #file: string | undefined;

  /** In: where to keep a copy for people. */
  constructor(file?: string) {
    this.#file = file;
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify({ ...entry, content: undefined })}\n`);
  }

  of<K extends Entry['kind']>(kind: K, agency?: string): Extract<Entry, { kind: K }>[] {
    return this.entries.filter(
      (entry): entry is Extract<Entry, { kind: K }> =>
        entry.kind === kind && (agency === undefined || entry.agency === agency),
    );
  }
}
