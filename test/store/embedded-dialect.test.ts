import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { givenDb } from '../given/db.ts';

test('however many wait for the embedded connection, the event loop goes round between two of them', async () => {
  const db = await givenDb();
  let [rounds, over] = [0, false];
  const spin = (): void => {
    rounds += 1;
    if (!over) setImmediate(spin);
  };
  setImmediate(spin);
  await Promise.all(Array.from({ length: 50 }, () => sql`select 1`.execute(db)));
  over = true;
  expect(rounds).toBeGreaterThanOrEqual(49);
});

test('the embedded connection is handed on in the order of asking', async () => {
  const db = await givenDb();
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async (_, place) => {
      await sql`select 1`.execute(db);
      order.push(place);
    }),
  );
  expect(order).toEqual(Array.from({ length: 20 }, (_, place) => place));
});
