import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What the demo's people did and were told: their own memory, kept on disk so that a killed demo can go on. */
export type Entry =
  | { kind: 'done'; action: string; at: string }
  | { kind: 'secret'; name: string; value: string }
  | {
      kind: 'receipt';
      agency: string;
      code: string;
      version: number;
      receivedAt: string;
      onTime: boolean;
      workingDaysLate: number;
      submission: string;
    }
  | {
      kind: 'reviewed';
      agency: string;
      submission: string;
      verdict: 'accepted' | 'returned';
      at: string;
      correctionDue?: string;
    }
  | { kind: 'extension'; agency: string; decision: 'granted' | 'refused'; until: string; at: string }
  | { kind: 'excused'; agency: string; at: string }
  | { kind: 'obstacle'; agency: string; id: string };

export class Journal {
  readonly entries: Entry[];
  readonly #file: string;
  readonly #done: Set<string>;

  constructor(file: string) {
    this.#file = file;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    // A line that a killed process left half written is the last one: what it told of is done again, with the same key.
    this.entries = lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Entry] : []));
    this.#done = new Set(this.of('done').map(({ action }) => action));
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    if (entry.kind === 'done') this.#done.add(entry.action);
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }

  of<K extends Entry['kind']>(kind: K): Extract<Entry, { kind: K }>[] {
    return this.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
  }

  isDone(action: string): boolean {
    return this.#done.has(action);
  }

  secret(name: string): string | undefined {
    return this.of('secret').findLast((entry) => entry.name === name)?.value;
  }
}
