import type { DueMove } from '../domain/move-due.ts';
import type { Tx } from '../store/connection.ts';
import { listContactsOfAll } from '../store/agencies.ts';
import { getOfficeHours } from '../store/installation.ts';
import { insertNotifications } from '../store/notifications.ts';
import type { Slot } from '../store/notifications.ts';
import { notify, slotFor } from './notify.ts';

/**
 * Writes the letter of a moved date to each agency, into the ledger under the revision that its obligation has by now. The
 * caller wakes the post office.
 */
export async function tellMovedDues(
  tx: Tx,
  moves: readonly DueMove[],
  source: string,
  at: Temporal.Instant,
): Promise<void> {
  if (moves.length === 0) return;
  const hours = await getOfficeHours(tx);
  const contacts = await listContactsOfAll(
    tx,
    moves.map(({ agency }) => agency),
    { to: ['focal', 'head'] },
  );
  const revisions = await listRevisions(tx, moves);
  const slots = moves.flatMap(({ obligation, cycle, agency, agencyName, inForce, tell }) => {
    const revision = revisions.get(obligation) ?? 0;
    if (!inForce || !tell) return [];
    return slotFor(
      {
        slot: `${cycle}/${agency}/due-moved/${revision}`,
        letter: { kind: 'due-moved', agency: agencyName, from: tell, due: inForce.to, source },
        cycle,
        agency,
        obligation,
        revision,
        why: `Lịch làm việc thay đổi theo ${source}; hạn gửi đã thông báo chuyển sang ngày khác`,
      },
      contacts.get(agency) ?? [],
      hours,
      at,
    );
  });
  await insertNotifications(tx, slots);
  for (const slot of slots) if (slot.state === 'failed') await flagUntold(tx, slot, at);
}

/** An agency without a contact cannot be told by a letter: the focal agency's officer is. */
async function flagUntold(tx: Tx, { slot, cycle, agency, letter, reason }: Slot, at: Temporal.Instant): Promise<void> {
  const name = letter.kind === 'due-moved' ? letter.agency : '';
  await notify(
    tx,
    {
      slot: `${slot}/flag`,
      letter: { kind: 'step-failed', agency: name, step: letter.kind, code: reason ?? 'unexpected' },
      cycle,
      page: `/cycles/${cycle}/agencies/${agency}`,
      why: 'Không lập được thư báo thay đổi hạn cho cơ quan này; cần Sở Khoa học và Công nghệ xử lý',
      to: ['officer'],
    },
    at,
  );
}

async function listRevisions(tx: Tx, moves: readonly DueMove[]): Promise<ReadonlyMap<string, number>> {
  const cycles = [...new Set(moves.map(({ cycle }) => cycle))];
  const rows = await tx.selectFrom('obligation').select(['id', 'revision']).where('cycle_id', 'in', cycles).execute();
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}
