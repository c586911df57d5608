import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openServer } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import { listWaitingWakes, settleWake, wake } from '../../store/wakes.ts';
import { vn } from '../given/clock.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';

const at = vn('2026-12-17 16:00');
const matter = { kind: 'post-office', subject: '1' } as const;

test('a matter that waits to be woken is told of once, and again after it was woken', async () => {
  if (withoutPostgres) throw new Error(withoutPostgres);
  const server = await givenPostgres();
  const { url } = server;
  const store = openServer(url);
  const listener = new Client({ connectionString: url });
  onTestFinished(async () => {
    await listener.end();
    await store.close();
    await server.stop();
  });
  await migrate(store.db);
  const told: string[] = [];
  const ended = Promise.withResolvers<void>();
  listener.on('notification', ({ payload = '' }) => {
    if (payload === 'end') ended.resolve();
    else told.push('told');
  });
  await listener.connect();
  await listener.query('listen wake');
  for (let asking = 0; asking < 5; asking += 1) await wake(store.db, matter, at);
  for (const waiting of await listWaitingWakes(store.db)) await settleWake(store.db, waiting);
  for (let asking = 0; asking < 5; asking += 1) await wake(store.db, matter, at);
  // What is told comes in the order in which it was committed.
  await listener.query(`notify wake, 'end'`);
  await ended.promise;
  expect(told).toHaveLength(2);
});
