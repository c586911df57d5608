import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer } from '../../store/connection.ts';
import type { Store } from '../../store/connection.ts';
import type { Tables } from '../../store/schema.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';
import type { GivenPostgres } from '../given/postgres.ts';

let postgres: GivenPostgres;

beforeAll(async () => {
  if (withoutPostgres) throw new Error(withoutPostgres);
  postgres = await givenPostgres();
});
afterAll(() => postgres.stop());

/** One connection of a store of its own. */
async function onOneConnection(prepares: boolean, use: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
  const store: Store = openServer(postgres.url, { prepares });
  try {
    await store.db.connection().execute(use);
  } finally {
    await store.close();
  }
}

const ask = (db: Kysely<Tables>, value: number, as = 'n') =>
  sql<Record<string, number>>`select ${value}::int as ${sql.id(as)}`.execute(db);

const prepared = async (db: Kysely<Tables>): Promise<string[]> =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.map(
    ({ statement }) => statement,
  );

test('a statement that comes again is prepared once, and answers by the values of each time', async () => {
  await onOneConnection(true, async (db) => {
    for (let time = 1; time < 5; time += 1) await ask(db, time);
    expect(await prepared(db)).toEqual([]);
    const answers: unknown[] = [];
    for (let time = 5; time < 15; time += 1) answers.push((await ask(db, time)).rows[0]?.['n']);
    expect(await prepared(db)).toEqual(['select $1::int as "n"']);
    expect(answers).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });
});

test('of statements without end a hundred are prepared', async () => {
  await onOneConnection(true, async (db) => {
    for (let text = 0; text < 120; text += 1) for (let time = 0; time < 6; time += 1) await ask(db, time, `n${text}`);
    expect(await prepared(db)).toHaveLength(100);
    expect((await ask(db, 7, 'n119')).rows).toEqual([{ n119: 7 }]);
  });
});

test('a migration that changes what a statement answers costs one refusal, not every one from then on', async () => {
  await onOneConnection(true, async (db) => {
    await sql`create table shape (a int)`.execute(db);
    await sql`insert into shape values (1)`.execute(db);
    const read = () => sql`select * from shape where a = ${1}`.execute(db);
    for (let time = 0; time < 6; time += 1) await read();
    await sql`alter table shape add column b int`.execute(db);
    await expect(read()).rejects.toThrow('cached plan must not change result type');
    for (let time = 0; time < 6; time += 1) expect((await read()).rows).toEqual([{ a: 1, b: null }]);
    expect(await prepared(db)).toHaveLength(2);
  });
});

test('nothing is prepared where it is not wanted', async () => {
  await onOneConnection(false, async (db) => {
    for (let time = 0; time < 12; time += 1) await ask(db, time);
    expect(await prepared(db)).toEqual([]);
  });
});
