import type { Tx } from '../store/connection.ts';
import { notify } from './notify.ts';
import { readObstacleDue } from './read-obstacle-due.ts';

/**
 * Tells the focal agency's officer that a period's obstacles are to be compiled for UBND tỉnh, unless they have been. Every
 * open obstacle brings the moment; the slot is the period's, so that one letter is written.
 */
export async function remindOfCompilation(tx: Tx, plannedAt: Temporal.Instant, at: Temporal.Instant): Promise<void> {
  const due = await readObstacleDue(tx, at);
  if (!due) return;
  const { name, words, from, to } = due;
  const { unsettled } = await tx
    .selectFrom('obstacle')
    .select((eb) => eb.fn.countAll<number>().as('unsettled'))
    .where('state', 'not in', ['decided', 'closed'])
    .executeTakeFirstOrThrow();
  const notice = {
    slot: `obstacles/compile/${name}`,
    letter: { kind: 'obstacles-to-compile' as const, words, unsettled },
    page: `/obstacles/compilation?from=${from.toString()}&to=${to.toString()}`,
    why: 'Hết quý, khó khăn, vướng mắc được tổng hợp cho UBND tỉnh (Kế hoạch, mục III.2)',
    to: ['officer' as const],
    plannedAt,
  };
  await notify(tx, notice, at);
}
