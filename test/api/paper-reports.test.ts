import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenPdf } from '../given/files.ts';
import { givenAgency, givenStaff } from '../given/people.ts';

async function givenRecorder() {
  const given = await givenApp('2026-12-18 09:00');
  const { obligation, headers } = await givenAgency(given.db, given.cycle);
  const officer = await givenStaff(given.db, 'officer');
  const post = (payload: object, as: Record<string, string> = officer.headers, key: string = crypto.randomUUID()) =>
    given.app.inject({
      method: 'POST',
      url: `/api/v1/obligations/${obligation}/paper-reports`,
      headers: { ...as, 'idempotency-key': key },
      payload,
    });
  return { ...given, officer, agency: headers, post };
}

const record = { channel: 'paper', number: '125/BC-STC', receivedOn: '2026-12-16' };

test('a recorded document gets a receipt that says how it came; the board says so too', async () => {
  const { app, post, officer } = await givenRecorder();
  const key = crypto.randomUUID();
  const answer = await post(record, officer.headers, key);
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({
    ...{ version: 1, onTime: true, due: '2026-12-17' },
    paper: { ...record, recordedAt: '2026-12-18T02:00:00Z' },
  });
  expect((await post(record, officer.headers, key)).json()).toEqual(answer.json());
  const board = await app.inject({ url: '/api/v1/cycles/kl69-nam/2026/obligations', headers: officer.headers });
  const line = board
    .json<{ agency: { code: string }; receipt: unknown }[]>()
    .find(({ agency }) => agency.code === 'STC');
  expect(line?.receipt).toMatchObject({ paper: { number: '125/BC-STC' } });
});

test.each([
  { given: { ...record, channel: 'system' }, because: 'an unknown channel' },
  { given: { ...record, receivedOn: '2026-12-19' }, because: 'a day ahead' },
  { given: { ...record, number: '' }, because: 'no number' },
  { given: { ...record, more: 1 }, because: 'an unknown field' },
])('$because is refused', async ({ given }) => {
  const { post, db } = await givenRecorder();
  const refused = await post(given);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ title: 'request.invalid' });
  expect(await db.selectFrom('submission').selectAll().execute()).toEqual([]);
});

const pdf = Buffer.from(givenPdf(['Báo cáo năm 2026']));
const scan = { name: 'Bản quét.pdf', content: pdf.toString('base64') };

test('a scan comes with the record, byte for byte', async () => {
  const { post, db } = await givenRecorder();
  expect((await post({ ...record, scan })).statusCode).toBe(201);
  const { content } = await db.selectFrom('submission').select('content').executeTakeFirstOrThrow();
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  expect(content.attachments).toMatchObject([{ name: 'Bản quét.pdf', sha256, mediaType: 'application/pdf' }]);
  const file = await db.selectFrom('file').select(['sha256', 'content']).executeTakeFirstOrThrow();
  expect(file.sha256).toBe(sha256);
  expect(Buffer.from(file.content).equals(pdf)).toBe(true);
});

test('a scan of twenty megabytes is taken; one byte more is refused', async () => {
  const { post, db } = await givenRecorder();
  const large = (bytes: number) => {
    const content = Buffer.concat([pdf, Buffer.alloc(bytes - pdf.length, '\n')]).toString('base64');
    return post({ ...record, scan: { ...scan, content } });
  };
  const refused = await large(20 * 1024 * 1024 + 1);
  expect(refused.json()).toMatchObject({ title: 'file.too_large', status: 413 });
  expect(await db.selectFrom('submission').select('id').execute()).toEqual([]);
  expect((await large(20 * 1024 * 1024)).statusCode).toBe(201);
});

test.each([
  { because: 'no base64', given: { ...scan, content: `${scan.content}%` }, title: 'request.invalid' },
  { because: 'no name', given: { ...scan, name: ' ' }, title: 'request.invalid' },
  { because: 'NUL in its name', given: { ...scan, name: 'a\0b.pdf' }, title: 'request.invalid' },
  { because: 'a line end in its name', given: { ...scan, name: 'a\nb.pdf' }, title: 'request.invalid' },
  { because: 'no document', given: { ...scan, content: btoa('khong phai PDF') }, title: 'file.wrong_type' },
  {
    because: 'a secrecy marking',
    given: { ...scan, content: Buffer.from(givenPdf(['TUYỆT MẬT', 'Báo cáo'])).toString('base64') },
    title: 'file.secret',
  },
])('a scan with $because is refused and nothing is stored', async ({ given, title }) => {
  const { post, db } = await givenRecorder();
  expect((await post({ ...record, scan: given })).json()).toMatchObject({ title });
  for (const table of ['file', 'submission'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
});

test('an agency’s own link does not record it', async () => {
  const { post, agency } = await givenRecorder();
  expect((await post(record, agency)).statusCode).toBe(401);
});
