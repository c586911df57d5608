import { createHash } from 'node:crypto';
import type { Db } from '../store/connection.ts';
import { putFile } from '../store/files.ts';
import { wordDocument } from './finish-compilation.ts';
import { finishStep } from './finish-step.ts';

/** What the step `write` made. */
export interface WrittenDocument {
  sha256: string;
}

/** Keeps a run's document; it is the run's once it is announced. */
export function keepDocument(
  db: Db,
  { compilation, document, at }: { compilation: string; document: Uint8Array; at: Temporal.Instant },
): Promise<boolean> {
  const sha256 = createHash('sha256').update(document).digest('hex');
  const outcome: WrittenDocument = { sha256 };
  return finishStep(db, { compilation, step: 'write', outcome, at }, (tx) =>
    putFile(tx, { sha256, mediaType: wordDocument, content: document, at }),
  );
}
