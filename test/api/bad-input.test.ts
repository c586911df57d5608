import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { everythingIn } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenWriter() {
  const given = await givenApp();
  const agency = await givenAgency(given.db, given.cycle);
  const headers = { ...agency.headers, 'idempotency-key': randomUUID(), 'if-match': '"0"' };
  const submit = (payload: unknown) =>
    given.app.inject({
      method: 'POST',
      url: '/api/v1/obligation/submissions',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  return { ...given, agency, headers, submit };
}

test.each([
  '{',
  '',
  'null',
  '[]',
  '"text"',
  '{"sections":{},"tasks":{}',
  '{"__proto__":{"a":1},"sections":{},"tasks":{}}',
  '['.repeat(1_000_000),
])('the body %.20s is refused with a sentence, as problem+json', async (body) => {
  const { submit, db } = await givenWriter();
  const before = await everythingIn(db);
  const answer = await submit(body);
  expect([400, 422]).toContain(answer.statusCode);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({
    type: '/errors/request.invalid',
    title: 'request.invalid',
    instance: '/api/v1/obligation/submissions',
  });
  expect(await everythingIn(db)).toEqual(before);
});

test.each([
  { what: 'an unknown field', body: { ...givenReport(), agency: 'SYT' }, field: 'agency' },
  { what: 'null for text', body: { ...givenReport(), sections: { I: null } }, field: 'sections.I' },
  { what: 'a number for text', body: { ...givenReport(), sections: { I: 5 } }, field: 'sections.I' },
  {
    what: 'null for a figure',
    body: { sections: {}, tasks: { a: { state: 'done', percent: null, result: '' } } },
    field: 'tasks.a.percent',
  },
  {
    what: 'text for a figure',
    body: { sections: {}, tasks: { a: { state: 'done', percent: '50', result: '' } } },
    field: 'tasks.a.percent',
  },
  {
    what: '101 percent',
    body: { sections: {}, tasks: { a: { state: 'done', percent: 101, result: '' } } },
    field: 'tasks.a.percent',
  },
  {
    what: 'an unknown state',
    body: { sections: {}, tasks: { a: { state: 'xong', percent: 1, result: '' } } },
    field: 'tasks.a.state',
  },
  { what: 'a field left out', body: { sections: {} }, field: 'tasks' },
  {
    what: 'an explanation of 2,001 characters',
    body: { ...givenReport(), explanations: { 'indicators.6.1': 'x'.repeat(2001) } },
    field: 'explanations.indicators.6.1',
  },
  { what: 'a text of 100,001 characters', body: givenReport({ I: 'x'.repeat(100_001) }), field: 'sections.I' },
  { what: 'a code that is none', body: givenReport({ 'a b': 'x' }), field: 'sections.a b' },
])('$what is refused by its name, not coerced or dropped', async ({ body, field }) => {
  const { submit, db } = await givenWriter();
  const answer = await submit(body);
  expect(answer.json()).toMatchObject({
    title: 'request.invalid',
    status: 422,
    errors: [{ field, message: expect.any(String) }],
  });
  expect(await db.selectFrom('submission').select('id').execute()).toEqual([]);
});

test('201 tasks, and a body of more than 2 MB, are refused', async () => {
  const { submit } = await givenWriter();
  const task = { state: 'done', percent: 1, result: 'x' };
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, place) => [`t${place}`, task]));
  expect((await submit({ sections: {}, tasks: many })).json()).toMatchObject({
    status: 422,
    errors: [{ field: 'tasks' }],
  });
  expect((await submit('x'.repeat(2_200_000))).json()).toMatchObject({ title: 'request.invalid', status: 413 });
});

test('a body wrong in ten thousand places is refused with the first hundred', async () => {
  const { submit } = await givenWriter();
  const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, place) => [`x${place}`, 1]));
  const answer = (await submit({ ...fields, ...givenReport() })).json();
  expect(answer.errors).toHaveLength(100);
  expect(answer.detail).toContain('10000');
});

test.each([
  { what: 'NUL', text: 'a\0b' },
  { what: 'half a surrogate pair', text: 'a\ud83d' },
])('$what, which the database cannot hold, is refused wherever text is typed', async ({ text }) => {
  const { app, db, agency, headers } = await givenWriter();
  const officer = await givenStaff(db, 'admin');
  const before = await everythingIn(db);
  const all = { ...officer.headers, ...headers };
  const id = randomUUID();
  const bodies: [string, object][] = [
    ['/obligation/submissions', givenReport({ I: text })],
    ['/obligation/extensions', { until: '2026-12-21', reason: text }],
    ['/obstacles', { title: text, words: 'x' }],
    ['/obstacles', { title: 'x', words: text }],
    ['/obstacles', { title: 'x', words: 'x', task: text }],
    [`/obligations/${agency.obligation}/excuse`, { reason: text }],
    [`/submissions/${id}/return`, { reasons: [{ field: 'I', message: text }], correctionDue: '2026-12-22' }],
    [`/extensions/${id}/decision`, { decision: 'granted', words: text }],
    [`/obstacles/${id}/answer`, { words: text }],
    [`/letters/${id}/issue`, { number: text, issuedOn: '2026-12-01' }],
    ['/notifications/resend', { slot: text }],
  ];
  for (const [url, payload] of bodies) {
    const answer = await app.inject({ method: 'POST', url: `/api/v1${url}`, headers: all, payload });
    expect(answer.json(), url).toMatchObject({
      title: 'request.invalid',
      status: 422,
      errors: [{ field: expect.any(String) }],
    });
  }
  expect(await everythingIn(db)).toEqual(before);
});

test.each([
  '/submissions/1',
  '/submissions/urn:uuid:00000000-0000-4000-8000-000000000000',
  "/submissions/' or 1=1 --",
  '/submissions/%00',
  '/submissions/%E0%A4%A',
  `/submissions/${'0'.repeat(500)}`,
  '/compilations/x/report.docx',
  '/cycles/kl69-nam/26',
  '/cycles/%00/2026',
  '/cycles/kl69-nam/99999999999999',
  '/cycles/kl69-nam/2026/synthesis/%00',
  '/cycles/kl69-nam/2026/synthesis/khong-co',
  '/cycles/kl69-nam/2026/obligations?state=xong',
  '/cycles/kl69-nam/2026/obligations?state=open&state=open',
  '/cycles/kl69-nam/2026/obligations?x=1',
  '/notifications?limit=0',
  '/notifications?limit=1001',
  '/notifications?offset=-1',
  '/notifications?agency=%00',
  '/notifications?cycle=x',
  '/extensions',
  '/obstacles?state=',
  '/nothing',
])('GET %s is refused as problem+json, never a fault', async (url) => {
  const { app, db } = await givenApp();
  const { headers } = await givenStaff(db, 'admin');
  const answer = await app.inject({ url: `/api/v1${url}`, headers });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.headers['content-type']).toContain('application/problem+json');
});

/** Every route that takes a body, and a body in order. */
const bodies = (obligation: string, id: string): [method: 'POST' | 'PUT', url: string, body: object][] => [
  ['PUT', '/obligation/draft', givenReport()],
  ['POST', '/obligation/submissions', givenReport()],
  ['POST', '/obligation/extensions', { until: '2026-12-21', reason: 'x' }],
  ['POST', '/obstacles', { title: 'x', words: 'x', task: 'II.1.a' }],
  ['POST', '/cycles/kl69-nam/2026/compilations', { final: false }],
  ['PUT', '/cycles/kl69-nam/2026/synthesis/I', { text: 'x', keepSources: false, beside: ['x'] }],
  ['POST', '/cycles/kl69-nam/2026/exclusions', { agency: 'STC', place: 'I', reason: 'x' }],
  ['POST', `/submissions/${id}/return`, { reasons: [{ field: 'I', message: 'x' }], correctionDue: '2026-12-22' }],
  ['POST', `/extensions/${id}/decision`, { decision: 'granted', until: '2026-12-21', words: 'x' }],
  ['POST', `/obligations/${obligation}/excuse`, { reason: 'x' }],
  ['POST', `/obstacles/${id}/answer`, { words: 'x' }],
  ['POST', '/notifications/resend', { slot: 'x' }],
  ['POST', `/letters/${id}/issue`, { number: '1', issuedOn: '2026-12-01' }],
  [
    'POST',
    `/compilations/${id}/sendings`,
    { documentNumber: '1', issuedOn: '2026-12-01', receiver: 'x', channel: 'x' },
  ],
];

/** A value that nobody expects there. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '0000-01-01',
    '9999-12-31',
    '2026-12-32',
    '-271821-04-20',
    1e308,
    -0,
    2 ** 53,
    'x'.repeat(100_000),
  ),
);

test('300 bodies that are wrong somewhere are answered, and none is a fault', async () => {
  const { app, db, headers, agency } = await givenWriter();
  const officer = await givenStaff(db, 'admin');
  const all = { ...officer.headers, ...headers, 'content-type': 'application/json' };
  const routes = bodies(agency.obligation, randomUUID());
  const wrong = fc
    .tuple(fc.constantFrom(...routes), fc.nat(), odd, fc.constantFrom('replace', 'drop', 'add', 'whole', 'cut'))
    .map(([[method, url, body], place, value, how]) => ({ method, url, payload: spoilt(body, place, value, how) }));
  await fc.assert(
    fc.asyncProperty(wrong, ({ method, url, payload }) => isAnswered(app, method, url, payload, all)),
    { numRuns: 300 },
  );
});

async function isAnswered(
  app: FastifyInstance,
  method: 'POST' | 'PUT',
  url: string,
  payload: string,
  headers: Record<string, string>,
) {
  // A fresh address each time: this is about bodies, not about limits.
  const remoteAddress = `10.${Math.trunc(Math.random() * 250)}.${Math.trunc(Math.random() * 250)}.1`;
  const answer = await app.inject({ method, url: `/api/v1${url}`, headers, payload, remoteAddress });
  expect(answer.statusCode, `${method} ${url} ${payload.slice(0, 200)} ${answer.body.slice(0, 300)}`).toBeLessThan(500);
}

/** A body's JSON with one of its values changed, taken away, or added to; or another value altogether; or cut off. */
function spoilt(body: object, place: number, value: unknown, how: string): string {
  if (how === 'whole') return JSON.stringify(value) ?? '';
  const copy = structuredClone(body) as Record<string, unknown>;
  if (how === 'cut') return JSON.stringify(copy).slice(0, place % JSON.stringify(copy).length);
  const holders = objectsIn(copy);
  const holder = holders[place % holders.length] ?? copy;
  const names = Object.keys(holder);
  const name = names[place % names.length] ?? 'x';
  if (how === 'drop') delete holder[name];
  else holder[how === 'add' ? (typeof value === 'string' ? value : 'x') : name] = value;
  return JSON.stringify(copy);
}

const objectsIn = (value: unknown): Record<string, unknown>[] =>
  typeof value === 'object' && value !== null
    ? [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)]
    : [];
