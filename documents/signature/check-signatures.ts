import { Worker } from 'node:worker_threads';
import type { FileSignature } from '../../domain/file-signature.ts';

/** What the thread is given. */
export interface SignatureTask {
  content: Uint8Array;
  /** Certificates in PEM that are trusted. */
  roots: readonly string[];
  /** When the file came, in ISO form. */
  at: string;
}

/** How long checking may take, in milliseconds of the machine, and how much memory, in MB. */
const [patience, memory] = [10_000, 512];

/**
 * What can be said of a PDF's digital signatures, in the order in which they were made; none for an unsigned one.
 * In a thread of its own: a hostile or huge file stops neither the others' requests nor the process. A file that speaks of
 * signatures and cannot be read, in time or at all, has one that is `unreadable`.
 */
export async function checkSignatures(
  content: Uint8Array,
  { roots, at }: { roots: readonly string[]; at: Temporal.Instant },
): Promise<FileSignature[]> {
  // A signature's range stands in the open: it is about the file's own bytes. Nearly all files are unsigned.
  if (Buffer.from(content.buffer, content.byteOffset, content.byteLength).indexOf('/ByteRange') < 0) return [];
  const worker = new Worker(new URL('./signature-thread.ts', import.meta.url), {
    workerData: { content, roots, at: at.toString() } satisfies SignatureTask,
    resourceLimits: { maxOldGenerationSizeMb: memory },
    // What the reader says of a damaged file is of no use to the operator.
    stdout: true,
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<FileSignature[]>();
  const unreadable = (): void => resolve([{ state: 'unreadable', kind: 'signature' }]);
  const timer = setTimeout(unreadable, patience);
  worker.once('message', resolve);
  worker.once('error', unreadable);
  worker.once('exit', unreadable);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
