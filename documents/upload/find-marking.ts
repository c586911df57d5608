import { Worker } from 'node:worker_threads';
import type { Marking } from './secrecy-marking.ts';

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

/**
 * Looks for a secrecy marking in a document's text, in a thread of its own: a hostile or huge file stops neither the
 * others' requests nor the process.
 */
export async function findMarking(content: Uint8Array, kind: Kind): Promise<Finding> {
  const worker = new Worker(new URL('./marking-worker.ts', import.meta.url), {
    workerData: { content, kind },
    resourceLimits: { maxOldGenerationSizeMb: memory },
    // What the reader says of a damaged file is of no use to the operator.
    stdout: true,
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<Finding>();
  const timer = setTimeout(() => resolve({ trouble: 'unreadable' }), patience);
  worker.once('message', resolve);
  worker.once('error', () => resolve({ trouble: 'unreadable' }));
  worker.once('exit', () => resolve({ trouble: 'unreadable' }));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
