import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../settings.ts';

const secret = 'x'.repeat(32);
const read = (env: NodeJS.ProcessEnv) => readSettings({ SECRET: secret, ...env }).post;

function givenKeyFile(type: 'rsa' | 'ed25519', bits = 2048): string {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'dkim.pem');
  const { privateKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: bits }) : generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return file;
}

const dkim = { DKIM_DOMAIN: 'skhcn.example', DKIM_SELECTOR: 'dondoc2026' };

test('without settings letters leave as they always did', () => {
  expect(read({})).toEqual({
    envelopeFrom: undefined,
    verp: true,
    replyTo: undefined,
    dkim: undefined,
    bounceImapUrl: undefined,
    bounceHookSecret: undefined,
  });
});

test('what is set is taken', () => {
  const post = read({
    ...dkim,
    DKIM_KEY_FILE: givenKeyFile('rsa'),
    MAIL_ENVELOPE_FROM: 'dondoc-bounce@skhcn.example',
    MAIL_VERP: 'off',
    MAIL_REPLY_TO: 'Tổng hợp <tonghop@skhcn.example>',
    BOUNCE_IMAP_URL: 'imaps://dondoc-bounce:pass@mail.skhcn.example:993/INBOX',
    BOUNCE_HOOK_SECRET: secret,
  });
  expect(post).toMatchObject({
    envelopeFrom: 'dondoc-bounce@skhcn.example',
    verp: false,
    replyTo: { name: 'Tổng hợp', address: 'tonghop@skhcn.example' },
    dkim: { domain: 'skhcn.example', selector: 'dondoc2026' },
    bounceImapUrl: 'imaps://dondoc-bounce:pass@mail.skhcn.example:993/INBOX',
    bounceHookSecret: secret,
  });
  expect(post.dkim?.privateKey).toContain('PRIVATE KEY');
});

test.each([
  { env: { MAIL_ENVELOPE_FROM: 'Trả về <a@b.example>' }, named: 'MAIL_ENVELOPE_FROM' },
  { env: { MAIL_ENVELOPE_FROM: 'a+b@skhcn.example' }, named: 'MAIL_ENVELOPE_FROM' },
  { env: { MAIL_ENVELOPE_FROM: `${'a'.repeat(22)}@skhcn.example` }, named: 'MAIL_ENVELOPE_FROM' },
  { env: { MAIL_VERP: 'yes' }, named: 'MAIL_VERP' },
  { env: { MAIL_REPLY_TO: 'nobody' }, named: 'MAIL_REPLY_TO' },
  { env: dkim, named: 'DKIM_KEY_FILE' },
  { env: { DKIM_KEY_FILE: '/nowhere' }, named: 'DKIM_DOMAIN' },
  { env: { ...dkim, DKIM_KEY_FILE: '/nowhere/dkim.pem' }, named: 'DKIM_KEY_FILE' },
  { env: { ...dkim, DKIM_SELECTOR: 'a b', DKIM_KEY_FILE: '/nowhere' }, named: 'DKIM_SELECTOR' },
  { env: { BOUNCE_IMAP_URL: 'mail.skhcn.example' }, named: 'BOUNCE_IMAP_URL' },
  { env: { BOUNCE_IMAP_URL: 'imaps://mail.skhcn.example' }, named: 'BOUNCE_IMAP_URL' },
  { env: { BOUNCE_HOOK_SECRET: 'short' }, named: 'BOUNCE_HOOK_SECRET' },
])('a wrong setting is named: $env', ({ env, named }) => {
  expect(() => read(env)).toThrow(`${named}: `);
});

test('a key that cannot sign is refused by name: another kind, or too short', () => {
  for (const file of [givenKeyFile('ed25519'), givenKeyFile('rsa', 768)])
    expect(() => read({ ...dkim, DKIM_KEY_FILE: file })).toThrow('DKIM_KEY_FILE: expected an RSA private key');
});

test('a password in a wrong setting is not repeated', () => {
  expect(() => read({ BOUNCE_IMAP_URL: 'http://user:geheim@host' })).toThrow(/^(?!.*geheim)/);
});
