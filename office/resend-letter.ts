import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { isPersonal } from '../domain/letter.ts';
import type { Recipient } from '../domain/regime.ts';
import { Refusal } from '../domain/refusal.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { revive } from '../domain/plain.ts';
import { lockNotification } from '../store/notifications.ts';
import type { StoredLetter } from '../store/notifications.ts';
import { notify } from './notify.ts';

export interface ResendLetter {
  slot: string;
  /** Made with the form: the same attempt again sends nothing more. */
  attempt: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Sends a letter again on a person's word, to the contacts as they are now: a slot of its own, so that the ledger shows
 * both. Refuses: `notification.not_found`, `notification.not_resendable` for one that has not left yet or was cancelled.
 */
export function resendLetter(db: Db, { slot, attempt, actor, at }: ResendLetter): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const row = await lockNotification(tx, slot);
    if (row.kind === 'step-failed' || isPersonal(row.kind) || !['sent', 'failed', 'bounced'].includes(row.state)) {
      throw new Refusal('notification.not_resendable', { slot });
    }
    await record(tx, { actor, at, verb: 'resend', subject: slot });
    await notify(
      tx,
      {
        slot: `${slot}/resend/${attempt}`,
        letter: revive<StoredLetter>(row.letter),
        cycle: row.cycle_id ?? undefined,
        agency: row.agency_code ?? undefined,
        obligation: row.obligation_id ?? undefined,
        revision: row.revision,
        rung: row.rung ?? undefined,
        page: row.page ?? undefined,
        why: `Gửi lại theo yêu cầu của ${actor.kind === 'staff' ? actor.name : 'hệ thống'}. Lý do ban đầu: ${row.why}`,
        // A person's own letter goes to that person again, an agency's to its contacts as they are now.
        only: row.agency_code ? undefined : row.recipients.map(({ email }) => email),
        to:
          row.recipients.length > 0
            ? row.recipients.map((each) => each.role as Recipient)
            : ['focal', 'head', 'mailbox'],
      },
      at,
    );
  });
}
