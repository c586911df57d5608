import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { compilationMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import { getRun } from '../store/compilations.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';
import { listObligations } from '../store/obligations.ts';
import { listReports } from '../store/submissions.ts';
import { wake } from '../store/wakes.ts';

export interface StartCompilation {
  cycle: CycleId;
  final: boolean;
  /** Unique in the system; the same slot again is the same run: a timeline's step, or a UUID made with the form. */
  slot: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Starts a compilation run and answers its id. Its sources are fixed here: the newest version of each agency's report
 * that is not returned. Refuses: `cycle.not_found`, `actor.not_allowed`.
 */
export function startCompilation(db: Db, { cycle, final, slot, actor, at }: StartCompilation): Promise<string> {
  if (actor.kind !== 'engine') demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await getCycle(tx, cycle);
    await tx.selectFrom('cycle').select('id').where('id', '=', cycle).forUpdate().execute();
    const earlier = await tx.selectFrom('compilation').select('id').where('slot', '=', slot).executeTakeFirst();
    if (earlier) return earlier.id;
    const { last } = await tx
      .selectFrom('compilation')
      .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
      .where('cycle_id', '=', cycle)
      .executeTakeFirstOrThrow();
    const id = randomUUID();
    const number = last + 1;
    await tx
      .insertInto('compilation')
      .values({
        id,
        cycle_id: cycle,
        number,
        final,
        slot,
        started_at: at,
        started_by: actorName(actor),
        state: 'running',
      })
      .execute();
    await fixSources(tx, id, cycle);
    await record(tx, { actor, at, verb: 'compile', subject: id, facts: { number: String(number) } });
    await wake(tx, compilationMatter(id), at);
    return id;
  });
}

async function fixSources(tx: Tx, compilation: string, cycle: CycleId): Promise<void> {
  const reports = await listReports(tx, cycle);
  const rows = (await listObligations(tx, cycle))
    .filter(({ state }) => state === 'submitted' || state === 'accepted')
    .map(({ id }, position) => ({
      compilation_id: compilation,
      submission_id: reports.get(id)?.at(-1)?.id ?? '',
      position,
    }))
    .filter((row) => row.submission_id);
  for (let from = 0; from < rows.length; from += 500) {
    await tx
      .insertInto('compilation_source')
      .values(rows.slice(from, from + 500))
      .execute();
  }
  await tx.updateTable('compilation').set({ total: rows.length }).where('id', '=', compilation).execute();
}

/** Cancels a run that has not ended; the activity stops at its next step. Refuses: `compilation.ended`. */
export function cancelCompilation(
  db: Db,
  { compilation, actor, at }: { compilation: string; actor: Actor; at: Temporal.Instant },
): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { state } = await getRun(tx, compilation);
    if (state === 'cancelled') return;
    const { numUpdatedRows } = await tx
      .updateTable('compilation')
      .set({ state: 'cancelled', ended_at: at })
      .where('id', '=', compilation)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refusal('compilation.ended');
    await record(tx, { actor, at, verb: 'cancel-compilation', subject: compilation });
    await wake(tx, compilationMatter(compilation), at);
  });
}
