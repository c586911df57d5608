import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createReturnPaths } from '../../office/return-path.ts';
import { secret } from '../given/people.ts';
import { givenMail, givenMailer, givenServer, saying } from './given-mail.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dkim = {
  domain: 'skhcn.example',
  selector: 'dondoc2026',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};

/** The fields of a message's head, folded lines kept. */
const headOf = (message: string): string[] => (message.split('\r\n\r\n', 1)[0] ?? '').split(/\r\n(?![ \t])/);

/** RFC 6376 3.4.2: relaxed header canonicalization. */
function relaxed(field: string): string {
  const [, name = '', value = ''] = /^([^:]+):([\s\S]*)$/.exec(field) ?? [];
  return `${name.trim().toLowerCase()}:${value
    .replaceAll(/\r\n/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()}`;
}

/** RFC 6376 3.4.4: relaxed body canonicalization. */
function relaxedBody(message: string): string {
  const body = message.slice(message.indexOf('\r\n\r\n') + 4);
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length > 0 ? `${lines.join('\r\n')}\r\n` : '';
}

/** Verifies a message as its receiver does, by RFC 6376 6.1.3: written for the test, not with the signer's own code. */
function verifies(message: string): boolean {
  const fields = headOf(message);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? '';
  const tags = new Map(
    signature
      .replace(/^[^:]+:/, '')
      .split(';')
      .map((tag) => {
        const [name = '', ...value] = tag.split('=');
        return [name.trim(), value.join('=').replaceAll(/\s/g, '')] as const;
      }),
  );
  expect([tags.get('v'), tags.get('a'), tags.get('c')]).toEqual(['1', 'rsa-sha256', 'relaxed/relaxed']);
  expect([tags.get('d'), tags.get('s')]).toEqual(['skhcn.example', 'dondoc2026']);
  const hash = createHash('sha256').update(relaxedBody(message), 'latin1').digest('base64');
  if (hash !== tags.get('bh')) return false;
  const signed = (tags.get('h') ?? '')
    .split(':')
    .flatMap((name) => fields.findLast((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? []);
  const bare = relaxed(signature).replace(/(;\s*b=)[^;]*/, '$1');
  const text = [...signed.map(relaxed), bare].join('\r\n');
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return createVerify('RSA-SHA256')
    .update(text, 'latin1')
    .verify(key, tags.get('b') ?? '', 'base64');
}

test('a signed letter verifies with the public key, and an altered one does not', async () => {
  const server = await givenServer();
  await givenMailer(server.url, { dkim, replyTo: { name: 'Tổng hợp', address: 'tonghop@skhcn.example' } }).send(
    givenMail({ text: 'Kính gửi:  Sở Tài chính \n\n\n.\n', events: ['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'] }),
  );
  const [message = ''] = server.received;
  expect(verifies(message)).toBe(true);
  expect(verifies(message.replace('Date: Mon', 'Date: Tue'))).toBe(false);
  expect(verifies(message.replace('Reply-To: ', 'Reply-To: x'))).toBe(false);
  const last = message.lastIndexOf('END:VCALENDAR') >= 0 ? message.lastIndexOf('END:VCALENDAR') : message.length - 60;
  expect(verifies(`${message.slice(0, last)}X${message.slice(last + 1)}`)).toBe(false);
});

test('the signature covers what a reader sees: From, To, Subject, Date, Message-ID, Reply-To', async () => {
  const server = await givenServer();
  await givenMailer(server.url, { dkim, replyTo: { name: '', address: 'tonghop@skhcn.example' } }).send(givenMail());
  const signature = headOf(server.received[0] ?? '').find((field) => /^dkim-signature:/i.test(field)) ?? '';
  const names = (/[;\s]h=([^;]+)/.exec(signature)?.[1] ?? '').replaceAll(/\s/g, '').toLowerCase().split(':');
  expect(names).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'reply-to']));
});

test('without a key nothing is signed', async () => {
  const server = await givenServer();
  await givenMailer(server.url).send(givenMail());
  expect(server.received[0]).not.toMatch(/^dkim-signature:/im);
});

test('a signed letter that was refused before it flowed may be tried again without a doubt', async () => {
  const server = await givenServer(() => ({
    onMailFrom: (_address, _session, answer) => answer(saying(451, 'later')),
  }));
  expect(await givenMailer(server.url, { dkim }).send(givenMail())).toMatchObject({
    outcome: 'put_off',
    unacknowledged: false,
  });
});

test('a signed letter whose connection broke after it had flowed may have arrived', async () => {
  const server = await givenServer((given) => ({ onData: (stream) => void stream.resume().once('end', given.drop) }));
  expect(await givenMailer(server.url, { dkim }).send(givenMail())).toMatchObject({
    outcome: 'put_off',
    unacknowledged: true,
  });
});

test('a letter leaves under its own return address, answers go where they should, and the sender that people see stays', async () => {
  const senders: string[] = [];
  const server = await givenServer(() => ({
    onMailFrom: ({ address }, _session, answer) => {
      senders.push(address);
      answer(null);
    },
  }));
  const paths = createReturnPaths(secret, 'dondoc-bounce@skhcn.example');
  const envelope = 'c0ffee'.padEnd(40, '0');
  const options = { envelopeFrom: paths.senderFor, replyTo: { name: 'Tổng hợp', address: 'tonghop@skhcn.example' } };
  await givenMailer(server.url, options).send(givenMail({ messageId: `<${envelope}@skhcn.example>` }));
  expect(senders.map((sender) => paths.read(sender))).toEqual([envelope]);
  const head = headOf(server.received[0] ?? '');
  expect(head.find((field) => field.startsWith('From:'))).toContain('<dondoc@skhcn.quangngai.gov.vn>');
  expect(head.find((field) => field.startsWith('Reply-To:'))).toContain('<tonghop@skhcn.example>');
});
