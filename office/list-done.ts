import type { DoneMeanwhile } from '../domain/claim.ts';
import type { LyingLetter } from '../domain/letter-presses.ts';
import { revive } from '../domain/plain.ts';
import { unsentTo } from '../domain/receiver-dues.ts';
import type { Db } from '../store/connection.ts';
import { listLyingLetters } from '../store/letters.ts';
import { listSendings, standingOf } from '../store/sendings.ts';
import type { LedgerLine } from './claim-letters.ts';

/**
 * The slots of letters whose matter has been done since they were planned: reminders of sendings that are recorded by now,
 * and of letters of which none stands where it stood.
 */
export async function listDone(db: Db, lines: readonly LedgerLine[]): Promise<ReadonlyMap<string, DoneMeanwhile>> {
  const done = new Map<string, DoneMeanwhile>();
  const reminders = lines.filter(({ kind }) => kind === 'sending-waiting');
  for (const [cycle, mine] of Map.groupBy(reminders, ({ cycle_id }) => cycle_id ?? '')) {
    const sent = (await listSendings(db, cycle)).map(standingOf);
    for (const { slot, letter } of mine) {
      const { receiver } = letter as { receiver: string };
      if (unsentTo([{ receiver }], sent).length === 0) done.set(slot, 'sent_up');
    }
  }
  const ofLetters = lines.filter(({ kind }) => kind === 'letter-waiting');
  for (const [cycle, mine] of Map.groupBy(ofLetters, ({ cycle_id }) => cycle_id ?? '')) {
    const lying = new Set((await listLyingLetters(db, cycle)).map(standingName));
    for (const { slot, letter } of mine) {
      const { letters } = revive<{ letters: readonly LyingLetter[] }>(letter);
      if (!letters.some((each) => lying.has(standingName(each)))) done.set(slot, 'letter_moved_on');
    }
  }
  return done;
}

const standingName = ({ id, state }: Pick<LyingLetter, 'id' | 'state'>): string => `${id} ${state}`;
