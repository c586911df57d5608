import type { Actor } from '../domain/actor.ts';
import type { Addressee } from '../domain/letter.ts';
import { dueOf } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { demandHead, demandRoom } from '../domain/room-rule.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { findPending } from '../store/approvals.ts';
import type { Approval } from '../store/approvals.ts';
import { record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { listReachable } from '../store/contacts.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findRoomLink } from '../store/room-links.ts';
import { endApproval } from './end-approval.ts';
import { notifyPerson } from './notify-person.ts';

export interface SendBackDraft {
  obligation: string;
  words: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * The head sends a draft back to whoever put it forward, with words. Refuses: `person.not_head`, `approval.not_found` when none
 * waits, `request.invalid` without words.
 */
export function sendBackDraft(db: Db, { obligation, actor, at, ...typed }: SendBackDraft): Promise<void> {
  const words = typed.words.trim();
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    demandRoom(actor, owed.agency);
    demandHead(actor);
    const pending = await findPending(tx, obligation);
    if (!pending) throw new Refusal('approval.not_found');
    refuseTooLong({ words: [words, longest.reason] });
    if (!words) {
      const problem = { field: 'words', message: 'Cần ghi ý kiến để người trình biết phải sửa gì.' };
      throw new Refusal('request.invalid', { count: '1' }, [problem]);
    }
    await endApproval(tx, obligation, { decision: 'sent_back', words }, actor, at);
    await record(tx, { actor, at, verb: 'send-back', subject: obligation });
    await tellAsker(tx, owed, pending, { words, actor }, at);
  });
}

async function tellAsker(
  tx: Tx,
  owed: OwedReport,
  { id, askerName, askerLink }: Approval,
  { words, actor }: { words: string; actor: Actor },
  at: Temporal.Instant,
): Promise<void> {
  const link = askerLink ? await findRoomLink(tx, askerLink) : undefined;
  const own = link && !link.revokedAt ? link : undefined;
  const to: Addressee[] = own
    ? [{ role: 'colleague', name: own.name, title: '', email: own.email }]
    : await listReachable(tx, owed.agency, ['focal']);
  await notifyPerson(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/approval/${id}/back`,
      letter: {
        kind: 'approval-returned',
        ...{ agency: owed.agencyName, person: askerName, words, due: dueOf(owed).due },
        by: actor.kind === 'agency' && actor.person ? actor.person.name : 'lãnh đạo cơ quan',
        ...(own && { roomLink: own.id }),
      },
      owed,
      to,
      why: 'Thủ trưởng cơ quan trả lại dự thảo đã trình',
    },
    at,
  );
}
