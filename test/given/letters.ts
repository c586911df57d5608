import type { Actor } from '../../domain/actor.ts';
import { letterDocument } from '../../documents/letter-document.ts';
import { approveLetter } from '../../office/approve-letter.ts';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import type { IssueLetter } from '../../office/issue-letter.ts';
import { refreshLetter } from '../../office/refresh-letter.ts';
import { getLetter } from '../../store/letters.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';

/** The report to UBND tỉnh and the draft of its letter, drafted on 22/12/2026 at 08:00; answers the report's id. */
export async function givenEscalation(db: Db, cycle: string): Promise<string> {
  const at = vn('2026-12-22 08:00');
  await draftEscalation(db, cycle, { key: 'escalate', kind: 'escalate', rung: 'escalate', at }, at);
  const row = await db.selectFrom('letter').select('id').where('kind', '=', 'escalation').executeTakeFirstOrThrow();
  return row.id;
}

/** Approves a letter as it stands, by somebody who has seen what changed. */
export async function approve(db: Db, letter: string, actor: Actor, at: Temporal.Instant): Promise<void> {
  const row = await getLetter(db, letter);
  const { seen } = await refreshLetter(db, row, at);
  await approveLetter(db, { letter, revision: row.revision, seen, keepsCriticism: true, actor, at });
}

/** Approves and issues a letter on a day; without a number it gets the register's next one. */
export async function issueApproved(
  db: Db,
  { letter, actor, at, ...given }: Pick<IssueLetter, 'letter' | 'actor' | 'at'> & Partial<IssueLetter>,
): Promise<string> {
  await approve(db, letter, actor, at);
  const issuedOn = at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  return issueLetter(db, { delivery: 'by_hand', issuedOn, build: letterDocument, ...given, letter, actor, at });
}
