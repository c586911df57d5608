import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import * as facts from '../../store/migrations/001-facts.ts';
import * as formVersions from '../../store/migrations/007-form-versions.ts';

test('a form of before is a version whose time is not known, and its next draft counts from the beginning', async () => {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  onTestFinished(() => db.destroy());
  await facts.up(db);
  await sql.raw(`insert into form values ('kl69-nam', 1, 'Đề cương', '[]', 'NĐ 09/2019')`).execute(db);
  await formVersions.up(db);
  const { rows } = await sql`select made_at, made_by, reason, revision from form`.execute(db);
  expect(rows).toEqual([{ made_at: null, made_by: 'engine', reason: 'NĐ 09/2019', revision: 0 }]);
});
