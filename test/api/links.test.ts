import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { everythingIn } from '../given/db.ts';
import { givenAgency, givenStaff, secret } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenLink(at?: string) {
  const given = await givenApp(at);
  return { ...given, agency: await givenAgency(given.db, given.cycle) };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test.each([
  { what: 'no token', headers: () => ({}) },
  { what: 'a word', headers: () => bearer('xyz') },
  {
    what: 'a token with its last letter changed',
    headers: (token: string) => bearer(altered(token, token.length - 1)),
  },
  { what: 'a token of another obligation under this signature', headers: (token: string) => bearer(altered(token, 0)) },
  { what: 'a token with a letter more', headers: (token: string) => bearer(`${token}A`) },
  {
    what: 'a token of an obligation that is none',
    headers: () => bearer(tokenFor('00000000-0000-4000-8000-000000000000')),
  },
])('$what is answered with 404 and a sentence, before the body is read', async ({ headers }) => {
  const { app, agency, db } = await givenLink();
  const before = await everythingIn(db);
  for (const request of [
    { method: 'GET' as const, url: '/api/v1/obligation' },
    { method: 'POST' as const, url: '/api/v1/obligation/submissions', payload: '{"not json' },
  ]) {
    const answer = await app.inject({
      ...request,
      headers: { 'content-type': 'application/json', ...headers(agency.token) },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({
      title: 'link.unknown',
      detail: expect.stringContaining('Liên kết không đúng'),
    });
  }
  expect(await everythingIn(db)).toEqual(before);
});

test('a revoked link is answered with 410; the one made after it works', async () => {
  const { app, agency, db, cycle } = await givenLink();
  const officer = await givenStaff(db, 'officer');
  const url = `/api/v1/obligations/${agency.obligation}/revoke-link`;
  expect((await app.inject({ method: 'POST', url, headers: officer.headers })).statusCode).toBe(204);
  const answer = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(answer.json()).toMatchObject({ title: 'link.expired', status: 410 });
  const anew = await givenAgency(db, cycle);
  expect((await app.inject({ url: '/api/v1/obligation', headers: anew.headers })).statusCode).toBe(200);
});

test('invariant 10: opening a link a hundred times over changes no table but one note of its last use', async () => {
  const { app, agency, db } = await givenLink('2026-12-16 08:00');
  const before = await everythingIn(db);
  for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
    for (let time = 0; time < 10; time += 1) {
      await app.inject({ method, url: '/api/v1/obligation', headers: agency.headers });
      await app.inject({ method, url: '/api/v1/obligation/submissions', headers: agency.headers });
    }
  }
  expect(await everythingIn(db)).toEqual(before);
  const room_use = await db.selectFrom('room_use').selectAll().execute();
  expect(room_use).toEqual([expect.objectContaining({ obligation_id: agency.obligation, uses: 1 })]);
});

test("a link opens its own agency's obligation and no staff route", async () => {
  const { app, agency, db, cycle } = await givenLink();
  const other = await givenAgency(db, cycle, 'SYT');
  await app.inject({
    method: 'PUT',
    url: `/api/v1/obligation/draft?obligation=${other.obligation}`,
    headers: { ...agency.headers, 'if-match': '"0"' },
    payload: givenReport(),
  });
  expect(await db.selectFrom('draft').select('obligation_id').execute()).toEqual([
    { obligation_id: agency.obligation },
  ]);
  for (const url of ['/api/v1/cycles', '/api/v1/notifications', '/api/v1/obstacles', `/api/v1/cycles/${cycle}`]) {
    expect((await app.inject({ url, headers: agency.headers })).json()).toMatchObject({
      title: 'session.missing',
      status: 401,
    });
  }
  const excuse = {
    method: 'POST' as const,
    url: `/api/v1/obligations/${other.obligation}/excuse`,
    payload: { reason: 'x' },
  };
  expect((await app.inject({ ...excuse, headers: agency.headers })).statusCode).toBe(401);
});

test('the thirty-first unknown link of one address within a minute is told to wait; a true one still works', async () => {
  const { app, agency } = await givenLink();
  const guess = async (remoteAddress?: string) =>
    (
      await app.inject({ url: '/api/v1/obligation', headers: bearer('guess'), ...(remoteAddress && { remoteAddress }) })
    ).json();
  for (let time = 0; time < 30; time += 1) expect((await guess()).title).toBe('link.unknown');
  expect(await guess()).toMatchObject({ title: 'rate.exceeded', status: 429 });
  expect(await guess('10.0.0.9')).toMatchObject({ title: 'link.unknown' });
  expect((await app.inject({ url: '/api/v1/obligation', headers: agency.headers })).statusCode).toBe(200);
});

test("the three hundred and first request with one link within a minute is told to wait; another agency's is not", async () => {
  const { app, agency, db, cycle } = await givenLink();
  const other = await givenAgency(db, cycle, 'SYT');
  const ask = (headers: { authorization: string }) =>
    app.inject({ method: 'DELETE', url: '/api/v1/obligation/files/none', headers });
  for (let time = 0; time < 300; time += 1) expect((await ask(agency.headers)).statusCode).toBe(422);
  const refused = await ask(agency.headers);
  expect(refused.json()).toMatchObject({ title: 'rate.exceeded', status: 429 });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask(other.headers)).statusCode).toBe(422);
});

const altered = (token: string, place: number): string =>
  token.slice(0, place) + (token[place] === 'A' ? 'Q' : 'A') + token.slice(place + 1);

/** A token made with the true secret for an obligation that is not there. */
function tokenFor(obligation: string): string {
  const payload = Buffer.alloc(20);
  payload.write(obligation.replaceAll('-', ''), 'hex');
  payload.writeUInt32BE(1, 16);
  const seal = createHmac('sha256', `${secret}/room-link`).update(payload).digest();
  return Buffer.concat([payload, seal]).toString('base64url');
}
