import { randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Upload } from 'tus-js-client';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../api/build-app.ts';
import { createScanner } from '../../documents/upload/scan-content.ts';
import { getFile } from '../../store/files.ts';
import { givenApp } from '../given/app.ts';
import { givenClamd } from '../given/clamd.ts';
import { everythingIn } from '../given/db.ts';
import { givenPdf, givenWord } from '../given/files.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenIdentity, signedPdf } from '../given/signing.ts';

const base = '/api/v1/obligation/uploads';
const tus = { 'tus-resumable': '1.0.0' };
const megabyte = 1024 * 1024;

async function givenDesk() {
  const given = await givenApp();
  const agency = await givenAgency(given.db, given.cycle);
  const headers = { ...agency.headers, ...tus };
  const start = async (name: string, length: number) =>
    given.app.inject({
      method: 'POST',
      url: base,
      headers: {
        ...headers,
        'upload-length': String(length),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')},kind YQ==`,
      },
    });
  const begun = async (name: string, length: number) => String((await start(name, length)).headers['location']);
  const send = (url: string, from: number, content: Uint8Array, app = given.app) =>
    app.inject({
      method: 'PATCH',
      url,
      headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
      payload: Buffer.from(content),
    });
  const ask = (url: string) => given.app.inject({ method: 'HEAD', url, headers });
  const files = async () =>
    (await given.app.inject({ url: '/api/v1/obligation', headers: agency.headers })).json().files;
  return { ...given, agency, headers, start, begun, send, ask, files };
}

/** A PDF of at least so many bytes. */
function pdfOf(bytes: number): Buffer {
  const content = Buffer.alloc(bytes, ' ');
  content.set(givenPdf(['Báo cáo', randomUUID()]));
  return content;
}

test('a file in pieces is an attachment with its last byte, and not before', async () => {
  const { begun, send, ask, files, db } = await givenDesk();
  const content = pdfOf(1_500_000);
  const url = await begun('Báo cáo đã ký.pdf', content.length);
  expect((await ask(url)).headers).toMatchObject({ 'upload-offset': '0', 'upload-length': String(content.length) });

  const first = await send(url, 0, content.subarray(0, 1_200_000));
  expect(first.statusCode).toBe(204);
  expect(first.headers).toMatchObject({ 'upload-offset': '1200000', 'tus-resumable': '1.0.0' });
  expect(await files()).toEqual([]);
  expect(await db.selectFrom('file').select('sha256').execute()).toEqual([]);

  const last = await send(url, 1_200_000, content.subarray(1_200_000));
  expect(last.headers['upload-offset']).toBe(String(content.length));
  expect(await files()).toMatchObject([{ name: 'Báo cáo đã ký.pdf', sizeBytes: content.length, signatures: [] }]);
  const [file] = await files();
  expect((await getFile(db, file.sha256)).content.equals(content)).toBe(true);
  expect(await db.selectFrom('upload_piece').select('from_byte').execute()).toEqual([]);
  expect((await ask(url)).headers['upload-offset']).toBe(String(content.length));
});

test('a piece that does not go on where the upload stands changes nothing', async () => {
  const { begun, send, ask, db } = await givenDesk();
  const content = pdfOf(5000);
  const url = await begun('a.pdf', content.length);
  await send(url, 0, content.subarray(0, 400));
  const before = await everythingIn(db);
  for (const [from, piece] of [
    [0, content.subarray(0, 400)],
    [500, content.subarray(500)],
    [400, Buffer.alloc(4601)],
  ] as const) {
    expect((await send(url, from, piece)).json()).toMatchObject({ title: 'upload.offset', status: 409 });
  }
  expect(await everythingIn(db)).toEqual(before);
  expect((await ask(url)).headers['upload-offset']).toBe('400');
});

test('two requests that bring the same piece: one is taken; two processes with the last one: one attachment', async () => {
  const { begun, send, files, deps } = await givenDesk();
  const other = await buildApp(deps);
  onTestFinished(() => other.close());
  const content = pdfOf(5000);
  const url = await begun('a.pdf', content.length);
  const middle = await Promise.all([
    send(url, 0, content.subarray(0, 900)),
    send(url, 0, content.subarray(0, 900), other),
  ]);
  expect(middle.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([204, 409]);
  const last = await Promise.all([send(url, 900, content.subarray(900)), send(url, 900, content.subarray(900), other)]);
  expect(last.map(({ statusCode }) => statusCode)).toContain(204);
  expect(await files()).toHaveLength(1);
});

test('what arrived before the connection broke is kept', async () => {
  const { app, headers, begun, ask } = await givenDesk();
  const content = pdfOf(2 * megabyte);
  const url = await begun('a.pdf', content.length);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const sending = httpRequest({
    port,
    method: 'PATCH',
    path: url,
    headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  });
  sending.on('error', () => undefined);
  sending.write(content.subarray(0, megabyte + 100_000));
  const offset = async () => Number((await ask(url)).headers['upload-offset']);
  await expect.poll(offset, { timeout: 20_000 }).toBeGreaterThanOrEqual(megabyte);
  sending.destroy();
  await expect.poll(offset, { timeout: 20_000 }).toBe(megabyte + 100_000);
});

test("somebody else's client of the protocol sends a file, breaks off and goes on", async () => {
  const { app, headers, files } = await givenDesk();
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const content = pdfOf(3 * megabyte);
  const options = {
    endpoint: `http://127.0.0.1:${port}${base}`,
    headers: { authorization: headers.authorization },
    metadata: { filename: 'Phụ lục 1.pdf' },
    chunkSize: megabyte,
    retryDelays: null,
  };
  const half = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(content, {
      ...options,
      onError: reject,
      onChunkComplete: () => void upload.abort().then(() => resolve(upload.url ?? '')),
    });
    upload.start();
  });
  expect(await files()).toEqual([]);
  await new Promise<void>((resolve, reject) => {
    new Upload(content, { ...options, uploadUrl: half, onError: reject, onSuccess: () => resolve() }).start();
  });
  expect(await files()).toMatchObject([{ name: 'Phụ lục 1.pdf', sizeBytes: content.length }]);
});

test.each([
  { what: 'a file marked secret', name: 'a.docx', content: givenWord(['MẬT']), code: 'file.secret' },
  { what: 'what is no document', name: 'a.pdf', content: Buffer.from('MZ'), code: 'file.wrong_type' },
])('$what is refused with its last piece, and nothing of it stays', async ({ name, content, code }) => {
  const { begun, send, ask, db } = await givenDesk();
  const before = await everythingIn(db);
  const url = await begun(name, content.length);
  expect((await send(url, 0, content)).json()).toMatchObject({ title: code, detail: expect.any(String) });
  expect((await ask(url)).statusCode).toBe(404);
  expect(await everythingIn(db)).toEqual(before);
});

test('more than 20 MB, no bytes, no name or a name that cannot be kept is refused before anything is sent', async () => {
  const { start, app, headers, db } = await givenDesk();
  const before = await everythingIn(db);
  expect((await start('a.pdf', 20 * megabyte + 1)).json()).toMatchObject({ title: 'file.too_large', status: 413 });
  for (const answer of [
    await start('a.pdf', 0),
    await start('', 10),
    await start('a\0b.pdf', 10),
    await start('x'.repeat(201), 10),
    await app.inject({ method: 'POST', url: base, headers }),
    await app.inject({
      method: 'POST',
      url: base,
      headers: { ...headers, 'upload-length': '-1', 'upload-metadata': 'filename YQ==' },
    }),
  ]) {
    expect(answer.json()).toMatchObject({ title: 'request.invalid', status: 422 });
  }
  const old = await app.inject({ method: 'POST', url: base, headers: { ...headers, 'tus-resumable': '0.2.2' } });
  expect(old.statusCode).toBeGreaterThanOrEqual(400);
  expect(await everythingIn(db)).toEqual(before);
});

test('100 MB together, and not a byte more; what is taken away makes room', async () => {
  const { db, app, agency, begun, send, start, files } = await givenDesk();
  await db
    .insertInto('file')
    .values([0, 1, 2, 3, 4].map((each) => stored(each)))
    .execute();
  await db
    .insertInto('attachment')
    .values([0, 1, 2, 3, 4].map((each) => attached(each, agency.obligation)))
    .execute();
  const url = await begun('a.pdf', megabyte);
  expect(url).toContain(base);
  const answer = await start('b.pdf', megabyte + 1);
  expect(answer.json()).toMatchObject({ title: 'file.no_room', status: 413 });
  expect(answer.json().detail).toContain('còn nhận được 1,0 MB');
  expect((await send(url, 0, pdfOf(megabyte))).statusCode).toBe(204);
  expect((await start('b.pdf', 1)).json()).toMatchObject({ title: 'file.no_room' });
  const [first] = await files();
  await app.inject({ method: 'DELETE', url: `/api/v1/obligation/files/${first.sha256}`, headers: agency.headers });
  expect((await start('b.pdf', megabyte)).statusCode).toBe(201);
});

test('a silent upload goes after a day, with whoever begins the next one; a dropped one goes at once', async () => {
  const { begun, send, ask, clock, app, headers, db } = await givenDesk();
  const old = await begun('a.pdf', 1000);
  await send(old, 0, Buffer.alloc(500));
  clock.set('2026-12-02 07:59');
  const young = await begun('b.pdf', 1000);
  expect((await ask(old)).statusCode).toBe(200);
  clock.set('2026-12-02 08:01');
  await begun('c.pdf', 1000);
  expect((await ask(old)).statusCode).toBe(404);
  expect((await everythingIn(db))['upload_piece']).toEqual([]);
  expect((await app.inject({ method: 'DELETE', url: young, headers })).statusCode).toBe(204);
  expect((await ask(young)).statusCode).toBe(404);
});

test('what is on its way is never more than a report may hold: what was silent longest goes', async () => {
  const { begun, ask } = await givenDesk();
  const urls: string[] = [];
  for (let count = 0; count < 6; count += 1) urls.push(await begun('a.pdf', 20 * megabyte));
  const statuses = await Promise.all(urls.map(async (url) => (await ask(url)).statusCode));
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 404]);
});

test("another agency's upload is not there, and without a link there is none", async () => {
  const { begun, app, headers, db, cycle } = await givenDesk();
  const url = await begun('a.pdf', 1000);
  const other = await givenAgency(db, cycle, 'SYT');
  for (const method of ['HEAD', 'PATCH', 'DELETE'] as const) {
    const piece = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    const theirs = await app.inject({ method, url, headers: { ...headers, ...piece, ...other.headers }, payload: 'x' });
    expect(theirs.statusCode).toBe(404);
    const nobody = await app.inject({ method, url, headers: { ...tus, ...piece }, payload: 'x' });
    expect(nobody.statusCode).toBe(404);
  }
  const described = await app.inject({ method: 'OPTIONS', url: base, headers });
  expect(described.headers).toMatchObject({ 'tus-version': '1.0.0', 'tus-max-size': String(20 * megabyte) });
});

test('a file in which malicious software is found is refused, and the audit says which', async () => {
  const { deps, begun, send, files, db } = await givenDesk();
  const clamd = await givenClamd();
  const app = await buildApp({ ...deps, scanner: createScanner(clamd.at) });
  onTestFinished(() => app.close());
  clamd.answer = 'stream: Eicar-Test-Signature FOUND';
  const content = pdfOf(5000);
  const answer = await send(await begun('a.pdf', 5000), 0, content, app);
  expect(answer.json()).toMatchObject({ title: 'file.infected', status: 422 });
  expect(answer.json().detail).toContain('Eicar-Test-Signature');
  expect(await files()).toEqual([]);
  const { audit, file } = await everythingIn(db);
  expect(file).toEqual([]);
  expect(audit?.at(-1)).toMatchObject({ verb: 'refuse-infected', facts: { infection: 'Eicar-Test-Signature' } });
  expect(clamd.received.at(-1)?.equals(content)).toBe(true);
});

test('while the scanner does not answer no file is taken; what was sent waits for it', async () => {
  const { deps, begun, send, files, ask } = await givenDesk();
  const clamd = await givenClamd();
  const app = await buildApp({ ...deps, scanner: createScanner(clamd.at, { silence: 2000 }) });
  onTestFinished(() => app.close());
  const content = pdfOf(5000);
  const url = await begun('a.pdf', 5000);
  clamd.answer = '';
  await send(url, 0, content.subarray(0, 600), app);
  const answer = await send(url, 600, content.subarray(600), app);
  expect(answer.json()).toMatchObject({ title: 'file.not_scanned', status: 409 });
  expect(answer.json().detail).toContain('chưa quét được');
  expect(await files()).toEqual([]);
  expect((await ask(url)).headers['upload-offset']).toBe('600');
  clamd.answer = 'stream: OK';
  expect((await send(url, 600, content.subarray(600), app)).statusCode).toBe(204);
  expect(await files()).toHaveLength(1);
});

test("a signed PDF's signature is kept as it was found, and goes with the report that is sent", async () => {
  const { deps, app, agency, begun, send, files, db } = await givenDesk();
  const root = await givenIdentity({ name: 'Root', authority: true });
  const head = await givenIdentity({ name: 'Nguyễn Văn An', by: root });
  const trusting = await buildApp({ ...deps, signatureRoots: [root.pem] });
  onTestFinished(() => trusting.close());
  const content = await signedPdf(givenPdf(['Báo cáo']), head);
  await send(await begun('Báo cáo.pdf', content.length), 0, content, trusting);
  const expected = {
    attachedAt: '2026-12-01T01:00:00Z',
    signatures: [{ state: 'intact', signer: 'Nguyễn Văn An', covers: 'whole', trust: 'trusted' }],
  };
  expect(await files()).toMatchObject([expected]);
  await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/submissions',
    headers: { ...agency.headers, 'idempotency-key': randomUUID() },
    payload: givenReport(),
  });
  const { submission } = await everythingIn(db);
  expect(submission).toMatchObject([{ content: { attachments: [expected] } }]);
});

const stored = (each: number) => {
  const size = each === 4 ? 19 : 20;
  return {
    sha256: String(each).repeat(64),
    size_bytes: size * megabyte,
    media_type: 'application/pdf',
    content: randomBytes(10),
    stored_at: Temporal.Instant.from('2026-12-01T00:00:00Z'),
  };
};
const attached = (each: number, obligation: string) => ({
  id: randomUUID(),
  obligation_id: obligation,
  sha256: String(each).repeat(64),
  name: `${each}.pdf`,
  attached_at: Temporal.Instant.from('2026-12-01T00:00:00Z'),
  withdrawn_at: null,
});
