import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import * as facts from '../../store/migrations/001-facts.ts';
import * as letterRegister from '../../store/migrations/017-letter-register.ts';

const draft = `'{"paragraphs":["Đoạn./."],"list":[]}'`;
const letter = (id: number, number: string | null, day = '2026-12-22') =>
  `insert into letter (id, cycle_id, kind, slot, title, content, drafted_at, number, issued_on, issued_at, issued_by)
   values ('0197a3c2-5b1e-7c44-9d0a-00000000000${id}', 'c', 'escalation', 's${id}', 'Báo cáo', ${draft}, '2026-12-22T01:00:00Z',
   ${number === null ? 'null, null, null, null' : `'${number}', '${day}', '2026-12-22T0${id}:00:00Z', 'staff:a'`})`;

test('letters of before stay as they were, and their numbers are taken in the register of reports', async () => {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  onTestFinished(() => db.destroy());
  await facts.up(db);
  await sql.raw(`set session_replication_role = replica`).execute(db);
  const given = [
    letter(1, '87/BC-SKHCN'),
    letter(2, '87 / bc-skhcn'),
    letter(3, '12a/BC-SKHCN'),
    letter(4, null),
    letter(5, '90/BC-X'),
  ];
  for (const statement of [...given, letter(6, '5/BC-SKHCN', '2025-12-22')]) await sql.raw(statement).execute(db);
  await sql.raw(`set session_replication_role = origin`).execute(db);
  await letterRegister.up(db);
  const { rows } = await sql`select year, number, words from letter_number order by year, words`.execute(db);
  expect(rows).toEqual([
    { year: 2025, number: 5, words: '5/bc-skhcn' },
    { year: 2026, number: null, words: '12a/bc-skhcn' },
    { year: 2026, number: 87, words: '87/bc-skhcn' },
    { year: 2026, number: 90, words: '90/bc-x' },
  ]);
  const { rows: last } = await sql`select register, year, last from letter_register order by year`.execute(db);
  expect(last).toEqual([
    { register: 'report', year: 2025, last: 5 },
    { register: 'report', year: 2026, last: 90 },
  ]);
  const { rows: versions } = await sql`select count(*)::int as count from letter_version where revision = 0`.execute(
    db,
  );
  expect(versions).toEqual([{ count: 6 }]);
  const { rows: kept } =
    await sql`select number, revision, approved_at, delivery from letter where slot = 's2'`.execute(db);
  expect(kept).toEqual([{ number: '87 / bc-skhcn', revision: 0, approved_at: null, delivery: null }]);
});
