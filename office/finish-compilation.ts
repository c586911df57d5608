import { createHash } from 'node:crypto';
import type { CompiledReport } from '../domain/compilation.ts';
import { engine } from '../domain/actor.ts';
import { record } from '../store/audits.ts';
import { insertStep } from '../store/compilation-steps.ts';
import { getCompilation } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';
import { putFile } from '../store/files.ts';
import { json } from '../store/json.ts';
import { plain } from '../domain/plain.ts';
import { notify } from './notify.ts';

/** The media type of a Word document. */
export const wordDocument = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface FinishCompilation {
  compilation: string;
  report: CompiledReport;
  document: Uint8Array;
  at: Temporal.Instant;
}

/** Stores a run's report and document and announces them, in one transaction. A run that has ended is left as it is. */
export function finishCompilation(db: Db, { compilation, report, document, at }: FinishCompilation): Promise<boolean> {
  const sha256 = createHash('sha256').update(document).digest('hex');
  return db.transaction().execute(async (tx) => {
    await putFile(tx, { sha256, mediaType: wordDocument, content: document, at });
    const { numUpdatedRows } = await tx
      .updateTable('compilation')
      .set({
        state: 'ready',
        report: json(plain(report)),
        file_sha256: sha256,
        ended_at: at,
        done: report.figures.reported,
        phase: 'xong',
      })
      .where('id', '=', compilation)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await insertStep(tx, { compilation, step: 'announce', outcome: {}, at });
    const { cycle_id, number, final, total } = await getCompilation(tx, compilation);
    const { sendUp } = await getCycle(tx, cycle_id);
    await record(tx, { actor: engine, at, verb: 'finish-compilation', subject: compilation, facts: { sha256 } });
    await notify(
      tx,
      {
        slot: `${cycle_id}/compiled/${number}`,
        letter: { kind: 'compiled', final, number, sources: total, missing: report.figures.missing, sendUp },
        cycle: cycle_id,
        page: `/cycles/${cycle_id}/compilations`,
        why: 'Báo cáo tổng hợp đã lập xong',
        to: ['officer', 'leader'],
      },
      at,
    );
    return true;
  });
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
