import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { isAddress } from './person-problems.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { putSuperiorMailbox } from '../store/superior-mailbox.ts';

/** Sets the address to which letters to UBND tỉnh go. Refuses: `actor.not_allowed`, `request.invalid`. */
export function setSuperiorMailbox(
  db: Db,
  { email, actor, at }: { email: string; actor: Actor; at: Temporal.Instant },
): Promise<void> {
  demand(actor, 'lead');
  const address = email.trim().toLowerCase();
  if (!isAddress(address)) {
    const problem = { field: 'email', message: 'Cần ghi đúng địa chỉ thư, ví dụ vanphong@quangngai.gov.vn.' };
    throw new Refusal('request.invalid', { count: '1' }, [problem]);
  }
  return db.transaction().execute(async (tx) => {
    await putSuperiorMailbox(tx, { email: address, at, by: actorName(actor) });
    await record(tx, { actor, at, verb: 'set-superior-mailbox', subject: 'superior-mailbox' });
  });
}
