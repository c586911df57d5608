import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../../domain/actor.ts';
import { record } from '../../store/audits.ts';
import { openEmbedded, openServer } from '../../store/connection.ts';
import type { Store } from '../../store/connection.ts';
import { json } from '../../store/json.ts';
import { migrate } from '../../store/migrate.ts';
import { insertNotifications } from '../../store/notifications.ts';
import type { Slot } from '../../store/notifications.ts';
import { takeStep } from '../../store/steps.ts';
import { listWaitingWakes, settleWake, wake } from '../../store/wakes.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';
import type { GivenPostgres } from '../given/postgres.ts';

const at = Temporal.Instant.from('2026-12-17T16:59:59.123456Z');
const matter = { kind: 'cycle' as const, subject: 'kl69-nam/2026' };

let postgres: GivenPostgres | undefined;

describe.each(['embedded', 'server'] as const)('the facts in the %s Postgres', (kind) => {
  let store: Store;

  beforeAll(async () => {
    if (kind === 'embedded') store = await openEmbedded();
    else if (withoutPostgres) throw new Error(withoutPostgres);
    else store = openServer((postgres = await givenPostgres()).url);
    await migrate(store.db);
  });
  afterAll(async () => {
    await store.close();
    if (kind === 'server') await postgres?.stop();
  });

  test('migrations that have run do not run again', async () => {
    expect(await migrate(store.db)).toEqual([]);
  });

  test('instants keep their microseconds and days stay days', async () => {
    await wake(store.db, { kind: 'obstacle', subject: 'x' }, at);
    const row = await store.db
      .selectFrom('wake')
      .selectAll()
      .where('matter', '=', 'obstacle/x')
      .executeTakeFirstOrThrow();
    expect(row.asked_at.toString()).toBe(at.toString());
    const day = Temporal.PlainDate.from('2026-12-17');
    await store.db.insertInto('calendar').values({ version: 'v', source: 's', author: 'a', imported_at: at }).execute();
    const days = {
      version: 'v',
      date: day,
      name: 'n',
      kind: 'statutory' as const,
      source: 's',
      confidence: 'high' as const,
    };
    await store.db.insertInto('calendar_day').values(days).execute();
    const found = await store.db.selectFrom('calendar_day').selectAll().where('date', 'in', [day]).execute();
    expect(found.map((each) => each.date.toString())).toEqual(['2026-12-17']);
  });

  test('a jsonb column gives back what was put in, arrays too', async () => {
    const groups = [{ code: 'II.1', title: 'Tăng cường “lãnh đạo” \\ đ' }];
    await store.db
      .insertInto('plan')
      .values({ id: 'p', number: 'n', title: 't', short_title: 's', groups: json(groups), source: 's' })
      .execute();
    expect((await store.db.selectFrom('plan').selectAll().executeTakeFirstOrThrow()).groups).toEqual(groups);
  });

  test('wakes asked twice before the delivery are delivered once, and one asked during it stays waiting', async () => {
    await wake(store.db, matter, at);
    await wake(store.db, matter, at);
    const [first] = (await listWaitingWakes(store.db)).filter((each) => each.kind === 'cycle');
    expect(first).toMatchObject({ matter: 'cycle/kl69-nam/2026', subject: 'kl69-nam/2026' });
    expect(first?.askings).toHaveLength(2);
    await wake(store.db, matter, at);
    if (first) await settleWake(store.db, first);
    const [second] = (await listWaitingWakes(store.db)).filter((each) => each.kind === 'cycle');
    expect(second?.askings).toHaveLength(1);
    if (second) await settleWake(store.db, second);
    expect((await listWaitingWakes(store.db)).filter((each) => each.kind === 'cycle')).toEqual([]);
  });

  test('a wake is told of after its commit, and not when it is rolled back', async () => {
    const told: string[] = [];
    let heard = Promise.withResolvers<void>();
    await store.listen('wake', () => {
      told.push('told');
      heard.resolve();
    });
    told.length = 0;
    heard = Promise.withResolvers<void>();
    await store.db
      .transaction()
      .execute(async (tx) => {
        await wake(tx, matter, at);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(told).toEqual([]);
    await wake(store.db, matter, at);
    await heard.promise;
    expect(told.length).toBeGreaterThan(0);
  });

  test('a step is taken once', async () => {
    const step = { matter, key: 'flag-missing', kind: 'flag' as const, rung: 'flag-missing', plannedAt: at };
    expect([await takeStep(store.db, step, at), await takeStep(store.db, step, at)]).toEqual([true, false]);
  });

  test('a slot of the ledger is written once, whoever repeats it', async () => {
    const slot: Slot = {
      slot: 'kl69-nam/2026/STC/remind-3',
      letter: { kind: 'accepted', agency: 'Sở Tài chính', code: 'STC-2026-1-ABCDEF' },
      recipients: [],
      why: 'thử',
      plannedAt: at,
      notBefore: at,
      state: 'planned',
    };
    const written = await Promise.all([insertNotifications(store.db, [slot]), insertNotifications(store.db, [slot])]);
    expect(written.toSorted((a, b) => a - b)).toEqual([0, 1]);
  });

  test('the audit chains each line to the one before of its subject', async () => {
    for (const verb of ['submit', 'return', 'submit']) {
      await store.db.transaction().execute((tx) => record(tx, { actor: engine, at, verb, subject: 'o1' }));
    }
    const lines = await store.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', 'o1')
      .orderBy('number')
      .execute();
    expect(lines.map((line) => line.previous)).toEqual(['', lines[0]?.hash, lines[1]?.hash]);
    expect(new Set(lines.map((line) => line.hash)).size).toBe(3);
  });
});

test('several processes that start at once migrate an empty server once', async () => {
  if (withoutPostgres) throw new Error(withoutPostgres);
  const given = await givenPostgres();
  const stores = [openServer(given.url), openServer(given.url), openServer(given.url)];
  const ran = await Promise.all(stores.map(({ db }) => migrate(db)));
  expect(ran.flat()).toEqual(await migrationNames());
  await Promise.all(stores.map((store) => store.close()));
  await given.stop();
});

/** Every migration there is, in order, as its file is named. */
async function migrationNames(): Promise<string[]> {
  const files = await readdir(new URL('../../store/migrations', import.meta.url));
  return files.map((file) => file.replace('.ts', '')).toSorted();
}
