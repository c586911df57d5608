import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { lies } from '../domain/letter-presses.ts';
import type { LyingLetter } from '../domain/letter-presses.ts';
import { officialState } from '../domain/official/state.ts';
import type { OfficialState } from '../domain/official/state.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import { json } from './json.ts';
import type { LetterDraft, Tables } from './schema.ts';

/** A letter in the authority's name (công văn). */
export type LetterRow = Selectable<Tables['letter']>;

type LifeColumn = 'approved_at' | 'number' | 'delivery' | 'signed_sha256' | 'sent_at' | 'handed_on' | 'voided_at';

/** Where a letter stands in its life. */
export const stateOfLetter = (row: Pick<LetterRow, LifeColumn>): OfficialState =>
  officialState({
    approved: row.approved_at !== null,
    number: row.number !== null,
    waitsForSigned: row.delivery === 'signed' && row.signed_sha256 === null,
    sent: row.sent_at !== null || row.handed_on !== null,
    voided: row.voided_at !== null,
  });

/**
 * The letters of a cycle that wait for somebody of the focal agency, the oldest first. The draft of UBND tỉnh's own letter is
 * not among them: it goes with the report that it is attached to, and UBND tỉnh issues it.
 */
export async function listLyingLetters(db: Db, cycle: string): Promise<LyingLetter[]> {
  const rows = await db
    .selectFrom('letter')
    .select(['id', 'title', 'drafted_at', 'issued_at'])
    .select(['approved_at', 'number', 'delivery', 'signed_sha256', 'sent_at', 'handed_on', 'voided_at'])
    .where('cycle_id', '=', cycle)
    .where('kind', '!=', 'direction-draft')
    .where('voided_at', 'is', null)
    .orderBy('drafted_at')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const state = stateOfLetter(row);
    if (!lies(state)) return [];
    return [{ id: row.id, title: row.title, state, since: row.issued_at ?? row.approved_at ?? row.drafted_at }];
  });
}

/** The letters of a cycle, the newest first, each before what is attached to it. */
export const listLetters = (db: Db, cycle: string) =>
  db
    .selectFrom('letter')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .orderBy('drafted_at', 'desc')
    .orderBy(sql`parent_id is not null`)
    .orderBy('id')
    .execute();

/** A letter. Refuses: `letter.not_found`. */
export async function getLetter(db: Db, id: string): Promise<LetterRow> {
  const row = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('letter.not_found');
  return row;
}

/** A letter, locked. Refuses: `letter.not_found`. */
export async function lockLetter(tx: Tx, id: string): Promise<LetterRow> {
  const row = await tx.selectFrom('letter').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('letter.not_found');
  return row;
}

/** The letters of a cycle whose list names an agency and that were not voided, locked, the oldest first. */
export const lockLettersNaming = (tx: Tx, cycle: string, agency: string) =>
  tx
    .selectFrom('letter')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .where('voided_at', 'is', null)
    .where(sql<boolean>`content -> 'list' @> ${json([{ agency }])}`)
    .orderBy('drafted_at')
    .orderBy('id')
    .forUpdate()
    .execute();

/** The letters of a cycle that are addressed to an agency or name it, the oldest first. */
export const listLettersAbout = (db: Db, cycle: string, { code, name }: { code: string; name: string }) =>
  db
    .selectFrom('letter')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .where((eb) =>
      eb.or([
        eb('agency_code', '=', code),
        eb.and([eb('kind', '=', 'request'), eb('number', 'is not', null)]),
        sql<boolean>`content -> 'list' @> ${json([{ agency: name }])}`,
      ]),
    )
    .orderBy('drafted_at')
    .execute();

/** The letters that are attached to a letter. */
export const listAttachedLetters = (db: Db, parent: string) =>
  db.selectFrom('letter').selectAll().where('parent_id', '=', parent).orderBy('kind').execute();

/** Keeps what a draft holds now; its version and its approval are the caller's. */
export const keepContent = (tx: Tx, id: string, content: LetterDraft) =>
  tx
    .updateTable('letter')
    .set({ content: json(content) })
    .where('id', '=', id)
    .execute();

/** Notes what a draft held when it was drafted, or after a save. */
export const insertLetterVersion = (
  tx: Tx,
  version: { letter: string; revision: number; content: LetterDraft; at: Temporal.Instant; by: string },
) =>
  tx
    .insertInto('letter_version')
    .values({
      letter_id: version.letter,
      revision: version.revision,
      content: json(version.content),
      saved_at: version.at,
      saved_by: version.by,
    })
    .execute();

/** The versions of a letter's draft, the newest first. */
export const listLetterVersions = (db: Db, letter: string) =>
  db.selectFrom('letter_version').selectAll().where('letter_id', '=', letter).orderBy('revision', 'desc').execute();
