import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { criticises } from '../domain/official/words.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { insertLetterVersion, lockLetter } from '../store/letters.ts';
import { refuseChange } from './edit-letter.ts';
import { refreshLetter } from './refresh-letter.ts';

export interface ApproveLetter {
  letter: string;
  /** The version that the approver has read. */
  revision: number;
  /** Names the changes since the draft that the approver has seen and confirms. */
  seen?: string | undefined;
  /** The approver has read words that criticise, and keeps them. */
  keepsCriticism?: boolean | undefined;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Approves a draft, with its figures and list as of now. Only a leader may; the engine cannot. Approved again as it
 * stands, nothing changes. Refuses: `actor.not_allowed`, `letter.not_found`, `letter.issued`, `letter.voided`,
 * `fact.changed` for another version than the one read, `letter.figures_changed` while what changed since the draft was
 * not seen, `letter.criticism` while words that criticise are not confirmed.
 */
export function approveLetter(db: Db, approval: ApproveLetter): Promise<void> {
  const { letter, revision, seen, keepsCriticism, actor, at } = approval;
  demand(actor, 'lead');
  return db.transaction().execute(async (tx) => {
    const row = await lockLetter(tx, letter);
    refuseChange(row);
    if (row.approved_at) return;
    if (row.revision !== revision) throw new Refusal('fact.changed', { current: String(row.revision) });
    const fresh = await refreshLetter(tx, row, at);
    if (fresh.seen && fresh.seen !== seen) throw new Refusal('letter.figures_changed');
    const words = [fresh.content.subject ?? '', ...fresh.content.paragraphs].join(' ');
    if (criticises(words) && !keepsCriticism) throw new Refusal('letter.criticism');
    const next = row.revision + 1;
    const content = { ...fresh.content, baseline: next };
    await tx
      .updateTable('letter')
      .set({ content: json(content), revision: next, approved_at: at, approved_by: actorName(actor) })
      .where('id', '=', letter)
      .execute();
    await insertLetterVersion(tx, { letter, revision: next, content, at, by: actorName(actor) });
    await record(tx, { actor, at, verb: 'approve-letter', subject: letter, facts: { revision: String(next) } });
  });
}
