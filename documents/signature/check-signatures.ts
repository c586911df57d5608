import { readApart } from '../read-apart.ts';
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
  const task = { content, roots, at: at.toString() } satisfies SignatureTask;
  return readApart<FileSignature[]>(new URL('./signature-thread.ts', import.meta.url), task, {
    ...{ patience, memory },
    otherwise: [{ state: 'unreadable', kind: 'signature' }],
  });
}
