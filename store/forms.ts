import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Form, FormSection } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import { json } from './json.ts';
import type { Tables } from './schema.ts';

/** A published version of a form: immutable, with who made it, when and why. */
export interface FormVersion extends Form {
  /** The documents that the outline rests on. */
  source: string;
  /** Absent where it came with the installation. */
  madeAt: Temporal.Instant | undefined;
  madeBy: string;
  reason: string;
  /** The revision of the draft that became it. */
  revision: number;
}

/** What a form says, whether drafted or published. */
export interface FormText {
  title: string;
  source: string;
  sections: readonly FormSection[];
}

/** The draft of a form's next version: one row, whoever writes. */
export interface FormDraft extends FormText {
  id: string;
  /** The version that it is to follow; 0 for a new form. */
  base: number;
  revision: number;
  begunAt: Temporal.Instant;
  begunBy: string;
  savedAt: Temporal.Instant;
  savedBy: string;
}

/** The versions of a form, the newest first; none of a form that is only drafted. */
export async function listFormVersions(db: Db, id: string): Promise<FormVersion[]> {
  const rows = await db.selectFrom('form').selectAll().where('id', '=', id).orderBy('version', 'desc').execute();
  return rows.map(versionOf);
}

/** A version of a form. Refuses: `form.not_found`. */
export async function getFormVersion(db: Db, id: string, version: number): Promise<FormVersion> {
  const row = await db
    .selectFrom('form')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new Refusal('form.not_found', { form: id });
  return versionOf(row);
}

/** The newest version of every form, by id. */
export async function listNewestForms(db: Db): Promise<FormVersion[]> {
  const rows = await db
    .selectFrom('form')
    .distinctOn('id')
    .selectAll()
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(versionOf);
}

export async function listFormDrafts(db: Db): Promise<FormDraft[]> {
  const rows = await db.selectFrom('form_draft').selectAll().orderBy('form_id').execute();
  return rows.map(draftOf);
}

export async function findFormDraft(db: Db, id: string): Promise<FormDraft | undefined> {
  const row = await db.selectFrom('form_draft').selectAll().where('form_id', '=', id).executeTakeFirst();
  return row && draftOf(row);
}

/** What is known of a form, no other transaction changing it meanwhile; nothing of one that is to be. */
export async function lockForm(
  tx: Tx,
  id: string,
): Promise<{ versions: readonly FormVersion[]; draft: FormDraft | undefined }> {
  // A form that is to be has no row that could be locked.
  await sql`select pg_advisory_xact_lock(hashtext(${`form/${id}`}))`.execute(tx);
  return { versions: await listFormVersions(tx, id), draft: await findFormDraft(tx, id) };
}

/** Writes the draft, as its first revision or the next one; who began it stays. */
export async function saveFormDraft(tx: Tx, draft: FormDraft): Promise<void> {
  const { id, base, title, source, sections, revision, begunAt, begunBy, savedAt, savedBy } = draft;
  const saved = { title, source, sections: json(sections), revision, saved_at: savedAt, saved_by: savedBy };
  await tx
    .insertInto('form_draft')
    .values({ form_id: id, base_version: base, begun_at: begunAt, begun_by: begunBy, ...saved })
    .onConflict((conflict) => conflict.column('form_id').doUpdateSet(saved))
    .execute();
}

/** Makes the draft a version; it is a draft no more. */
export async function insertFormVersion(
  tx: Tx,
  { id, title, source, sections, revision }: FormDraft,
  made: { version: number; reason: string; madeBy: string; at: Temporal.Instant },
): Promise<void> {
  const { version, reason, madeBy, at } = made;
  await tx
    .insertInto('form')
    .values({ id, version, title, source, sections: json(sections), reason, made_by: madeBy, made_at: at, revision })
    .execute();
  await tx.deleteFrom('form_draft').where('form_id', '=', id).execute();
}

const versionOf = (row: Selectable<Tables['form']>): FormVersion => ({
  id: row.id,
  version: row.version,
  title: row.title,
  sections: row.sections,
  source: row.source,
  madeAt: row.made_at ?? undefined,
  madeBy: row.made_by,
  reason: row.reason,
  revision: row.revision,
});

const draftOf = (row: Selectable<Tables['form_draft']>): FormDraft => ({
  id: row.form_id,
  base: row.base_version,
  title: row.title,
  sections: row.sections,
  source: row.source,
  revision: row.revision,
  begunAt: row.begun_at,
  begunBy: row.begun_by,
  savedAt: row.saved_at,
  savedBy: row.saved_by,
});
