import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { demandRoom } from '../domain/room-rule.ts';
import { codeLife, codesPerHour, nextCodeAt } from '../domain/submission-code.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { listReachable } from '../store/contacts.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { asksFor } from '../store/room-rules.ts';
import { notifyPerson } from './notify-person.ts';
import type { SubmissionCodes } from './submission-codes.ts';

export interface SendCode {
  obligation: string;
  codes: SubmissionCodes;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Sends six digits to the agency's registered mailbox; answers until when they may be typed. A newer code takes the place of
 * the one before. Refuses: `code.off`, `code.no_mailbox`, `code.too_soon`, `cycle.closed`, `obligation.accepted`.
 */
export function sendCode(db: Db, { obligation, codes, actor, at }: SendCode): Promise<Temporal.Instant> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    demandRoom(actor, owed.agency);
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (owed.state === 'accepted') throw new Refusal('obligation.accepted');
    if (!(await asksFor(tx, owed.agency, 'code'))) throw new Refusal('code.off');
    const wait = nextCodeAt(await listMade(tx, obligation), at);
    if (wait) throw new Refusal('code.too_soon', { until: wait.toString() });
    const id = randomUUID();
    const expiresAt = at.add(codeLife);
    await tx
      .insertInto('submission_code')
      .values({
        ...{
          id,
          obligation_id: obligation,
          asked_by: actorName(actor),
          seal: codes.seal(obligation, codes.digits(id)),
        },
        ...{ made_at: at, expires_at: expiresAt, confirmed_at: null, confirmed_by: null, used_at: null },
      })
      .execute();
    await record(tx, { actor, at, verb: 'send-code', subject: obligation });
    await mail(tx, owed, { id, expiresAt }, at);
    return expiresAt;
  });
}

async function listMade(tx: Tx, obligation: string): Promise<Temporal.Instant[]> {
  const rows = await tx
    .selectFrom('submission_code')
    .select('made_at')
    .where('obligation_id', '=', obligation)
    .orderBy('made_at', 'desc')
    .limit(codesPerHour)
    .execute();
  return rows.map(({ made_at }) => made_at);
}

async function mail(
  tx: Tx,
  owed: OwedReport,
  { id, expiresAt }: { id: string; expiresAt: Temporal.Instant },
  at: Temporal.Instant,
): Promise<void> {
  const to = await listReachable(tx, owed.agency, ['mailbox']);
  if (to.length === 0) throw new Refusal('code.no_mailbox');
  await notifyPerson(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/code/${id}`,
      letter: { kind: 'submission-code', agency: owed.agencyName, person: owed.agencyName, code: id, until: expiresAt },
      owed,
      to,
      why: 'Có người đề nghị mã xác nhận để gửi báo cáo',
    },
    at,
  );
}
