import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { CycleId } from '../domain/matter.ts';
import type { OfficialFacts } from '../domain/official/facts.ts';
import { ruleOf } from '../domain/official/kinds.ts';
import type { OfficialKind } from '../domain/official/kinds.ts';
import { titleOf, writeLetter } from '../domain/official/write-letter.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';
import { json } from '../store/json.ts';
import { insertLetterVersion } from '../store/letters.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { LetterDraft } from '../store/schema.ts';
import { lockStanding } from './list-missing.ts';
import { readEvidence } from './read-evidence.ts';
import { readOfficialFacts } from './read-official-facts.ts';

export interface NewLetter {
  cycle: CycleId;
  kind: OfficialKind;
  /** Unique: the same slot again changes nothing. */
  slot: string;
  /** The decided request that it is about, and whose it is. */
  extension?: { id: string; agency: string } | undefined;
  parent?: string | undefined;
  /** The cycle's, where the caller has just read them. */
  obligations?: readonly OwedReport[];
}

/**
 * Drafts a letter with figures, a dated list and evidence as of now; answers its id. It is sent to nobody until an
 * authorised person has approved and issued it. The slot again gives the first letter's id.
 * In: the standing is held by the caller (`lockStanding`) where the kind names agencies.
 */
export async function draftIn(tx: Tx, letter: NewLetter, actor: Actor, at: Temporal.Instant): Promise<string> {
  const { cycle, kind, slot, extension, parent, obligations } = letter;
  const known = await tx.selectFrom('letter').select('id').where('slot', '=', slot).executeTakeFirst();
  if (known) return known.id;
  const ordinal = kind === 'urging' ? (await countUrgings(tx, cycle)) + 1 : 1;
  const facts = await readOfficialFacts(tx, cycle, { at, ordinal, extension: extension?.id, obligations });
  const { subject, content } = draftOf(kind, facts, await readEvidence(tx, cycle, facts.issued), extension?.id);
  const id = randomUUID();
  await tx
    .insertInto('letter')
    .values({
      ...{ id, cycle_id: cycle, kind, slot, title: titleOf(kind, subject), content: json(content), drafted_at: at },
      ...{ agency_code: extension?.agency ?? null, parent_id: parent ?? null },
    })
    .execute();
  await insertLetterVersion(tx, { letter: id, revision: 0, content, at, by: actorName(actor) });
  await record(tx, { actor, at, verb: 'draft-letter', subject: id, facts: { kind, cycle } });
  return id;
}

function draftOf(kind: OfficialKind, facts: OfficialFacts, evidence: string[], extension: string | undefined) {
  const { subject, paragraphs } = writeLetter(kind, facts);
  const content: LetterDraft = {
    paragraphs,
    written: paragraphs,
    list: ruleOf(kind).listed ? [...facts.list] : [],
    subject,
    asOf: facts.asOf.toString(),
    figures: facts.figures,
    lastDay: facts.lastDay.toString(),
    evidence,
    ...(kind === 'urging' && { ordinal: facts.ordinal }),
    ...(extension && { extension }),
  };
  return { subject, content };
}

async function countUrgings(tx: Tx, cycle: CycleId): Promise<number> {
  const { count } = await tx
    .selectFrom('letter')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('cycle_id', '=', cycle)
    .where('kind', '=', 'urging')
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** The kinds that a person can have drafted; the draft of UBND tỉnh's letter comes with the report to it. */
export type DraftedByHand = Exclude<OfficialKind, 'direction-draft' | 'extension'>;

export interface DraftLetter {
  cycle: CycleId;
  kind: DraftedByHand;
  /** Made with the form: the same attempt again gives the same letter. */
  attempt: string;
  actor: Actor;
  at: Temporal.Instant;
}

/** Drafts a letter on a person's word. Refuses: `actor.not_allowed`, `cycle.not_found`, `cycle.closed`. */
export function draftLetter(db: Db, { cycle, kind, attempt, actor, at }: DraftLetter): Promise<string> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { closedAt } = await getCycle(tx, cycle);
    if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
    await lockStanding(tx, cycle);
    return draftWithAttached(tx, { cycle, kind, slot: `${cycle}/letter/${attempt}` }, actor, at);
  });
}

/** A report to UBND tỉnh has the draft of UBND tỉnh's own letter attached, as long as it names somebody. */
export async function draftWithAttached(
  tx: Tx,
  letter: NewLetter,
  actor: Actor,
  at: Temporal.Instant,
): Promise<string> {
  const id = await draftIn(tx, letter, actor, at);
  if (letter.kind === 'escalation') {
    await draftIn(tx, { ...letter, kind: 'direction-draft', slot: `${letter.slot}/direction`, parent: id }, actor, at);
  }
  return id;
}
