import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { compileReport } from '../../domain/compilation.ts';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { readCompilationFacts } from '../../office/read-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { endCompilation } from '../given/compiled.ts';
import { givenApp } from '../given/app.ts';
import { givenWord } from '../given/files.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

/** An officer (or another) with the app, and an agency's report received on 14/12. */
async function givenOffice(role: 'officer' | 'leader' = 'officer') {
  const given = await givenApp('2026-12-14 08:00');
  const { db, clock, cycle, app } = given;
  const staff = await givenStaff(db, role);
  const agency = await givenAgency(db, cycle);
  const send = (report = givenReport()) =>
    submitReport(db, {
      obligation: agency.obligation,
      report,
      attempt: randomUUID(),
      actor: agency.actor,
      at: clock.now(),
    });
  const ask = (method: 'GET' | 'POST', url: string, payload?: object, headers: object = {}) =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...staff.headers, ...headers },
      ...(payload && { payload }),
    });
  const get = async (url: string) => {
    const answer = await ask('GET', url);
    expect(answer.statusCode, url).toBe(200);
    return answer.json();
  };
  const post = async (url: string, payload?: object) => {
    const answer = await ask('POST', url, payload);
    expect(answer.body, url).toBe('');
    expect(answer.statusCode, url).toBe(204);
  };
  return { ...given, staff, agency, send, ask, get, post };
}

test('the cycles, and a cycle with its figures, its steps and its curve', async () => {
  const { get, send } = await givenOffice();
  await send();
  const [cycle, ...others] = await get('/cycles');
  expect(others).toEqual([]);
  expect(cycle).toEqual({
    id: 'kl69-nam/2026',
    year: 2026,
    periodFrom: '2025-12-15',
    periodTo: '2026-12-14',
    cutOff: '2026-12-14',
    due: '2026-12-17',
    sendUp: '2026-12-25',
    extensionLimit: '2026-12-22',
    openedAt: '2026-11-05T01:00:00Z',
  });
  const board = await get('/cycles/kl69-nam/2026');
  expect(board.cycle).toEqual(cycle);
  expect(board.asOf).toBe('2026-12-14T01:00:00Z');
  expect(board.figures).toMatchObject({
    reported: 1,
    onTime: 1,
    late: 0,
    excused: 0,
    missing: board.figures.total - 1,
  });
  expect(board.figures.total).toBeGreaterThan(100);
  expect(board.steps.map(({ key }: { key: string }) => key)).toContain('remind-3@2026-12-17');
  expect(board.curve).toEqual([{ day: '2026-12-14', reported: 1 }]);
});

test("a cycle's agencies are told apart by state and by look", async () => {
  const { get, send } = await givenOffice();
  const receipt = await send();
  const all = await get('/cycles/kl69-nam/2026/obligations');
  const submitted = await get('/cycles/kl69-nam/2026/obligations?state=submitted');
  expect(submitted).toMatchObject([
    {
      agency: { code: 'STC', name: 'Sở Tài chính', kind: 'department' },
      look: 'on_time',
      due: '2026-12-17',
      receipt: { code: receipt.code, submission: receipt.submission, version: 1 },
    },
  ]);
  expect(await get('/cycles/kl69-nam/2026/obligations?state=open')).toHaveLength(all.length - 1);
  expect(await get('/cycles/kl69-nam/2026/obligations?look=due_soon')).toHaveLength(all.length - 1);
  expect(all.find((line: { agency: { code: string } }) => line.agency.code === 'SYT')).toMatchObject({
    contact: { email: expect.stringMatching(/\.example$/) },
    next: { kind: 'remind', at: expect.stringMatching(/Z$/) },
  });
});

test('a version is read with its words, and accepted; accepting it again changes nothing', async () => {
  const { get, post, send, ask } = await givenOffice();
  const { submission, code } = await send();
  expect(await get(`/submissions/${submission}`)).toMatchObject({
    id: submission,
    agency: { code: 'STC' },
    cycle: 'kl69-nam/2026',
    receipt: { code, onTime: true },
    content: givenReport(),
    files: [],
  });
  await post(`/submissions/${submission}/accept`);
  await post(`/submissions/${submission}/accept`);
  expect((await get(`/submissions/${submission}`)).review).toMatchObject({
    verdict: 'accepted',
    reviewedAt: '2026-12-14T01:00:00Z',
  });
  const returned = { reasons: [{ field: 'sections.I', message: 'x' }], correctionDue: '2026-12-22' };
  const refused = await ask('POST', `/submissions/${submission}/return`, returned);
  expect(refused.json()).toMatchObject({ title: 'submission.reviewed', status: 409 });
});

test('a version is returned with reasons and a date; an older one can no longer be reviewed', async () => {
  const { get, post, send, ask } = await givenOffice();
  const first = await send();
  const reasons = [{ field: 'sections.III', message: 'Cần nêu nguyên nhân chủ quan.' }];
  await post(`/submissions/${first.submission}/return`, { reasons, correctionDue: '2026-12-21' });
  expect((await get(`/submissions/${first.submission}`)).review).toMatchObject({
    verdict: 'returned',
    reasons,
    correctionDue: '2026-12-21',
  });
  expect(await get('/cycles/kl69-nam/2026/obligations?state=returned')).toMatchObject([
    { correction: true, due: '2026-12-21' },
  ]);
  await send(givenReport({ III: 'Nguyên nhân chủ quan: thiếu nhân lực.' }));
  expect((await ask('POST', `/submissions/${first.submission}/accept`)).json()).toMatchObject({
    title: 'submission.not_latest',
  });
});

test.each([
  { body: { reasons: [], correctionDue: '2026-12-21' }, code: 'request.invalid', status: 422 },
  {
    body: { reasons: [{ field: 'I', message: 'x' }], correctionDue: '2026-12-14' },
    code: 'correction.not_later',
    status: 422,
  },
  {
    body: { reasons: [{ field: 'I', message: 'x' }], correctionDue: '2026-12-26' },
    code: 'extension.too_late',
    status: 409,
  },
])('returning with $body is refused: $code', async ({ body, code, status }) => {
  const { send, ask } = await givenOffice();
  const { submission } = await send();
  expect((await ask('POST', `/submissions/${submission}/return`, body)).json()).toMatchObject({ title: code, status });
});

test('an extension is decided once; a granted one moves the date of that agency only', async () => {
  const { app, get, post, ask, agency } = await givenOffice();
  const asked = await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/extensions',
    headers: agency.headers,
    payload: { until: '2026-12-22', reason: 'Chờ số liệu' },
  });
  const { id } = asked.json();
  expect(await get('/extensions?cycle=kl69-nam/2026')).toMatchObject([
    { id, until: '2026-12-22', reason: 'Chờ số liệu', agency: { code: 'STC' } },
  ]);
  await post(`/extensions/${id}/decision`, { decision: 'granted', until: '2026-12-21', words: '15/SKHCN-QLKH' });
  await post(`/extensions/${id}/decision`, { decision: 'granted', words: 'lần nữa' });
  expect((await get('/extensions?cycle=kl69-nam/2026'))[0].decision).toEqual({
    decision: 'granted',
    byEngine: false,
    until: '2026-12-21',
    words: '15/SKHCN-QLKH',
    decidedAt: '2026-12-14T01:00:00Z',
  });
  const refusal = await ask('POST', `/extensions/${id}/decision`, { decision: 'refused', words: 'x' });
  expect(refusal.json()).toMatchObject({ title: 'extension.decided', status: 409 });
  const lines: { extended: boolean; due: string }[] = await get('/cycles/kl69-nam/2026/obligations');
  expect(lines.filter(({ extended }) => extended)).toMatchObject([{ due: '2026-12-21' }]);
});

test('an agency is excused with a reason, once; without one, or after it has reported, it is not', async () => {
  const { get, post, ask, agency, send, db, cycle } = await givenOffice();
  const other = await givenAgency(db, cycle, 'SYT');
  const url = `/obligations/${other.obligation}/excuse`;
  expect((await ask('POST', url, { reason: ' ' })).json()).toMatchObject({
    title: 'request.invalid',
    errors: [{ field: 'reason' }],
  });
  await post(url, { reason: 'Không được giao nhiệm vụ' });
  await post(url, { reason: 'lần nữa' });
  expect(await get('/cycles/kl69-nam/2026/obligations?state=excused')).toMatchObject([{ agency: { code: 'SYT' } }]);
  await send();
  expect((await ask('POST', `/obligations/${agency.obligation}/excuse`, { reason: 'x' })).json()).toMatchObject({
    title: 'obligation.accepted',
  });
});

test('an obstacle is answered, forwarded, decided and closed, and each is written on its thread', async () => {
  const { app, get, post, ask, agency } = await givenOffice();
  const raised = await app.inject({
    method: 'POST',
    url: '/api/v1/obstacles',
    headers: { ...agency.headers, 'idempotency-key': randomUUID() },
    payload: { title: 'Thiếu kinh phí', words: 'Chưa được bố trí kinh phí.' },
  });
  const { id } = raised.json();
  expect(await get('/obstacles?state=raised&cycle=kl69-nam/2026')).toMatchObject([
    { id, agency: { code: 'STC' }, state: 'raised' },
  ]);
  expect((await ask('POST', `/obstacles/${id}/decision`, { words: 'x' })).json()).toMatchObject({
    title: 'obstacle.not_forwarded',
  });
  expect((await ask('POST', `/obstacles/${id}/answer`, { words: '' })).json()).toMatchObject({
    errors: [{ field: 'words' }],
  });
  for (const outcome of ['answer', 'forward', 'decision', 'close'])
    await post(`/obstacles/${id}/${outcome}`, { words: `Lời ${outcome}` });
  await post(`/obstacles/${id}/close`, { words: 'lần nữa' });
  expect((await ask('POST', `/obstacles/${id}/answer`, { words: 'muộn' })).json()).toMatchObject({
    title: 'obstacle.closed',
    status: 409,
  });
  const obstacle = await get(`/obstacles/${id}`);
  expect(obstacle.state).toBe('closed');
  expect(obstacle.entries.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
    'answered',
    'closed',
    'decided',
    'forwarded',
    'raised',
  ]);
  expect(await get('/obstacles?state=raised')).toEqual([]);
});

test('the ledger is read by page and by state; a letter that has left is sent again once for each key', async () => {
  const { get, send, ask, db, clock } = await givenOffice();
  await send();
  const ledger = await get('/notifications?cycle=kl69-nam/2026&agency=STC');
  expect(ledger).toMatchObject({
    total: 1,
    lines: [{ slot: 'kl69-nam/2026/STC/receipt/1', kind: 'receipt', state: 'planned', agency: 'STC', attempts: 0 }],
  });
  const { slot, recipients } = ledger.lines[0];
  expect(recipients.map(({ role }: { role: string }) => role)).toEqual(['focal', 'head']);
  const resend = (key?: string) =>
    ask('POST', '/notifications/resend', { slot }, key ? { 'idempotency-key': key } : {});
  expect((await resend()).json()).toMatchObject({ status: 422, errors: [{ field: 'idempotency-key' }] });
  expect((await resend(randomUUID())).json()).toMatchObject({ title: 'notification.not_resendable', status: 409 });
  await db
    .updateTable('notification')
    .set({ state: 'sent', settled_at: clock.now() })
    .where('slot', '=', slot)
    .execute();
  const key = randomUUID();
  for (const each of [key, key, randomUUID()]) expect((await resend(each)).statusCode).toBe(204);
  expect(await get('/notifications?state=planned')).toMatchObject({ total: 2 });
  const page = await get('/notifications?limit=2&offset=2');
  expect([page.total, page.lines.length]).toEqual([3, 1]);
});

test('a compilation starts once for each key, shows its sources, and is cancelled', async () => {
  const { get, post, send, ask } = await givenOffice();
  const { submission, code } = await send();
  const key = randomUUID();
  const start = () => ask('POST', '/cycles/kl69-nam/2026/compilations', { final: false }, { 'idempotency-key': key });
  const [first, second] = [await start(), await start()];
  const { id } = first.json();
  expect([first.statusCode, first.headers.location]).toEqual([202, `/api/v1/compilations/${id}`]);
  expect(second.json()).toEqual({ id });
  expect(await get(`/compilations/${id}`)).toMatchObject({
    id,
    number: 1,
    final: false,
    state: 'running',
    total: 1,
    sources: [{ submission, agency: 'STC', receipt: code, version: 1 }],
    sendings: [],
  });
  expect((await ask('GET', `/compilations/${id}/report.docx`)).json()).toMatchObject({
    title: 'compilation.not_ready',
    status: 409,
  });
  await post(`/compilations/${id}/cancel`);
  await post(`/compilations/${id}/cancel`);
  expect(await get('/cycles/kl69-nam/2026/compilations')).toMatchObject([{ id, state: 'cancelled' }]);
});

test('a finished compilation gives its Word file, and its sending is recorded with number, date and receiver', async () => {
  const { get, post, send, ask, db, clock } = await givenOffice();
  await send();
  const started = await ask(
    'POST',
    '/cycles/kl69-nam/2026/compilations',
    { final: true },
    { 'idempotency-key': randomUUID() },
  );
  const { id } = started.json();
  const facts = await readCompilationFacts(db, id, () => Promise.resolve(true));
  if (!facts) throw new Error('the run was cancelled');
  const document = givenWord(['BÁO CÁO']);
  await endCompilation(db, { compilation: id, report: compileReport(facts), document, at: clock.now() });
  const file = await ask('GET', `/compilations/${id}/report.docx`);
  expect(file.rawPayload.equals(Buffer.from(document))).toBe(true);
  expect(file.headers).toMatchObject({
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="Bao cao tong hop kl69-nam-2026 lan 1.docx"; filename\*=UTF-8''/,
    ),
  });
  const sending = {
    documentNumber: '120/BC-UBND',
    issuedOn: '2026-12-14',
    receiver: 'Bộ KH&CN',
    channel: 'Trục liên thông văn bản',
  };
  await post(`/compilations/${id}/sendings`, sending);
  await post(`/compilations/${id}/sendings`, sending);
  expect((await get(`/compilations/${id}`)).sendings).toEqual([
    { ...sending, id: expect.any(String), sentAt: '2026-12-14T01:00:00Z' },
  ]);
  const future = await ask('POST', `/compilations/${id}/sendings`, {
    ...sending,
    issuedOn: '2026-12-15',
    receiver: 'Thủ tướng',
  });
  expect(future.json()).toMatchObject({ title: 'request.invalid', errors: [{ field: 'issuedOn' }] });
  expect((await ask('POST', `/compilations/${id}/cancel`)).json()).toMatchObject({
    title: 'compilation.ended',
    status: 409,
  });
});

test('invariant 9: an escalation is a draft until a leader issues it with a number', async () => {
  const { get, post, ask, db, cycle, clock } = await givenOffice('leader');
  clock.set('2026-12-22 08:00');
  await draftEscalation(
    db,
    cycle,
    { key: 'escalate', kind: 'escalate', rung: 'escalate', at: clock.now() },
    clock.now(),
  );
  const [draft] = await get('/letters?cycle=kl69-nam/2026');
  expect(draft).not.toHaveProperty('issued');
  expect(draft.list.length).toBeGreaterThan(100);
  const issue = { number: '99/BC-SKHCN', issuedOn: '2026-12-22' };
  const early = await ask('POST', `/letters/${draft.id}/issue`, issue);
  expect(early.json()).toMatchObject({ title: 'letter.not_approved', status: 409 });
  await post(`/letters/${draft.id}/approve`, { revision: draft.revision });
  for (const _ of [1, 2]) {
    expect((await ask('POST', `/letters/${draft.id}/issue`, issue)).json()).toEqual({ number: '99/BC-SKHCN' });
  }
  expect((await get('/letters?cycle=kl69-nam/2026'))[0].issued).toMatchObject({
    number: '99/BC-SKHCN',
    issuedOn: '2026-12-22',
  });
  const other = await ask('POST', `/letters/${draft.id}/issue`, { number: '100/BC-SKHCN', issuedOn: '2026-12-22' });
  expect(other.json()).toMatchObject({ title: 'fact.changed', status: 409 });
});
