import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { problemsOf } from '../domain/check-report.ts';
import type { ReportContent } from '../domain/form.ts';
import type { Addressee } from '../domain/letter.ts';
import { dueOf } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { demandRoom, tidyName } from '../domain/room-rule.ts';
import { listContacts } from '../store/agencies.ts';
import { findPending } from '../store/approvals.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lookAtIntake } from '../store/intake.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findLinkOf } from '../store/room-links.ts';
import { asksFor } from '../store/room-rules.ts';
import { insertLink } from './add-person.ts';
import { endApproval } from './end-approval.ts';
import { readCheckFacts } from './read-check-facts.ts';
import { notifyPerson } from './notify-person.ts';

export interface AskApproval {
  obligation: string;
  /** How the asker signs; a person's own link knows it already. */
  name?: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Puts the saved draft before the agency's head, who gets a letter with a link of their own; answers the request's id. The same
 * draft again: the request that waits. A changed draft: a new request in its place.
 * Refuses: `approval.off`, `approval.no_head`, `request.invalid` with every place to be mended, `cycle.closed`, `obligation.accepted`.
 */
export function askApproval(db: Db, { obligation, name = '', actor, at }: AskApproval): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    demandRoom(actor, owed.agency);
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (owed.state === 'accepted') throw new Refusal('obligation.accepted');
    if (!(await asksFor(tx, owed.agency, 'approval'))) throw new Refusal('approval.off');
    const asker = await askerOf(tx, owed, name, actor);
    const draft = await draftToAsk(tx, owed);
    const pending = await findPending(tx, obligation);
    if (pending?.draftVersion === draft.version) return pending.id;
    if (pending) await endApproval(tx, obligation, { decision: 'withdrawn' }, actor, at);
    const [head] = await listContacts(tx, owed.agency, ['head']);
    if (!head) throw new Refusal('approval.no_head');
    return insertRequest(tx, owed, { asker, draft, head }, actor, at);
  });
}

interface Asker {
  name: string;
  link: string | null;
}

async function askerOf(tx: Tx, owed: OwedReport, typed: string, actor: Actor): Promise<Asker> {
  if (actor.kind === 'agency' && actor.person) return { name: actor.person.name, link: actor.person.link };
  const [focal] = await listContacts(tx, owed.agency, ['focal']);
  return { name: tidyName(typed) || focal?.name || owed.agencyName, link: null };
}

/** The saved draft, which must be one that could be sent: what the head would be refused is refused here. */
async function draftToAsk(tx: Tx, owed: OwedReport): Promise<{ content: ReportContent; version: number }> {
  const draft = await tx
    .selectFrom('draft')
    .select(['content', 'version'])
    .where('obligation_id', '=', owed.id)
    .executeTakeFirst();
  const content = draft?.content ?? { sections: {}, tasks: {} };
  const problems = problemsOf(await readCheckFacts(tx, owed, await lookAtIntake(tx, owed)), content);
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
  return { content, version: draft?.version ?? 0 };
}

async function insertRequest(
  tx: Tx,
  owed: OwedReport,
  { asker, draft, head }: { asker: Asker; draft: { content: ReportContent; version: number }; head: Addressee },
  actor: Actor,
  at: Temporal.Instant,
): Promise<string> {
  const id = randomUUID();
  const person = { name: tidyName(head.name), email: head.email.trim().toLowerCase(), role: 'head' as const };
  const link = (await findLinkOf(tx, owed.id, person))?.id ?? (await insertLink(tx, owed, person, actor, at));
  await tx
    .insertInto('approval')
    .values({
      ...{ id, obligation_id: owed.id, asked_at: at, asked_by: actorName(actor) },
      ...{ asker_name: asker.name, asker_link: asker.link, head_link: link },
      ...{ draft_version: draft.version, content: json(draft.content) },
      ...{ decision: null, words: null, decided_at: null, decided_by: null },
    })
    .execute();
  await record(tx, { actor, at, verb: 'ask-approval', subject: owed.id, facts: { draft: String(draft.version) } });
  await notifyPerson(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/approval/${id}`,
      letter: {
        ...{ kind: 'approval-asked', agency: owed.agencyName, person: head.name, roomLink: link },
        ...{ by: asker.name, askedAt: at, due: dueOf(owed).due },
      },
      owed,
      to: [head],
      why: `${asker.name} trình thủ trưởng cơ quan duyệt trước khi gửi báo cáo`,
    },
    at,
  );
  return id;
}
