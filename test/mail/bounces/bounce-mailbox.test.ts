import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { doneFolder, MailboxTrouble, openBounceMailbox } from '../../../mail/bounces/bounce-mailbox.ts';
import type { Handled } from '../../../mail/bounces/bounce-mailbox.ts';
import { givenDovecot } from '../../given/dovecot.ts';

const message = (name: string): Buffer => readFileSync(new URL(`./${name}.eml`, import.meta.url));

/** The last letter of a maildir file's flags: `…:2,Sa`. */
const flagsOf = (file: string | undefined): string => /:2,(\w*)$/.exec(file ?? '')?.[1] ?? '';

test('each unread mail is given once; what is done with is put aside, what is for people stays unread', async () => {
  const dovecot = await givenDovecot();
  const mailbox = openBounceMailbox(dovecot.url);
  for (const name of ['postfix-unknown-user', 'a-person-answers', 'qmail-plain-text']) dovecot.deliver(message(name));
  const given: string[] = [];
  const take = async (source: Buffer): Promise<Handled> => {
    given.push(/^Subject: (.*)$/m.exec(source.toString())?.[1] ?? '');
    return source.includes('Kính gửi Sở') ? 'left' : 'handled';
  };
  expect(await mailbox.read(take)).toEqual({ handled: 2, left: 1 });
  expect(given).toHaveLength(3);
  expect(dovecot.files(doneFolder)).toHaveLength(2);
  const [person, ...more] = dovecot.files('INBOX');
  expect(more).toEqual([]);
  expect(flagsOf(person)).not.toContain('S');
  expect(await mailbox.read(take)).toEqual({ handled: 0, left: 1 });
  expect(given).toHaveLength(3);
});

test('a mail arrives byte for byte', async () => {
  const dovecot = await givenDovecot();
  const source = Buffer.from(message('gmail-no-account').toString().replaceAll('\n', '\r\n'));
  dovecot.deliver(source);
  const seen: Buffer[] = [];
  await openBounceMailbox(dovecot.url).read(async (each) => {
    seen.push(each);
    return 'handled';
  });
  expect(seen.map(String)).toEqual([source.toString()]);
});

test('what could not be recorded stays as it was, and holds back no other', async () => {
  const dovecot = await givenDovecot();
  const mailbox = openBounceMailbox(dovecot.url);
  for (const name of ['postfix-unknown-user', 'qmail-plain-text']) dovecot.deliver(message(name));
  const failing = mailbox.read(async (source) => {
    if (source.includes('qmail-send')) return 'handled';
    throw new Error('the database is away');
  });
  await expect(failing).rejects.toThrow('the database is away');
  expect(dovecot.files(doneFolder)).toHaveLength(1);
  expect(await mailbox.read(async () => 'handled')).toEqual({ handled: 1, left: 0 });
  expect(dovecot.files('INBOX')).toEqual([]);
});

test('killed between recording and moving, a mail is given again: none is lost', async () => {
  const dovecot = await givenDovecot();
  dovecot.deliver(message('postfix-unknown-user'));
  let recorded = 0;
  const cut = openBounceMailbox(dovecot.url, { socketTimeoutMs: 2000 }).read(async () => {
    recorded += 1;
    await dovecot.kill();
    return 'handled';
  });
  await expect(cut).rejects.toBeInstanceOf(MailboxTrouble);
  expect(recorded).toBe(1);
  expect(dovecot.files('INBOX')).toHaveLength(1);
  expect(dovecot.files(doneFolder)).toEqual([]);
});

test('a wrong password, a folder that is not there and a server that is away are trouble in words, without the password', async () => {
  const dovecot = await givenDovecot();
  const take = async (): Promise<Handled> => 'handled';
  await expect(openBounceMailbox(dovecot.wrongUrl).read(take)).rejects.toThrow(/authentication failed/i);
  await expect(openBounceMailbox(dovecot.url.replace('/INBOX', '/Khong-co')).read(take)).rejects.toThrow(
    /doesn't exist/i,
  );
  await dovecot.kill();
  const away = await openBounceMailbox(dovecot.url)
    .read(take)
    .catch((error: unknown) => error);
  expect(away).toBeInstanceOf(MailboxTrouble);
  expect(String(away)).not.toMatch(/p%40ss|p@ss/);
});

test('a server that says nothing is given up after its time', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const mailbox = openBounceMailbox(`imap://a:b@127.0.0.1:${port}`, { connectionTimeoutMs: 300 });
  await expect(mailbox.read(async () => 'handled')).rejects.toBeInstanceOf(MailboxTrouble);
});

test('to another machine a password never goes in the clear', async () => {
  const lines: string[] = [];
  const server = createServer((socket) => {
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
    socket.on('data', (data) => {
      lines.push(data.toString());
      const [tag] = data.toString().split(' ');
      socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done\r\n`);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  // Another name of this machine stands for another machine.
  const mailbox = openBounceMailbox(`imap://a:geheim@127.0.0.2:${port}`, { connectionTimeoutMs: 2000 });
  await expect(mailbox.read(async () => 'handled')).rejects.toBeInstanceOf(MailboxTrouble);
  expect(lines.join('')).not.toMatch(/LOGIN|AUTHENTICATE/);
});
