import { unsentTo } from '../domain/receiver-dues.ts';
import type { Db } from '../store/connection.ts';
import { listSendings, standingOf } from '../store/sendings.ts';
import type { LedgerLine } from './claim-letters.ts';

/** The slots of letters whose matter has been done since they were planned: reminders of sendings that are recorded by now. */
export async function listDone(db: Db, lines: readonly LedgerLine[]): Promise<ReadonlySet<string>> {
  const reminders = lines.filter(({ kind, cycle_id }) => kind === 'sending-waiting' && cycle_id);
  const done = new Set<string>();
  for (const [cycle, mine] of Map.groupBy(reminders, ({ cycle_id }) => cycle_id ?? '')) {
    const sent = (await listSendings(db, cycle)).map(standingOf);
    for (const { slot, letter } of mine) {
      const { receiver } = letter as { receiver: string };
      if (unsentTo([{ receiver }], sent).length === 0) done.add(slot);
    }
  }
  return done;
}
