import { expect, test } from 'vitest';
import { givenDb } from './db.ts';
import { givenCycle } from './cycle.ts';
import { givenAgency, givenStaff } from './people.ts';

test.each([1, 2])('a test gets an empty database, whatever the one before it wrote (%i)', async () => {
  const db = await givenDb();
  expect(await db.selectFrom('regime').select('id').execute()).toEqual([]);
  expect(await db.selectFrom('account').select('id').execute()).toEqual([]);
  const cycle = await givenCycle(db);
  await givenStaff(db, 'officer');
  expect((await givenAgency(db, cycle)).actor).toMatchObject({ agency: 'STC', cycle: 'kl69-nam/2026' });
});

test('two databases of one test are two', async () => {
  const [one, other] = [await givenDb(), await givenDb()];
  await givenStaff(one, 'admin');
  expect(await other.selectFrom('account').select('id').execute()).toEqual([]);
});
