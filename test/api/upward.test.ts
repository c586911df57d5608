import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { givenApp } from '../given/app.ts';
import { vn } from '../given/clock.ts';
import { givenCompiled } from '../given/compiled.ts';
import { givenPdf } from '../given/files.ts';
import { givenAgency, givenStaff } from '../given/people.ts';

async function givenOffice() {
  const given = await givenApp('2026-12-18 10:00');
  const { app, db, cycle, clock } = given;
  const officer = await givenStaff(db, 'officer');
  const at = clock.now();
  const compilation = await startCompilation(db, { cycle, final: true, slot: `${cycle}/a`, actor: officer.actor, at });
  await givenCompiled(db, compilation, at);
  const ask = (method: 'GET' | 'POST', path: string, payload?: object, headers: Record<string, string> = {}) =>
    app.inject({
      ...{ method, url: `/api/v1${path}`, headers: { ...officer.headers, ...headers } },
      ...(payload && { payload }),
    });
  return { ...given, compilation, ask, officer };
}

test('a sending is recorded with its moment, given its file, and withdrawn; the receivers say who still waits', async () => {
  const { app, ask, compilation, officer } = await givenOffice();
  const sending = {
    ...{ documentNumber: '312/BC-UBND', issuedOn: '2026-12-17', receiver: 'Bộ KH&CN', channel: 'Trục liên thông' },
    sentAt: '2026-12-17T08:00:00Z',
  };
  expect((await ask('POST', `/compilations/${compilation}/sendings`, sending)).statusCode).toBe(204);
  const standing = async () => (await ask('GET', '/cycles/kl69-nam/2026/sendings')).json();
  const { receivers, sendings } = await standing();
  expect(receivers).toMatchObject([
    { receiver: 'Thủ tướng Chính phủ', due: '2026-12-25', sent: false },
    { receiver: 'Bộ Khoa học và Công nghệ', due: '2026-12-21', sent: true },
  ]);
  expect(sendings).toMatchObject([sending]);
  const { id } = sendings[0];
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(givenPdf(['BÁO CÁO']))]), 'ky-so.pdf');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const attached = await app.inject({
    ...{ method: 'POST', url: `/api/v1/sendings/${id}/file`, payload: Buffer.from(await request.arrayBuffer()) },
    headers: { ...officer.headers, 'content-type': request.headers.get('content-type') ?? '' },
  });
  expect(attached.statusCode).toBe(204);
  expect((await ask('GET', `/sendings/${id}/file`)).headers['content-type']).toBe('application/pdf');
  expect((await ask('POST', `/sendings/${id}/withdraw`, { reason: 'Ghi nhầm' })).statusCode).toBe(204);
  expect((await standing()).receivers.map((each: { sent: boolean }) => each.sent)).toEqual([false, false]);
  expect((await standing()).sendings).toMatchObject([
    { file: { name: 'ky-so.pdf' }, withdrawn: { reason: 'Ghi nhầm' } },
  ]);
  expect((await ask('POST', `/sendings/${randomUUID()}/withdraw`, { reason: 'x' })).json()).toMatchObject({
    title: 'sending.not_found',
  });
});

test('obstacles are compiled under a number once for an attempt, and their chain is told', async () => {
  const { ask, db, cycle } = await givenOffice();
  const agency = await givenAgency(db, cycle);
  const raised = {
    title: 'Thiếu kinh phí',
    words: 'Đề nghị bố trí',
    attempt: randomUUID(),
    at: vn('2026-11-23 15:00'),
  };
  const obstacle = await raiseObstacle(db, { ...agency, ...raised });
  const key = { 'idempotency-key': randomUUID() };
  const span = { from: '2026-09-15', to: '2026-12-14' };
  const first = (await ask('POST', '/obstacle-compilations', span, key)).json();
  expect((await ask('POST', '/obstacle-compilations', span, key)).json()).toEqual(first);
  expect(first).toMatchObject({ number: 1, obstacles: [{ obstacle, state: 'raised', news: 'new' }] });
  await ask('POST', `/obstacles/${obstacle}/forward`, { words: 'Kính trình' });
  const document = { number: '45/UBND-KGVX', on: '2026-12-18' };
  expect((await ask('POST', `/obstacles/${obstacle}/decision`, { words: 'Đồng ý', document })).statusCode).toBe(204);
  expect((await ask('GET', `/obstacles/${obstacle}/chain`)).json()).toMatchObject({
    compiled: [{ number: 1, state: 'raised' }],
    decisions: [{ document, told: { state: 'planned' } }],
  });
  expect((await ask('GET', '/obstacle-compilations')).json()).toHaveLength(1);
  const file = await ask('GET', `/obstacle-compilations/${first.id}/document.docx`);
  expect(file.headers['content-type']).toContain('wordprocessingml');
});

test('the brief and the records are answered as data and as Word files', async () => {
  const { ask } = await givenOffice();
  const brief = (await ask('GET', '/cycles/kl69-nam/2026/brief')).json();
  expect(brief).toMatchObject({ words: 'năm 2026', figures: { total: 110, missing: 110 }, due: '2026-12-17' });
  const records = (await ask('GET', '/records?remindTimes=1')).json();
  expect(records).toMatchObject({ regime: 'kl69-nam', policy: { remindTimes: 1 }, commend: [] });
  expect(records.remind).toHaveLength(110);
  expect((await ask('GET', '/records?remindTimes=0')).statusCode).toBe(422);
  for (const path of ['/cycles/kl69-nam/2026/brief.docx', '/records.docx']) {
    expect((await ask('GET', path)).headers['content-type']).toContain('wordprocessingml');
  }
});
