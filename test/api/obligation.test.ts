import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenRoom(at?: string) {
  const given = await givenApp(at);
  return { ...given, agency: await givenAgency(given.db, given.cycle) };
}

test('the link shows the obligation: dates, form, tasks, an empty draft of version 0', async () => {
  const { app, agency } = await givenRoom('2026-12-01 08:00');
  const answer = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers.etag).toBe('"0"');
  expect(answer.json()).toMatchObject({
    id: agency.obligation,
    agency: { code: 'STC', name: 'Sở Tài chính' },
    cycle: { id: 'kl69-nam/2026', periodFrom: '2025-12-15', periodTo: '2026-12-14', cutOff: '2026-12-14' },
    state: 'open',
    look: 'not_due',
    due: '2026-12-17',
    dueKind: 'due',
    workingDaysLeft: 12,
    draft: { version: 0, content: { sections: {}, tasks: {} } },
    submissions: [],
    files: [],
  });
  const { form, tasks, cycle } = answer.json();
  expect(form.sections.map(({ code }: { code: string }) => code)).toEqual(['I', 'II', 'BS', 'III', 'IV', 'V']);
  expect(tasks.length).toBeGreaterThan(5);
  expect(cycle.openedAt).toMatch(/^2026-11-05T01:00:00Z$/);
});

test('a draft is saved under the version that was seen, and comes back as it was typed', async () => {
  const { app, agency } = await givenRoom();
  const content = givenReport({ V: 'Kiến nghị: bố trí kinh phí.\n"Ngoặc kép", <thẻ> và 🇻🇳' });
  const save = (seen: string, payload = content) =>
    app.inject({
      method: 'PUT',
      url: '/api/v1/obligation/draft',
      headers: { ...agency.headers, 'if-match': seen },
      payload,
    });
  const first = await save('"0"');
  expect([first.statusCode, first.json(), first.headers.etag]).toEqual([200, { version: 1 }, '"1"']);
  expect((await save('"1"')).json()).toEqual({ version: 2 });
  const room = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(room.headers.etag).toBe('"2"');
  expect(room.json().draft).toEqual({ version: 2, savedAt: '2026-12-01T01:00:00Z', content });
});

test('a draft under a stale version is refused with 412 and the current one; nothing typed by the other is lost', async () => {
  const { app, agency } = await givenRoom();
  const save = (seen: string, I: string) =>
    app.inject({
      method: 'PUT',
      url: '/api/v1/obligation/draft',
      headers: { ...agency.headers, 'if-match': seen },
      payload: givenReport({ I }),
    });
  await save('"0"', 'của người thứ nhất');
  const stale = await save('"0"', 'của người thứ hai');
  expect(stale.statusCode).toBe(412);
  expect(stale.headers.etag).toBe('"1"');
  expect(stale.headers['content-type']).toContain('application/problem+json');
  expect(stale.json()).toMatchObject({
    type: '/errors/fact.changed',
    title: 'fact.changed',
    status: 412,
    current: '1',
  });
  const room = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(room.json().draft.content.sections.I).toBe('của người thứ nhất');
});

test.each([
  { headers: {}, status: 428 },
  { headers: { 'if-match': '*' }, status: 422 },
  { headers: { 'if-match': '3' }, status: 422 },
  { headers: { 'if-match': '"99999999999"' }, status: 422 },
])('a draft with the headers $headers is refused with $status', async ({ headers, status }) => {
  const { app, agency } = await givenRoom();
  const all = { ...agency.headers, ...headers };
  const answer = await app.inject({
    method: 'PUT',
    url: '/api/v1/obligation/draft',
    headers: all,
    payload: givenReport(),
  });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ title: 'request.invalid', status, errors: [{ field: expect.any(String) }] });
});

test('a report that lacks a required section is refused with every place at once', async () => {
  const { app, agency } = await givenRoom();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/submissions',
    headers: { ...agency.headers, 'idempotency-key': randomUUID() },
    payload: { sections: { I: '  ' }, tasks: { 'II.1.a': { state: 'done', percent: 100, result: '' } } },
  });
  expect(answer.statusCode).toBe(422);
  const fields = answer.json().errors.map(({ field }: { field: string }) => field);
  expect(fields).toEqual(['sections.I', 'tasks.II.1.a.result', 'sections.III', 'sections.IV']);
});

test('an extension is asked for once: the same again gives the same id, another waits its turn', async () => {
  const { app, agency } = await givenRoom();
  const ask = (until: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/obligation/extensions',
      headers: agency.headers,
      payload: { until, reason: 'Chờ số liệu của các đơn vị trực thuộc' },
    });
  const first = await ask('2026-12-21');
  expect(first.statusCode).toBe(201);
  expect((await ask('2026-12-21')).json()).toEqual(first.json());
  expect((await ask('2026-12-22')).json()).toMatchObject({ title: 'extension.pending', status: 409 });
  const room = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(room.json().extensions).toMatchObject([{ id: first.json().id, until: '2026-12-21' }]);
});

test.each([
  { until: '2026-12-17', code: 'extension.not_later', status: 422 },
  { until: '2026-12-23', code: 'extension.too_late', status: 409 },
  { until: '2026-02-30', code: 'request.invalid', status: 422 },
  { until: '0000-01-01', code: 'request.invalid', status: 422 },
  { until: '21/12/2026', code: 'request.invalid', status: 422 },
])('an extension until $until is refused: $code', async ({ until, code, status }) => {
  const { app, agency } = await givenRoom();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/extensions',
    headers: agency.headers,
    payload: { until, reason: 'Lý do' },
  });
  expect(answer.json()).toMatchObject({ title: code, status });
});

test('an obstacle raised twice with one key is one obstacle', async () => {
  const { app, agency, db } = await givenRoom();
  const key = randomUUID();
  const raise = () =>
    app.inject({
      method: 'POST',
      url: '/api/v1/obstacles',
      headers: { ...agency.headers, 'idempotency-key': key },
      payload: { title: 'Thiếu hướng dẫn', words: 'Chưa có hướng dẫn về định mức chi.', task: 'II.1.a' },
    });
  const [first, second] = [await raise(), await raise()];
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(second.json()).toEqual(first.json());
  expect(await db.selectFrom('obstacle').select(['id', 'agency_code']).execute()).toEqual([
    { id: first.json().id, agency_code: 'STC' },
  ]);
  const room = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(room.json().obstacles).toMatchObject([{ title: 'Thiếu hướng dẫn', state: 'raised', task: 'II.1.a' }]);
});

test('an answer to an agency names no account of the staff and no e-mail address', async () => {
  const { app, agency, clock } = await givenRoom();
  await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/submissions',
    headers: { ...agency.headers, 'idempotency-key': randomUUID() },
    payload: givenReport(),
  });
  clock.set('2026-12-02 08:00');
  const room = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(room.body).not.toMatch(/staff:|@|link_?version/i);
});
