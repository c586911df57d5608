import { expect, test } from 'vitest';
import { pressObstacle } from '../../office/press-obstacle.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { answerObstacle, closeObstacle, decideObstacle, forwardObstacle } from '../../office/settle-obstacle.ts';
import { getObstacle, listObstacleEntries } from '../../store/obstacles.ts';
import { openServer } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';

async function givenObstacle() {
  const db = await givenDb();
  const agency = await givenAgency(db, await givenCycle(db));
  const { actor } = await givenStaff(db, 'officer');
  const attempt = crypto.randomUUID();
  const raise = () =>
    raiseObstacle(db, {
      obligation: agency.obligation,
      title: 'Thiếu kinh phí',
      words: 'Chưa được cấp',
      attempt,
      actor: agency.actor,
      at: vn('2026-11-23 15:00'),
    });
  const obstacle = await raise();
  expect(await raise()).toBe(obstacle);
  const settle = (words: string) => ({ obstacle, words, actor, at: vn('2026-11-26 09:00') });
  const kinds = async () =>
    (await db.selectFrom('notification').select('kind').orderBy('planned_at').execute()).map(({ kind }) => kind);
  return { db, obstacle, settle, kinds };
}

test('an obstacle is acknowledged to the reporter at once and told to the focal agency’s officer', async () => {
  const { kinds } = await givenObstacle();
  expect((await kinds()).toSorted()).toEqual(['obstacle-acknowledged', 'obstacle-raised']);
});

test('each outcome is told to the reporter, and saying it again changes nothing', async () => {
  const { db, obstacle, settle, kinds } = await givenObstacle();
  await expect(decideObstacle(db, settle('Đồng ý'))).rejects.toMatchObject({ code: 'obstacle.not_forwarded' });
  await answerObstacle(db, settle('Đã có hướng dẫn'));
  await forwardObstacle(db, settle('Kính chuyển'));
  await forwardObstacle(db, settle('Kính chuyển'));
  await decideObstacle(db, settle('Đồng ý'));
  await closeObstacle(db, settle('Xong'));
  await closeObstacle(db, settle('Xong'));
  expect((await kinds()).filter((kind) => kind === 'obstacle-told')).toHaveLength(4);
  expect((await listObstacleEntries(db, obstacle)).map(({ kind }) => kind).toSorted()).toEqual([
    'answered',
    'closed',
    'decided',
    'forwarded',
    'raised',
  ]);
  await expect(answerObstacle(db, settle('Muộn'))).rejects.toMatchObject({ code: 'obstacle.closed' });
});

test('an obstacle that waits is pressed once for each ordinal, and not after it was answered', async () => {
  const { db, obstacle, settle, kinds } = await givenObstacle();
  const step = { kind: 'wait' as const, key: 'wait-1' as const, ordinal: 1 as const, at: vn('2026-12-01 08:00') };
  await pressObstacle(db, obstacle, step, vn('2026-12-01 08:00'));
  await pressObstacle(db, obstacle, step, vn('2026-12-01 08:01'));
  expect((await kinds()).filter((kind) => kind === 'obstacle-waiting')).toHaveLength(1);
  await answerObstacle(db, settle('Đã có hướng dẫn'));
  await pressObstacle(db, obstacle, { ...step, key: 'wait-2', ordinal: 2 }, vn('2026-12-08 08:00'));
  expect((await kinds()).filter((kind) => kind === 'obstacle-waiting')).toHaveLength(1);
  expect((await getObstacle(db, obstacle)).state).toBe('answered');
});

test('on a server the same click of one agency is one obstacle, and another agency’s is its own', async () => {
  if (withoutPostgres) throw new Error(withoutPostgres);
  const postgres = await givenPostgres();
  const store = openServer(postgres.url);
  try {
    await migrate(store.db);
    const opened = await givenCycle(store.db);
    const attempt = crypto.randomUUID();
    const raise = async (code: string) => {
      const { obligation, actor } = await givenAgency(store.db, opened, code);
      return raiseObstacle(store.db, {
        obligation,
        title: 'T',
        words: 'W',
        attempt,
        actor,
        at: vn('2026-11-23 15:00'),
      });
    };
    const ids = await Promise.all([...Array.from({ length: 8 }, () => raise('STC')), raise('SNV')]);
    expect(new Set(ids).size).toBe(2);
  } finally {
    await store.close();
    await postgres.stop();
  }
});
