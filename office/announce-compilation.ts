import { Refusal } from '../domain/refusal.ts';
import { findOutcome } from '../store/compilation-steps.ts';
import type { Db } from '../store/connection.ts';
import { getFile } from '../store/files.ts';
import { finishCompilation } from './finish-compilation.ts';
import type { WrittenDocument } from './keep-document.ts';
import { readCompiledReport } from './read-compilation-steps.ts';

/** Makes a run ready with the report and the document that its steps made, and announces it. Refuses: `compilation.not_ready`. */
export async function announceCompilation(
  db: Db,
  { compilation, at }: { compilation: string; at: Temporal.Instant },
): Promise<boolean> {
  const written = await findOutcome<WrittenDocument>(db, compilation, 'write');
  if (!written) throw new Refusal('compilation.not_ready');
  const report = await readCompiledReport(db, compilation);
  const { content: document } = await getFile(db, written.sha256);
  return finishCompilation(db, { compilation, report, document, at });
}
