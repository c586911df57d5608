import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenNarrative } from '../given/narrative.ts';
import { givenStaff } from '../given/people.ts';

async function givenEditing() {
  const { app, db, cycle } = await givenApp('2026-12-11 09:00');
  const narrative = await givenNarrative(db, cycle);
  const as =
    (headers: object) =>
    (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, more: object = {}) =>
      app.inject({
        ...{ method, url: `/api/v1/cycles/${cycle}${path}` },
        headers: { ...headers, origin: 'http://dondoc.example', ...more },
        ...(payload && { payload }),
      });
  return { ...narrative, ask: as(narrative.officer.headers), asViewer: as((await givenStaff(db, 'viewer')).headers) };
}

const text = 'Toàn tỉnh đã quán triệt.\nĐã mở 12 lớp.';

test('a place is written beside its sources, and a save against an older version is refused with the current one', async () => {
  const { ask } = await givenEditing();
  const before = await ask('GET', '/synthesis/I');
  expect([before.headers['etag'], before.json<object>()]).toMatchObject([
    '"0"',
    { state: 'unwritten', version: 0, text: '' },
  ]);
  const save = (seen: number, payload: object) => ask('PUT', '/synthesis/I', payload, { 'if-match': `"${seen}"` });
  expect((await save(0, { text, keepSources: false })).json()).toEqual({ version: 1 });
  expect((await save(0, { text, keepSources: false })).json()).toEqual({ version: 1 });
  const old = await save(0, { text: 'Bản khác.', keepSources: false });
  expect([old.statusCode, old.json<object>()]).toMatchObject([412, { title: 'fact.changed', current: '1' }]);
  expect((await ask('GET', '/synthesis/I')).json()).toMatchObject({ state: 'written', version: 1, text, changes: [] });
  expect((await ask('GET', '/synthesis')).json<object[]>()[0]).toMatchObject({
    ...{ place: 'I', state: 'written', sources: 3, paragraphs: 3, excluded: 0, version: 1 },
  });
  expect((await ask('PUT', '/synthesis/I', { text, keepSources: false })).statusCode).toBe(428);
  expect((await ask('GET', '/synthesis/II.9')).json()).toMatchObject({ title: 'place.not_found', status: 404 });
});

test('a source is left out with a reason and taken in again, and the list keeps both', async () => {
  const { ask, receipts } = await givenEditing();
  const beside = Object.values(receipts);
  await ask('PUT', '/synthesis/I', { text, keepSources: true, beside }, { 'if-match': '"0"' });
  const exclusion = { agency: 'SNV', place: 'I', reason: 'Trùng nội dung.' };
  const made = await ask('POST', '/exclusions', exclusion);
  expect(made.statusCode).toBe(201);
  const { id } = made.json<{ id: string }>();
  expect((await ask('GET', '/synthesis/I')).json()).toMatchObject({
    ...{ state: 'stale', changes: [{ agency: 'SNV', kind: 'gone', removed: ['Tổ chức 2 lớp tập huấn.'] }] },
    excluded: [{ agency: 'SNV', exclusion: id, reason: 'Trùng nội dung.' }],
  });
  expect((await ask('POST', `/exclusions/${id}/withdraw`)).statusCode).toBe(204);
  expect((await ask('POST', `/exclusions/${id}/withdraw`)).statusCode).toBe(204);
  expect((await ask('GET', '/synthesis/I')).json()).toMatchObject({ state: 'written', changes: [], excluded: [] });
  expect((await ask('GET', '/exclusions')).json()).toMatchObject([{ id, withdrawnAt: '2026-12-11T02:00:00Z' }]);
  const mute = await ask('POST', '/exclusions', { ...exclusion, reason: ' ' });
  expect(mute.json()).toMatchObject({ title: 'request.invalid', errors: [{ field: 'reason' }] });
});

test('a viewer reads and changes nothing', async () => {
  const { asViewer } = await givenEditing();
  expect((await asViewer('GET', '/synthesis')).statusCode).toBe(200);
  const save = await asViewer('PUT', '/synthesis/I', { text, keepSources: false }, { 'if-match': '"0"' });
  expect([save.statusCode, (await asViewer('POST', '/exclusions', { agency: 'SNV', reason: 'a' })).statusCode]).toEqual(
    [403, 403],
  );
});
