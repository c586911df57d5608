import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../settings.ts';
import { givenIdentity } from './given/signing.ts';

const secret = 'x'.repeat(32);

function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('without settings everything is embedded, and the secret is made once and kept for the owner only', () => {
  const folder = givenFolder();
  const first = readSettings({ DATA_DIR: folder });
  expect(first).toMatchObject({
    databaseUrl: undefined,
    temporal: undefined,
    smtpUrl: undefined,
    publicUrl: 'http://localhost:8069',
  });
  expect(readSettings({ DATA_DIR: folder }).secret).toBe(first.secret);
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(first.secret);
  expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
});

test('a scaled clock is refused while letters could leave the machine', () => {
  const env = { SECRET: secret, SMTP_URL: 'smtp://relay.example:25', CLOCK: '2026-11-15T07:00+07:00@1000' };
  expect(() => readSettings(env)).toThrow('SMTP_URL');
  expect(readSettings({ ...env, CLOCK: '' }).smtpUrl).toBe('smtp://relay.example:25');
});

test.each([
  { url: 'smtp://127.0.0.1:2525/?socketTimeout=1500', allowed: true },
  { url: 'smtp://localhost:25', allowed: true },
  { url: 'smtp://[::1]:25', allowed: true },
  { url: 'smtp://127.0.0.1.relay.example:25', allowed: false },
  { url: 'smtp://127.0.0.1@relay.example:25', allowed: false },
  { url: 'smtp://relay.example:25/?host=127.0.0.1', allowed: false },
])('a scaled clock beside the mail server $url: $allowed', ({ url, allowed }) => {
  const read = () => readSettings({ SECRET: secret, SMTP_URL: url, CLOCK: '2026-11-15T07:00+07:00@1000' });
  if (allowed) expect(read().smtpUrl).toBe(url);
  else expect(read).toThrow('CLOCK: ');
});

test.each([
  { env: { PORT: '80a' }, named: 'PORT' },
  { env: { PUBLIC_URL: 'dondoc.example' }, named: 'PUBLIC_URL' },
  { env: { DATABASE_URL: 'mysql://x' }, named: 'DATABASE_URL' },
  { env: { SMTP_URL: 'relay.example' }, named: 'SMTP_URL' },
  { env: { MAIL_FROM: 'Sở KH&CN' }, named: 'MAIL_FROM' },
  { env: { CLOCK: 'fast' }, named: 'CLOCK' },
  { env: { CLAMD_URL: 'http://clamd:3310' }, named: 'CLAMD_URL' },
  { env: { SIGNATURE_ROOTS: '/there/is/no/such/folder' }, named: 'SIGNATURE_ROOTS' },
  { env: { SIGNATURE_ROOTS: import.meta.filename }, named: 'SIGNATURE_ROOTS' },
  { env: { SECRET: 'short' }, named: 'SECRET' },
  { env: { SECRET: '', DATABASE_URL: 'postgres://x' }, named: 'SECRET' },
])('a wrong setting is named: $env', ({ env, named }) => {
  expect(() => readSettings({ SECRET: secret, DATA_DIR: givenFolder(), ...env })).toThrow(`${named}: `);
});

test('the sender has a name and an address', () => {
  const { mailFrom } = readSettings({ SECRET: secret, MAIL_FROM: 'Sở Khoa học và Công nghệ <dondoc@skhcn.example>' });
  expect(mailFrom).toEqual({ name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.example' });
});

test.each([
  { url: 'tcp://clamd:3311', clamd: { host: 'clamd', port: 3311 } },
  { url: 'tcp://clamd', clamd: { host: 'clamd', port: 3310 } },
  { url: 'tcp://[::1]:3310', clamd: { host: '::1', port: 3310 } },
  { url: 'unix:/run/clamav/clamd.ctl', clamd: { path: '/run/clamav/clamd.ctl' } },
  { url: 'unix:///run/clamav/clamd.ctl', clamd: { path: '/run/clamav/clamd.ctl' } },
  { url: '', clamd: undefined },
])('clamd listens at $url', ({ url, clamd }) => {
  expect(readSettings({ SECRET: secret, CLAMD_URL: url }).uploads.clamd).toEqual(clamd);
});

test('roots are the certificates of a PEM file, or of every one in a folder', async () => {
  const folder = givenFolder();
  const [one, two] = await Promise.all([givenIdentity({ name: 'A' }), givenIdentity({ name: 'B' })]);
  writeFileSync(join(folder, 'a.pem'), `Root A\n${one.pem}${two.pem}`);
  writeFileSync(join(folder, 'b.crt'), one.pem);
  writeFileSync(join(folder, 'README'), 'no certificate');
  const rootsOf = (path: string) => readSettings({ SECRET: secret, SIGNATURE_ROOTS: path }).uploads.signatureRoots;
  expect(rootsOf(join(folder, 'a.pem'))).toEqual([one.pem, two.pem]);
  expect(rootsOf(folder)).toEqual([one.pem, two.pem, one.pem]);
});
