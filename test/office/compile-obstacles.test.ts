import { expect, test } from 'vitest';
import { readObstacleCompilation, recordObstacleCompilation } from '../../office/compile-obstacles.ts';
import { pressObstacle } from '../../office/press-obstacle.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { readObstacleChain } from '../../office/read-obstacle-chain.ts';
import { readObstacleDue } from '../../office/read-obstacle-due.ts';
import { decideObstacle, forwardObstacle } from '../../office/settle-obstacle.ts';
import { getObstacleCompilation, listObstacleCompilations } from '../../store/obstacle-compilations.ts';
import { vn } from '../given/clock.ts';
import { lettersOf, pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';

async function givenRaised() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor } = await givenStaff(db, 'officer');
  const raise = async (code: string, title: string) => {
    const agency = await givenAgency(db, cycle, code);
    const attempt = crypto.randomUUID();
    const at = vn('2026-11-23 15:00');
    return raiseObstacle(db, { ...agency, title, words: 'Đề nghị bố trí kinh phí', attempt, at });
  };
  const [first, second] = [await raise('STC', 'Thiếu kinh phí'), await raise('SNV', 'Thiếu biên chế')];
  const span = { from: pdate('2026-09-15'), to: pdate('2026-12-14') };
  const compile = (when: string, attempt: string = crypto.randomUUID()) =>
    recordObstacleCompilation(db, { ...span, attempt, actor, at: vn(when) });
  const forward = (obstacle: string) =>
    forwardObstacle(db, { obstacle, words: 'Kính trình', actor, at: vn('2026-11-25 09:00') });
  return { db, actor, first, second, span, compile, forward };
}

test('compilations are numbered, and a later one says what is new, moved and settled since the one before', async () => {
  const { db, actor, first, span, compile, forward } = await givenRaised();
  const attempt = crypto.randomUUID();
  const one = await compile('2026-11-24 09:00', attempt);
  expect(await compile('2026-11-24 09:05', attempt)).toBe(one);
  await forward(first);
  const again = await readObstacleCompilation(db, { ...span, at: vn('2026-11-26 09:00') });
  expect([again.number, again.since, again.obstacles.map(({ news }) => news)]).toEqual([2, 1, ['same', 'moved']]);
  await compile('2026-11-26 10:00');
  await decideObstacle(db, { obstacle: first, words: 'Đồng ý', actor, at: vn('2026-11-27 09:00') });
  await compile('2026-11-27 10:00');
  const all = await listObstacleCompilations(db);
  expect(all.map(({ content }) => content.number)).toEqual([3, 2, 1]);
  expect(all[0]?.content.obstacles.map(({ news, state }) => [news, state])).toEqual([
    ['same', 'raised'],
    ['settled', 'decided'],
  ]);
  // What was kept stays as it was made.
  expect((await getObstacleCompilation(db, one)).content.obstacles.map(({ state }) => state)).toEqual([
    'raised',
    'raised',
  ]);
  await expect(
    readObstacleCompilation(db, { from: span.to, to: span.from, at: vn('2026-12-20 09:00') }),
  ).rejects.toMatchObject({ code: 'request.invalid' });
});

test('a decision tells everybody whose obstacle it decides, once, with its number, and the chain leads from raising to telling', async () => {
  const { db, actor, first, second, compile, forward } = await givenRaised();
  await forward(first);
  await forward(second);
  const id = await compile('2026-11-26 10:00');
  const document = { number: '45/UBND-KGVX', on: pdate('2026-11-27') };
  const decision = { obstacle: first, also: [second], words: 'Bố trí 2 tỷ đồng', document, actor };
  await decideObstacle(db, { ...decision, at: vn('2026-11-27 09:00') });
  await decideObstacle(db, { ...decision, at: vn('2026-11-27 09:10') });
  const told = (await lettersOf(db, 'obstacle-told')).filter(({ letter }) => letter['outcome'] === 'decided');
  const kept = { number: '45/UBND-KGVX', on: { day: '2026-11-27' } };
  expect(new Map(told.map(({ letter }) => [letter['agency'], letter['document']]))).toEqual(
    new Map([
      ['Sở Nội vụ', kept],
      ['Sở Tài chính', kept],
    ] as never),
  );
  expect(told).toHaveLength(2);
  await db
    .updateTable('notification')
    .set({ state: 'sent', settled_at: vn('2026-11-27 09:01') })
    .execute();
  const chain = await readObstacleChain(db, second);
  expect(chain.compiled).toMatchObject([{ id, number: 1, state: 'forwarded' }]);
  expect(chain.decisions).toMatchObject([{ document, told: { state: 'sent', at: vn('2026-11-27 09:01') } }]);
});

test('a decision that cannot stand for one obstacle stands for none', async () => {
  const { db, actor, first, second, forward } = await givenRaised();
  await forward(first);
  const decision = { obstacle: first, also: [second], words: 'Đồng ý', actor, at: vn('2026-11-27 09:00') };
  await expect(decideObstacle(db, decision)).rejects.toMatchObject({ code: 'obstacle.not_forwarded' });
  expect((await lettersOf(db, 'obstacle-told')).filter(({ letter }) => letter['outcome'] === 'decided')).toEqual([]);
});

test('a quarter’s compilation is due once it is over, until one reaches its end', async () => {
  const { db, compile } = await givenRaised();
  expect(await readObstacleDue(db, vn('2026-12-14 09:00'))).toBeUndefined();
  expect(await readObstacleDue(db, vn('2026-12-15 09:00'))).toMatchObject({ words: 'quý IV năm 2026' });
  await compile('2026-12-15 10:00');
  expect(await readObstacleDue(db, vn('2026-12-16 09:00'))).toBeUndefined();
});

test('every open obstacle brings the quarter’s moment, and one letter is written; none once it is compiled', async () => {
  const { db, first, second, compile } = await givenRaised();
  const at = vn('2026-12-15 08:00');
  const step = { kind: 'wait' as const, key: 'compile-2026-4' as const, at };
  for (const obstacle of [first, second, first]) await pressObstacle(db, obstacle, step, at);
  const letters = await lettersOf(db, 'obstacles-to-compile');
  expect(letters.map(({ slot, roles, letter }) => [slot, roles, letter['unsettled']])).toEqual([
    ['obstacles/compile/2026-4', ['officer'], 2],
  ]);
  await db.deleteFrom('notification').execute();
  await db.deleteFrom('step').execute();
  await compile('2026-12-15 09:00');
  await pressObstacle(db, first, step, vn('2026-12-15 09:01'));
  expect(await lettersOf(db, 'obstacles-to-compile')).toEqual([]);
});
