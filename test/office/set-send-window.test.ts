import { expect, test } from 'vitest';
import { setSendWindow } from '../../office/set-send-window.ts';
import { takeWave } from '../../office/take-wave.ts';
import { getSendWindow } from '../../store/installation.ts';
import { listWaitingWakes } from '../../store/wakes.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';

async function givenWaiting() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await db.deleteFrom('obligation').where('position', '>=', 2).execute();
  const due = Temporal.PlainDate.from('2026-12-17');
  const step = {
    key: 'request@2026-12-17',
    kind: 'request',
    rung: 'request',
    at: vn('2026-11-18 08:00'),
    due,
  } as const;
  await takeWave(db, cycle, step, vn('2026-11-18 06:00'));
  return { db, ...(await givenStaff(db, 'admin')) };
}

test('letters that wait for the morning move with the hours, and the post office is woken', async () => {
  const { db, actor } = await givenWaiting();
  await db.deleteFrom('wake').execute();
  const at = vn('2026-11-18 06:00');
  expect(await setSendWindow(db, { window: { from: '08:30', to: '16:00' }, actor, at })).toBe(2);
  const rows = await db.selectFrom('notification').select('not_before').execute();
  expect(new Set(rows.map(({ not_before }) => not_before.toString()))).toEqual(
    new Set([vn('2026-11-18 08:30').toString()]),
  );
  expect(await getSendWindow(db)).toEqual({ from: '08:30', to: '16:00' });
  expect((await listWaitingWakes(db)).map(({ matter }) => matter)).toContain('post-office/1');
});

test('the same hours again change nothing', async () => {
  const { db, actor } = await givenWaiting();
  const window = { from: '08:30', to: '16:00' };
  await setSendWindow(db, { window, actor, at: vn('2026-11-18 06:00') });
  const before = await everythingIn(db);
  expect(await setSendWindow(db, { window, actor, at: vn('2026-11-18 06:01') })).toBe(0);
  expect(await everythingIn(db)).toEqual(before);
});

test.each([
  { from: '7:00', to: '17:30', fields: ['from'] },
  { from: '24:00', to: '25:00', fields: ['from', 'to'] },
  { from: '17:00', to: '07:00', fields: ['to'] },
  { from: '08:00', to: '08:30', fields: ['to'] },
])('hours from $from to $to are refused', async ({ from, to, fields }) => {
  const db = await givenDb();
  const { actor } = await givenStaff(db, 'admin');
  const set = () => setSendWindow(db, { window: { from, to }, actor, at: vn('2026-11-18 06:00') });
  expect(set).toThrow(expect.objectContaining({ problems: fields.map((field) => expect.objectContaining({ field })) }));
});

test('a leader does not set the hours', async () => {
  const db = await givenDb();
  const { actor } = await givenStaff(db, 'leader');
  const window = { from: '08:00', to: '17:00' };
  expect(() => setSendWindow(db, { window, actor, at: vn('2026-11-18 06:00') })).toThrow('actor.not_allowed');
});
