import { engine } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { record } from '../store/audits.ts';
import { findOutcome, insertStep } from '../store/compilation-steps.ts';
import { getCompiledFigures, getRun } from '../store/compilations.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';
import type { WrittenDocument } from './keep-document.ts';
import { notify } from './notify.ts';

/** The media type of a Word document. */
export const wordDocument = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Makes a run ready with the report and the document that its steps made, and announces it, in one transaction. A run that
 * has ended is left as it is. Refuses: `compilation.not_ready`.
 */
export async function finishCompilation(
  db: Db,
  { compilation, at }: { compilation: string; at: Temporal.Instant },
): Promise<boolean> {
  const written = await findOutcome<WrittenDocument>(db, compilation, 'write');
  if (!written) throw new Refusal('compilation.not_ready');
  const { sha256 } = written;
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('compilation')
      .set((eb) => ({ state: 'ready', file_sha256: sha256, ended_at: at, done: eb.ref('total'), phase: 'xong' }))
      .where('id', '=', compilation)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await insertStep(tx, { compilation, step: 'announce', outcome: {}, at });
    await record(tx, { actor: engine, at, verb: 'finish-compilation', subject: compilation, facts: { sha256 } });
    await announce(tx, compilation, at);
    return true;
  });
}

async function announce(tx: Tx, compilation: string, at: Temporal.Instant): Promise<void> {
  const { cycle_id: cycle, number, final, total } = await getRun(tx, compilation);
  const { missing } = await getCompiledFigures(tx, compilation);
  const { sendUp } = await getCycle(tx, cycle);
  await notify(
    tx,
    {
      slot: `${cycle}/compiled/${number}`,
      letter: { kind: 'compiled', final, number, sources: total, missing, sendUp },
      cycle,
      page: `/cycles/${cycle}/compilations`,
      why: 'Báo cáo tổng hợp đã lập xong',
      to: ['officer', 'leader'],
    },
    at,
  );
}

/** Notes how far a run has come; false when it was cancelled meanwhile and must stop. */
export async function noteProgress(db: Db, compilation: string, done: number, phase: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('compilation')
    .set({ done, phase })
    .where('id', '=', compilation)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
