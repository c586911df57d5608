import { createHash } from 'node:crypto';
import { isUnchanged, letterChanges, ownParagraphs, refreshedParagraphs } from '../domain/official/changes.ts';
import type { LetterChanges } from '../domain/official/changes.ts';
import { ruleOf } from '../domain/official/kinds.ts';
import { writeLetter } from '../domain/official/write-letter.ts';
import type { Db } from '../store/connection.ts';
import type { LetterRow } from '../store/letters.ts';
import type { LetterDraft } from '../store/schema.ts';
import { asOfLetter } from './letter-as-of.ts';
import { readEvidence } from './read-evidence.ts';
import { readOfficialFacts } from './read-official-facts.ts';

/** A draft with the figures of now, and what changed since its list was drafted. */
export interface RefreshedLetter {
  content: LetterDraft;
  changes: LetterChanges;
  /** Of a letter without a list: its words are others by now. */
  reworded: boolean;
  /** Names these changes; undefined when nothing changed. An approver hands it back: they have seen them. */
  seen: string | undefined;
  /** The places of paragraphs whose figures are a person's own. */
  own: number[];
}

/** Writes a draft anew as of now and compares it with what was drafted. Writes nothing. */
export async function refreshLetter(db: Db, letter: LetterRow, at: Temporal.Instant): Promise<RefreshedLetter> {
  const { content, kind, cycle_id: cycle } = letter;
  const facts = await readOfficialFacts(db, cycle, await asOfLetter(db, letter, at));
  const { listed } = ruleOf(kind);
  const list = listed ? [...facts.list] : [];
  const { paragraphs: fresh } = writeLetter(kind, facts);
  const written = content.written ?? content.paragraphs;
  const paragraphs = refreshedParagraphs(content.paragraphs, written, fresh);
  const before = await readBaseline(db, letter);
  const changes = letterChanges(before, { list, ...(listed && { figures: facts.figures }) });
  const reworded = !listed && paragraphs.join('\n') !== content.paragraphs.join('\n');
  const changed = !isUnchanged(changes) || reworded;
  return {
    content: {
      ...content,
      ...{ paragraphs, list, written: fresh, asOf: at.toString(), figures: facts.figures },
      evidence: await readEvidence(db, cycle, facts.issued),
    },
    ...{ changes, reworded, own: ownParagraphs(content.paragraphs, written) },
    seen: changed ? digestOf(list, listed ? facts.figures : paragraphs) : undefined,
  };
}

/** The list and the figures as they were drafted, or approved the last time. */
async function readBaseline(db: Db, { id, content, kind }: LetterRow): Promise<Pick<LetterDraft, 'list' | 'figures'>> {
  const row = await db
    .selectFrom('letter_version')
    .select('content')
    .where('letter_id', '=', id)
    .where('revision', '=', content.baseline ?? 0)
    .executeTakeFirst();
  const { list, figures } = row?.content ?? content;
  return { list, ...(ruleOf(kind).listed && figures && { figures }) };
}

const digestOf = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
