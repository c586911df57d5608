import { beforeAll, expect, test } from 'vitest';
import { checkSignatures } from '../../../documents/signature/check-signatures.ts';
import { givenPdf } from '../../given/files.ts';
import {
  appended,
  givenIdentity,
  keyPem,
  openssl,
  signedPdf,
  signedWith,
  signing,
  stampedPdf,
  withSignatureField,
} from '../../given/signing.ts';
import type { Identity } from '../../given/signing.ts';

const pdf = givenPdf(['BÁO CÁO', 'Kết quả thực hiện năm 2026']);
const at = Temporal.Instant.from('2026-12-15T08:00:00Z');

let root: Identity;
let authority: Identity;
let head: Identity;
let clerk: Identity;
let former: Identity;

beforeAll(async () => {
  root = await givenIdentity({ name: 'Root CA', organisation: 'Ban Cơ yếu', authority: true });
  authority = await givenIdentity({ name: 'Sub CA', organisation: 'Ban Cơ yếu', authority: true, by: root });
  [head, clerk, former] = await Promise.all([
    givenIdentity({ name: 'Nguyễn Văn An', by: authority }),
    givenIdentity({ name: 'Văn phòng', by: authority }),
    givenIdentity({ name: 'Trần Thị Bình', by: authority, to: '2026-06-30T00:00:00Z' }),
  ]);
});

const check = (content: Uint8Array, roots = [root.pem]) => checkSignatures(content, { roots, at });

test('a file as it was signed says who, when, that it is unchanged, and that the certificate is trusted', async () => {
  expect(await check(await signedPdf(pdf, head, { chain: [authority] }))).toEqual([
    {
      state: 'intact',
      kind: 'signature',
      signer: 'Nguyễn Văn An',
      organisation: 'Sở Tài chính',
      signedAt: '2026-12-15T07:03:00Z',
      timeBy: 'signer',
      covers: 'whole',
      certificate: 'valid',
      trust: 'trusted',
    },
  ]);
});

test('a file in which one byte was changed after signing is changed', async () => {
  const signed = await signedPdf(pdf, head, { chain: [authority] });
  signed[signed.indexOf('60 760 Td') + 1] = '1'.charCodeAt(0);
  expect(await check(signed)).toMatchObject([{ state: 'changed', signer: 'Nguyễn Văn An', trust: 'trusted' }]);
});

test('what was added after signing shows: the signed part is unchanged, the file goes on', async () => {
  const signed = await signedPdf(pdf, head, { chain: [authority] });
  const added = appended(signed, '40 0 obj\n<< /Type /Annot >>\nendobj\n', 40);
  expect(await check(added)).toMatchObject([{ state: 'intact', covers: 'earlier' }]);
});

test('two signatures are told in their order: the second covers the file, the first what there was before', async () => {
  const once = await signedPdf(pdf, clerk, { chain: [authority], at: '2026-12-14T02:00:00Z' });
  const twice = await signedPdf(once, head, { chain: [authority], subFilter: 'ETSI.CAdES.detached' });
  expect(await check(twice)).toMatchObject([
    { state: 'intact', signer: 'Văn phòng', covers: 'earlier', signedAt: '2026-12-14T02:00:00Z' },
    { state: 'intact', signer: 'Nguyễn Văn An', covers: 'whole', signedAt: '2026-12-15T07:03:00Z' },
  ]);
});

test('a certificate that had ended, or not begun, when it signed says so', async () => {
  const ended = await signedPdf(pdf, former, { chain: [authority] });
  const before = await signedPdf(pdf, former, { chain: [authority], at: '2024-12-31T00:00:00Z' });
  const within = await signedPdf(pdf, former, { chain: [authority], at: '2026-06-29T00:00:00Z' });
  expect(await check(ended)).toMatchObject([{ state: 'intact', certificate: 'expired' }]);
  expect(await check(before)).toMatchObject([{ state: 'intact', certificate: 'not_yet_valid' }]);
  expect(await check(within)).toMatchObject([{ state: 'intact', certificate: 'valid', trust: 'trusted' }]);
});

test('a chain that ends at no configured root is unknown; without any configured root nothing is said of it', async () => {
  const stranger = await givenIdentity({ name: 'Root CA', organisation: 'Ban Cơ yếu', authority: true });
  const signed = await signedPdf(pdf, head, { chain: [authority] });
  expect(await check(signed, [stranger.pem])).toMatchObject([{ state: 'intact', trust: 'unknown_root' }]);
  expect(await check(signed, [])).toMatchObject([{ state: 'intact', trust: 'no_roots' }]);
  expect(await check(await signedPdf(pdf, head))).toMatchObject([{ trust: 'unknown_root' }]);
  expect(await check(signed, [stranger.pem, authority.pem])).toMatchObject([{ trust: 'trusted' }]);
});

test('nobody issues certificates who is no authority, and none goes deeper than its authority allows', async () => {
  const fake = await givenIdentity({ name: 'Giám đốc', by: head });
  expect(await check(await signedPdf(pdf, fake, { chain: [head, authority] }))).toMatchObject([
    { state: 'intact', signer: 'Giám đốc', trust: 'unknown_root' },
  ]);
  const shallow = await givenIdentity({ name: 'Shallow CA', authority: true, pathLength: 0, by: root });
  const below = await givenIdentity({ name: 'Below CA', authority: true, by: shallow });
  const deep = await givenIdentity({ name: 'Sâu', by: below });
  const fits = await givenIdentity({ name: 'Vừa', by: shallow });
  expect(await check(await signedPdf(pdf, deep, { chain: [below, shallow] }))).toMatchObject([
    { trust: 'unknown_root' },
  ]);
  expect(await check(await signedPdf(pdf, fits, { chain: [shallow] }))).toMatchObject([{ trust: 'trusted' }]);
});

test.each(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1', 'Somebody.Elses'])(
  'a signature of the kind %s is not judged',
  async (subFilter) => {
    const signed = await signedPdf(pdf, head, { chain: [authority], subFilter });
    expect(await check(signed)).toEqual([{ state: 'unsupported', kind: 'signature' }]);
  },
);

test('a range that leaves out more than the signature, or does not begin at the beginning, signs nothing', async () => {
  const signed = (await signedPdf(pdf, head, { chain: [authority] })).toString('latin1');
  const [whole = '', before = '', after = '', length = ''] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(signed) ?? [];
  const ranged = (range: string) => Buffer.from(signed.replace(whole, range.padEnd(whole.length)), 'latin1');
  for (const range of [
    `/ByteRange [0 ${Number(before) - 9} ${after} ${length}]`,
    `/ByteRange [0 ${before} ${Number(after) + 4} ${Number(length) - 4}]`,
    `/ByteRange [9 ${Number(before) - 9} ${after} ${length}]`,
    `/ByteRange [0 ${before} ${after} 99999999]`,
    `/ByteRange [0 ${before}]`,
    `/ByteRange [0 -1 2 -3]`,
  ]) {
    expect(await check(ranged(range)), range).toEqual([{ state: 'unreadable', kind: 'signature' }]);
  }
});

test.each([
  { what: 'no signature in its place', content: () => withRange(withSignatureField(pdf)) },
  { what: 'words that no reader can read', content: () => Buffer.from('%PDF-1.7 /ByteRange [0 1 2 3] /Contents <00>') },
  { what: 'nesting without end', content: () => Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(3_000_000)} /ByteRange`) },
])('a PDF with $what is unreadable or unsigned, and nothing stops', async ({ content }) => {
  for (const { state } of await check(content())) expect(state).toBe('unreadable');
});

test('a timestamp over the signature, by an authority that is trusted, says when', async () => {
  const office = { organisation: 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi' };
  const signer = await givenIdentity({ name: 'Phạm Thị Ước', ...office, by: authority });
  const clock = await givenIdentity({ name: 'Dấu thời gian', ...office, by: authority, timestamps: true });
  const signed = await stampedPdf(pdf, signer, { chain: [authority], by: clock });
  const [found] = await check(signed);
  expect(found).toMatchObject({
    state: 'intact',
    signer: 'Phạm Thị Ước',
    ...office,
    timeBy: 'timestamp',
    covers: 'whole',
    trust: 'trusted',
  });
  expect(Temporal.Instant.compare(Temporal.Instant.from(found?.signedAt ?? ''), at)).toBeLessThanOrEqual(1);
});

test('a timestamp of an authority that is unknown, or no authority for time, is told as such', async () => {
  const stranger = await givenIdentity({ name: 'Ai đó', timestamps: true });
  const signed = await stampedPdf(pdf, head, { chain: [authority], by: stranger });
  expect(await check(signed)).toMatchObject([{ state: 'intact', timeBy: 'unknown_timestamp', trust: 'trusted' }]);
});

test('a timestamp of another signature counts for nothing: the signer alone says when', async () => {
  const clock = await givenIdentity({ name: 'Dấu thời gian', by: authority, timestamps: true });
  const signed = await stampedPdf(pdf, head, { chain: [authority], by: clock, over: Buffer.from('another signature') });
  expect(await check(signed)).toMatchObject([{ state: 'intact', timeBy: 'signer' }]);
});

test('a signature that brings a content of its own says nothing about the file', async () => {
  const files = { 'key.pem': await keyPem(head), 'cert.pem': head.pem, in: 'another content' };
  const made = openssl(files, ...signing('-nodetach'));
  expect(await check(await signedWith(pdf, () => made))).toEqual([{ state: 'unsupported', kind: 'signature' }]);
});

test('a signature made with SHA-1 is weak', async () => {
  const signed = await signedWith(pdf, async (bytes) =>
    openssl({ 'key.pem': await keyPem(head), 'cert.pem': head.pem, in: bytes }, ...signing('-md', 'sha1')),
  );
  expect(await check(signed)).toMatchObject([{ state: 'intact', weak: true }]);
});

test('an unsigned PDF has no signature', async () => {
  expect(await check(pdf)).toEqual([]);
});

function withRange(pdfWithField: Buffer): Buffer {
  const text = pdfWithField.toString('latin1');
  const before = text.indexOf('<00');
  const after = text.indexOf('>', before) + 1;
  const range = `/ByteRange [0 ${before} ${after} ${text.length - after}]`;
  return Buffer.from(
    text.replace(/\/ByteRange \[[^\]]*\]/, (blank) => range.padEnd(blank.length)),
    'latin1',
  );
}
