import { expect, test } from 'vitest';
import { givenDay } from '../given/calendar.ts';
import { givenApp } from '../given/app.ts';
import { givenStaff } from '../given/people.ts';

interface Effect {
  changed: boolean;
  mark?: string;
  days: { date: string; change: string }[];
  cycles: { name: string; from: string; to: string }[];
  dues: { agency: string; from: string; to: string; told: boolean }[];
}

const payload = { version: '2026-12', source: 'Thông báo số 15/TB-BNV', scope: 'days', days: [givenDay('2026-12-17')] };

async function givenLeader() {
  const site = await givenApp();
  const { headers } = await givenStaff(site.db, 'leader');
  const post = (url: string, body: object, more: Record<string, string> = {}) =>
    site.app.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload: body });
  const get = (url: string) => site.app.inject({ url, headers });
  return { ...site, headers, post, get };
}

test('a preview shows who is affected and stores nothing; the import carries out the same', async () => {
  const { post, get, db } = await givenLeader();
  const preview = await post('/api/v1/calendars?preview=true', payload);
  expect(preview.statusCode).toBe(200);
  const { mark = '', ...seen } = preview.json<Effect>();
  expect(seen).toMatchObject({ changed: true, preview: true, days: [{ date: '2026-12-17', change: 'added' }] });
  expect(seen.dues).toHaveLength(110);
  expect(seen.dues[0]).toMatchObject({ from: '2026-12-17', to: '2026-12-18', told: false });
  expect((await get('/api/v1/calendars')).json<object[]>()).toHaveLength(1);

  const done = await post('/api/v1/calendars', payload, { 'if-match': `"${mark}"` });
  expect(done.statusCode).toBe(201);
  expect(done.headers['location']).toBe('/api/v1/calendars/2026-12');
  expect(done.json<Effect>()).toEqual({ ...seen, preview: false });
  const { due } = await db.selectFrom('cycle').select('due').executeTakeFirstOrThrow();
  expect(due.toString()).toBe('2026-12-18');

  const again = await post('/api/v1/calendars', payload);
  expect([again.statusCode, again.json<Effect>().changed]).toEqual([200, false]);
  const other = await post('/api/v1/calendars', { ...payload, source: 'Khác' });
  expect([other.statusCode, other.json<{ title: string }>().title]).toEqual([409, 'calendar.exists']);
});

test('versions, the days of a year, and the difference between two versions are read', async () => {
  const { post, get } = await givenLeader();
  await post('/api/v1/calendars', payload);
  const versions = (await get('/api/v1/calendars')).json<object[]>();
  expect(versions).toMatchObject([
    { version: '2026-12', inForce: true, author: 'Người dùng leader' },
    { version: '2026-10', inForce: false },
  ]);
  const year = (await get('/api/v1/calendars/2026-10?year=2026')).json<{ to: string; days: { date: string }[] }>();
  expect(year.to).toBe('2032-12-31');
  expect(year.days.every(({ date }) => date.startsWith('2026'))).toBe(true);
  expect((await get('/api/v1/calendars/2026-12/difference')).json()).toMatchObject([
    { date: '2026-12-17', change: 'added' },
  ]);
  expect((await get('/api/v1/calendars/2026-10/difference?from=2026-12')).json()).toMatchObject([
    { change: 'removed' },
  ]);
  expect((await get('/api/v1/calendars/2026-10/difference')).json()).toEqual([]);
  expect((await get('/api/v1/calendars/khong-co')).statusCode).toBe(404);
});

test('a body in the shape of the sample’s file is taken, and an incomplete year is refused by name', async () => {
  const { post } = await givenLeader();
  const year = ['2028-01-01', '2028-04-30', '2028-05-01', '2028-09-02'].map((date) => givenDay(date, 'statutory'));
  const given = { version: '2028', source: 'TB', years: { 2028: year } };
  expect((await post('/api/v1/calendars?preview=true', given)).statusCode).toBe(200);
  const refused = await post('/api/v1/calendars', { ...given, years: { 2028: year.slice(1) } });
  expect(refused.statusCode).toBe(422);
  expect(refused.json<{ errors: { message: string }[] }>().errors[0]?.message).toContain(
    'Năm 2028 thiếu ngày lễ 01/01',
  );
});

test('an officer does not import; a leader does not set the hours; an administrator does', async () => {
  const { app, db, get, headers } = await givenLeader();
  const officer = await givenStaff(db, 'officer');
  const admin = await givenStaff(db, 'admin');
  const url = '/api/v1/calendars';
  expect((await app.inject({ method: 'POST', url, headers: officer.headers, payload })).statusCode).toBe(403);
  const hours = (who: object, window: object) =>
    app.inject({ method: 'PUT', url: '/api/v1/send-window', headers: { ...who }, payload: window });
  expect((await hours(headers, { from: '08:00', to: '17:00' })).statusCode).toBe(403);
  expect((await hours(admin.headers, { from: '17:00', to: '08:00' })).statusCode).toBe(422);
  expect((await hours(admin.headers, { from: '08:00', to: '17:00' })).statusCode).toBe(204);
  expect((await get('/api/v1/send-window')).json()).toEqual({ from: '08:00', to: '17:00' });
});
