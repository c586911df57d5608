import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenPdf } from '../given/files.ts';
import { givenStaff } from '../given/people.ts';
import type { GivenStaff } from '../given/people.ts';

async function givenApi() {
  const given = await givenApp('2026-12-22 09:00');
  const [officer, leader] = [await givenStaff(given.db, 'officer'), await givenStaff(given.db, 'leader')];
  const ask = async (by: GivenStaff, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, key?: string) => {
    const headers = { ...by.headers, ...(key && { 'idempotency-key': key }) };
    const answer = await given.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.body && answer.json() };
  };
  return { ...given, officer, leader, ask };
}

const key = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';

test('a letter is drafted, edited, approved, issued and voided by the API as on the pages', async () => {
  const { ask, officer, leader, cycle } = await givenApi();
  const drafted = await ask(officer, 'POST', '/letters', { cycle, kind: 'urging' }, key);
  expect(await ask(officer, 'POST', '/letters', { cycle, kind: 'urging' }, key)).toEqual(drafted);
  const path = `/letters/${drafted.body.id}`;
  const { letter, changes } = (await ask(officer, 'GET', path)).body;
  expect(letter).toMatchObject({ kind: 'urging', state: 'draft', revision: 0, figuresAsOf: '2026-12-22T02:00:00Z' });
  expect(changes).toEqual({ added: [], removed: [], changed: [], figures: [], ownParagraphs: [] });
  const words = { subject: 'đôn đốc', paragraphs: ['Đoạn một.', 'Đoạn hai./.'] };
  expect((await ask(officer, 'PUT', `${path}/words`, { ...words, revision: 0 })).status).toBe(204);
  const stale = await ask(officer, 'PUT', `${path}/words`, { ...words, subject: 'khác', revision: 0 });
  expect([stale.status, stale.body.title]).toEqual([409, 'fact.changed']);
  expect((await ask(officer, 'POST', `${path}/approve`, { revision: 1 })).status).toBe(403);
  expect((await ask(leader, 'POST', `${path}/approve`, { revision: 1 })).status).toBe(204);
  const issued = await ask(leader, 'POST', `${path}/issue`, { issuedOn: '2026-12-22', delivery: 'at_once' });
  expect(issued).toEqual({ status: 200, body: { number: '01/SKHCN-VP' } });
  expect((await ask(officer, 'POST', `${path}/hand-over`, { on: '2026-12-22', how: 'Trục liên thông' })).status).toBe(
    204,
  );
  expect((await ask(leader, 'POST', `${path}/void`, { reason: 'Thử' })).status).toBe(204);
  expect((await ask(officer, 'GET', '/letters?state=void&words=don+doc&year=2026&kind=urging')).body).toMatchObject([
    { issued: { number: '01/SKHCN-VP' }, handedOver: { how: 'Trục liên thông' }, voided: { reason: 'Thử' } },
  ]);
});

test('a letter’s Word file is a download, and its signed file is looked at before it is taken', async () => {
  const { app, ask, officer, leader, cycle } = await givenApi();
  const { id } = (await ask(officer, 'POST', '/letters', { cycle, kind: 'request' }, key)).body;
  const word = await app.inject({ url: `/api/v1/letters/${id}/letter.docx`, headers: officer.headers });
  expect(word.headers['content-disposition']).toContain('Du-thao-request.docx');
  await ask(leader, 'POST', `/letters/${id}/approve`, { revision: 0 });
  await ask(leader, 'POST', `/letters/${id}/issue`, { issuedOn: '2026-12-22' });
  const upload = async (name: string, content: Uint8Array) => {
    const body = new FormData();
    body.set('file', new File([new Uint8Array(content)], name));
    const request = new Request('http://x', { method: 'POST', body });
    const headers = { ...officer.headers, 'content-type': request.headers.get('content-type') ?? '' };
    const payload = Buffer.from(await request.arrayBuffer());
    return (await app.inject({ method: 'POST', url: `/api/v1/letters/${id}/signed`, headers, payload })).statusCode;
  };
  expect(await upload('a.pdf', givenPdf(['Công văn']))).toBe(204);
  expect(await upload('mat.pdf', givenPdf(['TỐI MẬT']))).toBe(422);
  expect(await upload('a.pdf', Buffer.from('không phải PDF'))).toBe(415);
});

test('letters that came in are recorded and listed', async () => {
  const { ask, officer } = await givenApi();
  const letter = { number: '125/STC-VP', issuedOn: '2026-12-20', receivedOn: '2026-12-21', sender: 'Sở Tài chính' };
  const recorded = await ask(officer, 'POST', '/incoming-letters', { ...letter, subject: 'Đề nghị gia hạn' });
  expect(recorded.status).toBe(201);
  const again = { ...letter, number: '125/stc-vp', subject: 'Lần nữa' };
  expect((await ask(officer, 'POST', '/incoming-letters', again)).body).toEqual(recorded.body);
  expect((await ask(officer, 'GET', '/incoming-letters?words=de+nghi')).body).toEqual([
    { ...letter, kind: 'letter', subject: 'Đề nghị gia hạn' },
  ]);
  const future = { ...letter, number: '126', receivedOn: '2026-12-23', subject: 'x' };
  expect((await ask(officer, 'POST', '/incoming-letters', future)).status).toBe(422);
});
