import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { everythingIn } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenCodes, givenRoom, linesOf } from '../given/room.ts';
import type { RoomRule } from '../../domain/room-rule.ts';
import { createLinks } from '../../office/link.ts';

async function givenPeople(...rules: readonly RoomRule[]) {
  const given = await givenApp('2026-12-16 14:00');
  const room = await givenRoom(given.db, ...rules);
  const common = await givenAgency(given.db, given.cycle);
  type Who = { headers: { authorization: string } };
  const ask = (who: Who, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) =>
    given.app.inject({
      ...{ method, url: `/api/v1/obligation${path}`, headers: who.headers },
      ...(payload && { payload }),
    });
  const submit = (who: Who, code?: string, attempt: string = crypto.randomUUID()) =>
    given.app.inject({
      ...{ method: 'POST', url: '/api/v1/obligation/submissions', payload: givenReport() },
      headers: { ...who.headers, 'idempotency-key': attempt, ...(code && { 'submission-code': code }) },
    });
  return { ...given, ...room, common, ask, submit };
}

test('a person’s own link opens the agency’s obligation and is named in what they save; the common one goes on working', async () => {
  const { app, mai, common, db, obligation } = await givenPeople();
  for (const [who, seen] of [
    [mai, '"0"'],
    [common, '"1"'],
  ] as const) {
    const headers = { ...who.headers, 'if-match': seen };
    const saved = await app.inject({
      ...{ method: 'PUT', url: '/api/v1/obligation/draft', headers, payload: givenReport({ V: seen }) },
    });
    expect(saved.statusCode).toBe(200);
    const { saved_by } = await db.selectFrom('draft').select('saved_by').executeTakeFirstOrThrow();
    expect(saved_by).toBe(who === mai ? 'agency:STC/Lê Thị Mai' : 'agency:STC');
  }
  expect((await app.inject({ url: '/api/v1/obligation', headers: mai.headers })).json()).toMatchObject({
    id: obligation,
  });
});

test('a revoked link of one’s own is answered with 410; the others go on working', async () => {
  const { ask, mai, head, common } = await givenPeople();
  expect((await ask(common, 'DELETE', `/people/${mai.link}`)).statusCode).toBe(204);
  expect((await ask(mai, 'GET', '')).json()).toMatchObject({ title: 'link.expired', status: 410 });
  for (const who of [head, common]) expect((await ask(who, 'GET', '')).statusCode).toBe(200);
});

test('who works in the room is listed with last use; no token and no link stands in it', async () => {
  const { ask, mai, common, clock } = await givenPeople();
  await ask(mai, 'GET', '');
  clock.set('2026-12-16 14:00:30');
  const answer = await ask(common, 'GET', '/people');
  expect(answer.json()).toMatchObject({
    links: [
      { name: 'Lê Thị Mai', role: 'officer', uses: 1, lastUsedAt: '2026-12-16T07:00:00Z' },
      { name: 'Phạm Văn Hòa', role: 'head', uses: 0 },
    ],
    commonLink: { uses: 1, lastUsedAt: '2026-12-16T07:00:30Z' },
    rules: [],
  });
  expect(answer.body).not.toContain(mai.token);
  expect(answer.body).not.toMatch(/\/room\//);
});

test('one agency’s link revokes no link of another', async () => {
  const { ask, mai, db, cycle } = await givenPeople();
  const other = await givenAgency(db, cycle, 'SNV');
  expect((await ask(other, 'DELETE', `/people/${mai.link}`)).json()).toMatchObject({ title: 'person.not_found' });
  expect((await ask(mai, 'GET', '')).statusCode).toBe(200);
});

test('an id of a link is no link: signed as a common one it opens nothing', async () => {
  const { app, mai } = await givenPeople();
  const links = createLinks('a secret that is only used in tests, 32+', 'http://dondoc.example');
  const token = links.token({ obligation: mai.link, linkVersion: 1 });
  const answer = await app.inject({ url: '/api/v1/obligation', headers: { authorization: `Bearer ${token}` } });
  expect(answer.json()).toMatchObject({ title: 'link.unknown' });
});

test('where approval is asked for, an officer’s submission is refused with a sentence, and the head’s is taken', async () => {
  const { ask, submit, draft, mai, head } = await givenPeople('approval');
  await draft(0, '2026-12-16 13:00');
  const refused = await submit(mai);
  expect([refused.statusCode, refused.json()]).toEqual([
    409,
    expect.objectContaining({ title: 'approval.required', detail: expect.stringContaining('Trình lãnh đạo duyệt') }),
  ]);
  expect((await ask(mai, 'POST', '/approvals', {})).statusCode).toBe(201);
  await draft(1, '2026-12-16 13:59', { V: 'Thêm sau khi trình.' });
  expect((await ask(head, 'GET', '/people')).json()).toMatchObject({
    approval: { by: 'Lê Thị Mai', draftVersion: 1, changed: ['sections.V'] },
  });
  expect((await ask(head, 'POST', '/approvals/send-back', { words: 'Sửa phần V.' })).statusCode).toBe(204);
  expect((await ask(head, 'PUT', '/rules/approval', { on: false })).statusCode).toBe(204);
  expect((await submit(mai)).statusCode).toBe(201);
});

test('where a code is asked for, it is sent by POST and comes back in a header; a wrong one is counted', async () => {
  const { ask, submit, common, db } = await givenPeople('code');
  const digits = async () => givenCodes.digits(String((await linesOf(db, 'submission-code')).at(-1)?.letter['code']));
  expect((await submit(common)).json()).toMatchObject({ title: 'code.required', status: 409 });
  const sent = await ask(common, 'POST', '/submission-codes');
  expect([sent.statusCode, sent.json()]).toEqual([201, { until: '2026-12-16T07:15:00Z' }]);
  expect(sent.body).not.toContain(await digits());
  const again = await ask(common, 'POST', '/submission-codes');
  expect([again.statusCode, again.json().title]).toEqual([429, 'code.too_soon']);
  const right = await digits();
  const wrong = await submit(common, right === '000000' ? '111111' : '000000');
  expect([wrong.statusCode, wrong.json().detail]).toEqual([422, 'Mã xác nhận không đúng; còn 4 lần thử.']);
  const attempt = crypto.randomUUID();
  const first = await submit(common, right, attempt);
  expect(first.statusCode).toBe(201);
  expect((await submit(common, right, attempt)).json()).toEqual(first.json());
});

test('what is sent malformed is refused by shape and changes nothing', async () => {
  const { ask, common, db } = await givenPeople();
  await ask(common, 'GET', '');
  const before = await everythingIn(db);
  for (const [method, path, payload] of [
    ['POST', '/people', { name: 'A', email: 'a@b.vn', role: 'admin' }],
    ['POST', '/people', { name: 'A'.repeat(201), email: 'a@b.vn', role: 'officer' }],
    ['POST', '/people', { name: 'A', email: 'không', role: 'officer' }],
    ['DELETE', '/people/khong-co', undefined],
    ['PUT', '/contacts/giam-doc', { name: 'A', title: '', email: 'a@b.vn' }],
    ['PUT', '/rules/approval', { on: 'yes' }],
    ['POST', '/approvals/send-back', {}],
  ] as const) {
    const { statusCode } = await ask(common, method, path, payload);
    expect([path, statusCode >= 400 && statusCode < 500]).toEqual([path, true]);
  }
  expect(await everythingIn(db)).toEqual(before);
});
