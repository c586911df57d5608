import type { Marking } from './secrecy-marking.ts';
import { readApart } from '../read-apart.ts';

export type Kind = 'pdf' | 'word' | 'excel';

/**
 * What was found in a document's text. Trouble: it could not be read at all, in time, or without filling the memory; or it
 * brings programs along.
 */
export interface Finding {
  marking?: Marking;
  trouble?: 'unreadable' | 'unfolds_too_far' | 'holds_macro';
}

/** How long reading a document may take, in milliseconds of the machine, and how much memory, in MB. */
const [patience, memory] = [15_000, 512];

/** Looks for a secrecy marking in a document's text, in a thread of its own. */
export const findMarking = (content: Uint8Array, kind: Kind): Promise<Finding> =>
  readApart<Finding>(
    new URL('./marking-worker.ts', import.meta.url),
    { content, kind },
    { patience, memory, otherwise: { trouble: 'unreadable' } },
  );
