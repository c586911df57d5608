import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { everythingIn } from '../given/db.ts';
import { givenExcel, givenPdf, givenWord } from '../given/files.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenDesk() {
  const given = await givenApp();
  const agency = await givenAgency(given.db, given.cycle);
  const upload = (name: string, content: Uint8Array, field = 'file') => {
    const payload = new FormData();
    payload.append(field, new Blob([new Uint8Array(content)]), name);
    return given.app.inject({ method: 'POST', url: '/api/v1/obligation/files', headers: agency.headers, payload });
  };
  const files = async () =>
    (await given.app.inject({ url: '/api/v1/obligation', headers: agency.headers })).json().files;
  return { ...given, agency, upload, files };
}

test('a file is attached under its own name, known by its content, sent along, read by staff and taken away', async () => {
  const { app, agency, upload, files, db } = await givenDesk();
  const content = givenPdf(['Phụ lục']);
  const answer = await upload('Phụ lục số 1.pdf', content);
  expect(answer.statusCode).toBe(201);
  const file = answer.json();
  expect(file).toMatchObject({ name: 'Phụ lục số 1.pdf', mediaType: 'application/pdf', sizeBytes: content.byteLength });
  expect((await upload('Tên khác.pdf', content)).json()).toEqual(file);
  expect(await files()).toEqual([file]);

  const headers = { ...agency.headers, 'idempotency-key': randomUUID() };
  const submitted = await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/submissions',
    headers,
    payload: givenReport(),
  });
  const url = `/api/v1/obligation/files/${file.sha256}`;
  expect((await app.inject({ method: 'DELETE', url, headers: agency.headers })).statusCode).toBe(204);
  expect(await files()).toEqual([]);
  expect((await app.inject({ method: 'DELETE', url, headers: agency.headers })).json()).toMatchObject({
    title: 'file.not_found',
    status: 404,
  });

  const officer = await givenStaff(db, 'officer');
  const read = await app.inject({
    url: `/api/v1/submissions/${submitted.json().submission}/files/${file.sha256}`,
    headers: officer.headers,
  });
  expect(read.rawPayload.equals(Buffer.from(content))).toBe(true);
  expect(read.headers['content-type']).toBe('application/pdf');
  expect(read.headers['content-disposition']).toBe(
    `attachment; filename="Phu luc so 1.pdf"; filename*=UTF-8''Ph%E1%BB%A5%20l%E1%BB%A5c%20s%E1%BB%91%201.pdf`,
  );
  expect(read.headers['x-content-type-options']).toBe('nosniff');
});

test.each([
  {
    what: 'a program named as a PDF',
    name: 'a.pdf',
    content: Buffer.from('MZ program'),
    code: 'file.wrong_type',
    status: 415,
  },
  { what: 'an empty file', name: 'a.pdf', content: Buffer.alloc(0), code: 'file.wrong_type', status: 415 },
  {
    what: 'a document marked MẬT',
    name: 'a.docx',
    content: givenWord(['MẬT', 'Báo cáo']),
    code: 'file.secret',
    status: 422,
  },
  {
    what: 'a sheet marked TỐI MẬT',
    name: 'a.xlsx',
    content: givenExcel(['TỐI MẬT']),
    code: 'file.secret',
    status: 422,
  },
  {
    what: 'a PDF named TUYỆT MẬT',
    name: '(TUYỆT MẬT).pdf',
    content: givenPdf(['x']),
    code: 'file.secret',
    status: 422,
  },
  {
    what: 'a file of 20 MB and a byte',
    name: 'a.pdf',
    content: Buffer.alloc(20 * 1024 * 1024 + 1, '%PDF'),
    code: 'file.too_large',
    status: 413,
  },
])('$what is refused with a sentence, and not stored', async ({ name, content, code, status }) => {
  const { upload, db } = await givenDesk();
  const before = await everythingIn(db);
  const answer = await upload(name, content);
  expect(answer.json()).toMatchObject({ title: code, status, detail: expect.any(String) });
  expect(await everythingIn(db)).toEqual(before);
});

test('a PDF of exactly 20 MB is taken', async () => {
  const { upload } = await givenDesk();
  const content = Buffer.alloc(20 * 1024 * 1024, ' ');
  content.set(givenPdf(['Báo cáo']));
  expect((await upload('a.pdf', content)).json()).toMatchObject({ sizeBytes: 20 * 1024 * 1024 });
});

test('a request without a file, with two, with a field, or that breaks off is refused', async () => {
  const { app, agency, files } = await givenDesk();
  const url = '/api/v1/obligation/files';
  const file = () => new Blob([new Uint8Array(givenPdf(['x']))]);
  const two = new FormData();
  two.append('file', file(), 'a.pdf');
  two.append('file', file(), 'b.pdf');
  const field = new FormData();
  field.append('name', 'x');
  for (const payload of [new FormData(), two, field]) {
    const answer = await app.inject({ method: 'POST', url, headers: agency.headers, payload });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.json()).toMatchObject({ title: 'request.invalid' });
  }
  const json = await app.inject({ method: 'POST', url, headers: agency.headers, payload: { file: 'x' } });
  expect(json.json()).toMatchObject({ title: 'request.invalid', status: 422 });
  const broken = await app.inject({
    method: 'POST',
    url,
    headers: { ...agency.headers, 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
  });
  expect(broken.json()).toMatchObject({ title: 'request.invalid' });
  expect(await files()).toEqual([]);
});

test('a file whose name has a sign that controls is refused', async () => {
  const { app, agency, files } = await givenDesk();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/obligation/files',
    headers: { ...agency.headers, 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename*=UTF-8''a%1Fb.pdf\r\n\r\n${Buffer.from(givenPdf(['x'])).toString('latin1')}\r\n--x--\r\n`,
  });
  expect(answer.json()).toMatchObject({ title: 'request.invalid', status: 422 });
  expect(await files()).toEqual([]);
});

test('a file name of another folder is only a name', async () => {
  const { upload, files } = await givenDesk();
  await upload('../../etc/a.pdf', givenPdf(['x']));
  expect((await files()).map(({ name }: { name: string }) => name)).toEqual(['a.pdf']);
});
