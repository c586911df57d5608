import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StaffRole } from '../../domain/actor.ts';
import { makeApiKey } from '../../office/make-api-key.ts';
import { signOut } from '../../office/sign-in.ts';
import { tokenHash } from '../../office/secret-token.ts';
import { givenApp } from '../given/app.ts';
import { vn } from '../given/clock.ts';
import { everythingIn } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';

const nobody = randomUUID();
const post = (url: string, payload?: object) => ({
  method: 'POST' as const,
  url: `/api/v1${url}`,
  ...(payload && { payload }),
});
const get = (url: string) => ({ method: 'GET' as const, url: `/api/v1${url}` });
const key = { 'idempotency-key': randomUUID() };

/** Every staff route that changes something, with a body in order, on things that are not there. */
const changes = [
  { ...post('/cycles/kl69-nam/2031/compilations', { final: true }), missing: 'cycle.not_found' },
  { ...post(`/submissions/${nobody}/accept`), missing: 'submission.not_found' },
  {
    ...post(`/submissions/${nobody}/return`, {
      reasons: [{ field: 'sections.I', message: 'x' }],
      correctionDue: '2026-12-22',
    }),
    missing: 'submission.not_found',
  },
  {
    ...post(`/extensions/${nobody}/decision`, { decision: 'granted', words: '12/SKHCN' }),
    missing: 'extension.not_found',
  },
  { ...post(`/obligations/${nobody}/excuse`, { reason: 'x' }), missing: 'obligation.not_found' },
  { ...post(`/obligations/${nobody}/revoke-link`), missing: 'obligation.not_found' },
  ...['answer', 'forward', 'decision', 'close'].map((outcome) => ({
    ...post(`/obstacles/${nobody}/${outcome}`, { words: 'x' }),
    missing: 'obstacle.not_found',
  })),
  { ...post('/notifications/resend', { slot: 'none' }), missing: 'notification.not_found' },
  { ...post('/cycles/kl69-nam/2031/exclusions', { agency: 'STC', reason: 'x' }), missing: 'cycle.not_found' },
  { ...post(`/cycles/kl69-nam/2026/exclusions/${nobody}/withdraw`), missing: 'exclusion.not_found' },
  { ...post(`/compilations/${nobody}/cancel`), missing: 'compilation.not_found' },
  { ...post(`/compilations/${nobody}/retry`), missing: 'compilation.not_found' },
  {
    ...post(`/compilations/${nobody}/sendings`, {
      documentNumber: '1',
      issuedOn: '2026-11-30',
      receiver: 'Bộ',
      channel: 'x',
    }),
    missing: 'compilation.not_found',
  },
  { ...post(`/letters/${nobody}/issue`, { number: '1', issuedOn: '2026-11-30' }), missing: 'letter.not_found' },
];

const reads = [
  get('/cycles'),
  get('/cycles/kl69-nam/2026'),
  get('/cycles/kl69-nam/2026/obligations'),
  get('/cycles/kl69-nam/2026/compilations'),
  get('/cycles/kl69-nam/2026/synthesis'),
  get('/cycles/kl69-nam/2026/synthesis/II.1.a'),
  get('/cycles/kl69-nam/2026/exclusions'),
  get('/extensions?cycle=kl69-nam/2026'),
  get('/obstacles'),
  get('/notifications'),
  get('/letters?cycle=kl69-nam/2026'),
];

const missingReads = [
  { ...get('/cycles/kl69-nam/2031'), missing: 'cycle.not_found' },
  { ...get('/cycles/kl69-nam/2031/obligations'), missing: 'cycle.not_found' },
  { ...get('/cycles/kl69-nam/2031/compilations'), missing: 'cycle.not_found' },
  { ...get('/cycles/kl69-nam/2031/synthesis'), missing: 'cycle.not_found' },
  { ...get('/cycles/kl69-nam/2026/synthesis/II.9'), missing: 'place.not_found' },
  { ...get('/cycles/kl69-nam/2031/exclusions'), missing: 'cycle.not_found' },
  { ...get('/extensions?cycle=kl69-nam/2031'), missing: 'cycle.not_found' },
  { ...get('/letters?cycle=kl69-nam/2031'), missing: 'cycle.not_found' },
  { ...get(`/submissions/${nobody}`), missing: 'submission.not_found' },
  { ...get(`/submissions/${nobody}/files/${'0'.repeat(64)}`), missing: 'submission.not_found' },
  { ...get(`/obstacles/${nobody}`), missing: 'obstacle.not_found' },
  { ...get(`/compilations/${nobody}`), missing: 'compilation.not_found' },
  { ...get(`/compilations/${nobody}/check`), missing: 'compilation.not_found' },
  { ...get(`/compilations/${nobody}/differences`), missing: 'compilation.not_found' },
  { ...get('/cycles/kl69-nam/2031/late-arrivals'), missing: 'cycle.not_found' },
  { ...get(`/compilations/${nobody}/report.docx`), missing: 'compilation.not_found' },
  { ...get(`/compilations/${nobody}/annex.xlsx`), missing: 'compilation.not_found' },
  { ...get(`/compilations/${nobody}/report.pdf`), missing: 'compilation.not_found' },
];

test('without a session or a key every staff route is refused with 401, and nothing changes', async () => {
  const { app, db } = await givenApp();
  const before = await everythingIn(db);
  for (const { method, url, ...rest } of [...changes, ...reads, ...missingReads]) {
    const payload = 'payload' in rest ? rest.payload : undefined;
    const answer = await app.inject({ method, url, headers: key, ...(payload && { payload }) });
    expect(answer.json(), url).toMatchObject({ title: 'session.missing', status: 401 });
  }
  expect(await everythingIn(db)).toEqual(before);
});

test('a viewer reads everything and changes nothing', async () => {
  const { app, db } = await givenApp();
  const { headers } = await givenStaff(db, 'viewer');
  for (const request of reads) expect((await app.inject({ ...request, headers })).statusCode, request.url).toBe(200);
  for (const { missing: _, ...request } of changes) {
    const answer = await app.inject({ ...request, headers: { ...headers, ...key } });
    expect(answer.json(), request.url).toMatchObject({ title: 'actor.not_allowed', status: 403 });
  }
});

test('what is not there is answered with 404 and its own sentence', async () => {
  const { app, db } = await givenApp();
  const { headers } = await givenStaff(db, 'admin');
  for (const { missing, ...request } of [...changes, ...missingReads]) {
    const answer = await app.inject({ ...request, headers: { ...headers, ...key } });
    expect(answer.json(), request.url).toMatchObject({ title: missing, status: 404 });
  }
});

test.each([
  { role: 'officer', review: true, lead: false },
  { role: 'leader', review: true, lead: true },
  { role: 'admin', review: true, lead: true },
  { role: 'viewer', review: false, lead: false },
] satisfies { role: StaffRole; review: boolean; lead: boolean }[])(
  'a $role may review: $review, and issue a letter: $lead',
  async ({ role, review, lead }) => {
    const { app, db } = await givenApp();
    const { headers } = await givenStaff(db, role);
    const reviewed = await app.inject({ ...post(`/submissions/${nobody}/accept`), headers });
    expect(reviewed.statusCode).toBe(review ? 404 : 403);
    const issued = await app.inject({
      ...post(`/letters/${nobody}/issue`, { number: '1', issuedOn: '2026-12-01' }),
      headers,
    });
    expect(issued.statusCode).toBe(lead ? 404 : 403);
  },
);

test("an API key acts with its maker's power, until it is withdrawn", async () => {
  const { app, db } = await givenApp();
  const { actor } = await givenStaff(db, 'officer');
  const made = await makeApiKey(db, { name: 'phần mềm quản lý văn bản', actor, at: vn('2026-11-01 08:00') });
  const headers = { authorization: `Bearer ${made}` };
  expect((await app.inject({ ...get('/cycles'), headers })).statusCode).toBe(200);
  expect((await app.inject({ ...post(`/submissions/${nobody}/accept`), headers })).statusCode).toBe(404);
  expect(
    (await app.inject({ ...post(`/letters/${nobody}/issue`, { number: '1', issuedOn: '2026-12-01' }), headers }))
      .statusCode,
  ).toBe(403);
  await db
    .updateTable('api_key')
    .set({ withdrawn_at: vn('2026-11-02 08:00') })
    .where('token_sha256', '=', tokenHash(made))
    .execute();
  expect((await app.inject({ ...get('/cycles'), headers })).statusCode).toBe(401);
});

test('a session that was ended, has run out, or whose account was withdrawn is none', async () => {
  const { app, db, clock } = await givenApp('2026-12-01 08:00');
  const [ended, old, gone] = [
    await givenStaff(db, 'admin'),
    await givenStaff(db, 'admin'),
    await givenStaff(db, 'admin'),
  ];
  await signOut(db, ended.session, clock.now());
  await db
    .updateTable('session')
    .set({ expires_at: clock.now() })
    .where('token_sha256', '=', tokenHash(old.session))
    .execute();
  await db.updateTable('account').set({ withdrawn_at: clock.now() }).where('id', '=', gone.account).execute();
  for (const { headers } of [ended, old, gone]) {
    expect((await app.inject({ ...get('/cycles'), headers })).statusCode).toBe(401);
  }
});

test.each([
  { from: "another site's page", headers: { 'sec-fetch-site': 'cross-site' }, refused: true },
  { from: 'a sister site', headers: { 'sec-fetch-site': 'same-site' }, refused: true },
  { from: 'another site, by an old browser', headers: { origin: 'https://evil.example' }, refused: true },
  { from: 'a page without an origin', headers: { origin: 'null' }, refused: true },
  {
    from: 'our own page',
    headers: { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8069' },
    refused: false,
  },
  { from: 'our own page, by an old browser', headers: { origin: 'http://localhost:8069' }, refused: false },
  { from: 'the address bar', headers: { 'sec-fetch-site': 'none' }, refused: false },
  { from: 'a program', headers: {}, refused: false },
])('a change asked by $from with the session cookie: refused $refused', async ({ headers, refused }) => {
  const { app, db, cycle } = await givenApp();
  const { obligation } = await givenAgency(db, cycle);
  const officer = await givenStaff(db, 'officer');
  const change = post(`/obligations/${obligation}/excuse`, { reason: 'Cơ quan giải thể' });
  const answer = await app.inject({ ...change, headers: { host: 'localhost:8069', ...officer.headers, ...headers } });
  if (refused) expect(answer.json()).toMatchObject({ title: 'form.expired', status: 403 });
  else expect(answer.statusCode).toBe(204);
  const { state } = await db
    .selectFrom('obligation')
    .select('state')
    .where('id', '=', obligation)
    .executeTakeFirstOrThrow();
  expect(state).toBe(refused ? 'open' : 'excused');
  const read = await app.inject({ ...get('/cycles'), headers: { ...officer.headers, ...headers } });
  expect(read.statusCode).toBe(200);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
  'a body of %s is not read: 415',
  async (type) => {
    const { app, db } = await givenApp();
    const { headers } = await givenStaff(db, 'officer');
    const answer = await app.inject({
      ...post(`/obligations/${nobody}/excuse`),
      headers: { ...headers, 'content-type': type },
      payload: '{"reason":"x"}',
    });
    expect(answer.json()).toMatchObject({ title: 'request.invalid', status: 415 });
  },
);
