import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function givenReviewed() {
  const given = await givenApp('2026-12-14 09:00');
  const [agency, officer] = [await givenAgency(given.db, given.cycle), await givenStaff(given.db, 'officer')];
  const as =
    (headers: object) =>
    (method: Method, path: string, payload?: object, more: object = {}) =>
      given.app.inject({
        ...{ method, url: `/api/v1${path}`, headers: { ...headers, origin: 'http://dondoc.example', ...more } },
        ...(payload && { payload }),
      });
  const [byAgency, byStaff] = [as(agency.headers), as(officer.headers)];
  const send = async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const sent = await byAgency('POST', '/obligation/submissions', givenReport(), key);
    return sent.json<{ submission: string }>().submission;
  };
  return { ...given, byAgency, byStaff, send, as };
}

interface Review {
  comments: { id: string; field: string; answer?: { words: string }; resolvedAt?: string }[];
  passed: { part: string; version: number; changed: boolean }[];
}

test('a reviewer comments, passes and returns; the agency answers; the next version shows both', async () => {
  const { byStaff, byAgency, send } = await givenReviewed();
  const first = await send();
  const said = { field: 'sections.III', words: 'Chưa nêu nguyên nhân.' };
  const made = await byStaff('POST', `/submissions/${first}/comments`, said);
  expect(made.statusCode).toBe(201);
  const { id } = made.json<{ id: string }>();
  expect((await byStaff('POST', `/submissions/${first}/comments`, said)).json()).toEqual({ id });
  expect((await byStaff('PUT', `/submissions/${first}/passed/sections.I`)).statusCode).toBe(204);
  expect((await byStaff('PUT', `/submissions/${first}/passed/sections.IV`)).statusCode).toBe(204);
  expect((await byStaff('DELETE', `/submissions/${first}/passed/sections.IV`)).statusCode).toBe(204);
  expect((await byAgency('GET', '/obligation')).json()).toMatchObject({ comments: [], passed: [] });

  const returned = { reasons: [], correctionDue: '2026-12-16' };
  expect((await byStaff('POST', `/submissions/${first}/return`, returned)).statusCode).toBe(204);
  const room = (await byAgency('GET', '/obligation')).json<object>();
  expect(room).toMatchObject({ comments: [{ id, ...said }], passed: [{ part: 'sections.I', version: 1 }] });
  expect(JSON.stringify(room)).not.toContain('staff:');
  const answer = { words: 'Đã nêu.' };
  expect((await byAgency('PUT', `/obligation/comments/${id}/answer`, answer)).statusCode).toBe(204);

  const second = await send();
  const { comments, passed } = (await byStaff('GET', `/submissions/${second}/review`)).json<Review>();
  expect(comments).toMatchObject([{ id, field: 'sections.III', answer }]);
  expect(passed).toMatchObject([{ part: 'sections.I', version: 1, changed: false }]);
  expect((await byStaff('POST', `/submissions/${second}/comments/${id}/resolve`)).statusCode).toBe(204);
  const empty = await byStaff('POST', `/submissions/${second}/return`, returned);
  expect(empty.json()).toMatchObject({ title: 'request.invalid', errors: [{ field: 'reasons' }] });
});

test('an accepted report is opened again with a reason and a working day, and the versions say so', async () => {
  const { byStaff, byAgency, send } = await givenReviewed();
  const submission = await send();
  const reopen = (correctionDue: string, reason = 'Số liệu được đính chính.') =>
    byStaff('POST', `/submissions/${submission}/reopen`, { reason, correctionDue });
  expect((await reopen('2026-12-16')).json()).toMatchObject({ title: 'submission.not_accepted', status: 409 });
  await byStaff('POST', `/submissions/${submission}/accept`);
  expect((await reopen('2026-12-19')).json()).toMatchObject({
    title: 'correction.day_off',
    detail: 'Hạn bổ sung phải là ngày làm việc; đề nghị chọn ngày khác.',
  });
  expect((await reopen('2026-12-16')).statusCode).toBe(204);
  expect((await reopen('2026-12-16')).statusCode).toBe(204);
  expect((await byAgency('GET', '/obligation')).json()).toMatchObject({
    state: 'returned',
    due: '2026-12-16',
    dueKind: 'correction',
    submissions: [{ reopened: { reason: 'Số liệu được đính chính.', correctionDue: '2026-12-16' } }],
  });
});

test('a viewer neither comments nor passes nor reopens, and an agency answers its own comments only', async () => {
  const { db, byStaff, byAgency, send, as, cycle } = await givenReviewed();
  const submission = await send();
  const byViewer = as((await givenStaff(db, 'viewer')).headers);
  const refused = [
    await byViewer('POST', `/submissions/${submission}/comments`, { field: 'general', words: 'Có.' }),
    await byViewer('PUT', `/submissions/${submission}/passed/files`),
    await byViewer('POST', `/submissions/${submission}/reopen`, { reason: 'Có.', correctionDue: '2026-12-16' }),
  ];
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
  const made = await byStaff('POST', `/submissions/${submission}/comments`, { field: 'general', words: 'Thiếu.' });
  const { id } = made.json<{ id: string }>();
  await byStaff('POST', `/submissions/${submission}/return`, { reasons: [], correctionDue: '2026-12-16' });
  const byOther = as((await givenAgency(db, cycle, 'SNV')).headers);
  const path = `/obligation/comments/${id}/answer`;
  expect((await byOther('PUT', path, { words: 'Của người khác.' })).json()).toMatchObject({
    title: 'comment.not_found',
  });
  expect((await byAgency('PUT', path, { words: ' ' })).json()).toMatchObject({ errors: [{ field: 'words' }] });
});
