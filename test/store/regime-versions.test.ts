import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import * as facts from '../../store/migrations/001-facts.ts';
import * as terms from '../../store/migrations/002-terms-and-post-offices.ts';
import * as regimes from '../../store/migrations/004-regime-versions.ts';

test('what was in force before is its own first version, and its cycles get the policy that they were opened with', async () => {
  const pglite = await PGlite.create();
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  onTestFinished(() => db.destroy());
  for (const migration of [facts, terms]) await migration.up(db);
  for (const statement of [
    `insert into plan values ('kl69', '105', 'Kế hoạch', 'Kế hoạch', '[]', '')`,
    `insert into form values ('kl69-nam', 1, 'Đề cương', '[]', '')`,
    `insert into calendar values ('v1', '', '', '2026-01-01')`,
    `insert into regime values ('kl69-nam', 'kl69', '{"id":"kl69-nam","frequency":"year"}', 'Kế hoạch, mục III', '2026-10-01T00:00:00Z')`,
    `insert into cycle (id, regime_id, year, form_id, form_version, period_from, period_to, cut_off, due, send_up, extension_limit, calendar_version, opened_at)
     values ('kl69-nam/2026', 'kl69-nam', 2026, 'kl69-nam', 1, '2025-12-15', '2026-12-14', '2026-12-14', '2026-12-17', '2026-12-25', '2026-12-22', 'v1', '2026-11-05')`,
  ]) {
    await sql.raw(statement).execute(db);
  }
  await regimes.up(db);
  const { rows: cycles } = await sql`select policy ->> 'frequency' as frequency from cycle`.execute(db);
  expect(cycles).toEqual([{ frequency: 'year' }]);
  const { rows: versions } = await sql`select regime_id, version, made_by, reason from regime_version`.execute(db);
  expect(versions).toEqual([{ regime_id: 'kl69-nam', version: 1, made_by: 'engine', reason: 'Kế hoạch, mục III' }]);
});
