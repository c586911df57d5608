import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { expect, onTestFinished, test } from 'vitest';
import { givenMail, givenMailer, givenServer, saying } from './given-mail.ts';

const two = [
  { name: 'Sở Tài chính', address: 'stc@quangngai.gov.vn' },
  { name: 'Văn thư', address: 'vanthu@quangngai.gov.vn' },
];

test('a letter that the server takes is sent, with the server’s answer', async () => {
  const server = await givenServer();
  expect(await givenMailer(server.url).send(givenMail())).toEqual({
    outcome: 'sent',
    reply: '250 taken',
    rejected: [],
  });
  expect(server.received).toHaveLength(1);
});

test('a letter carries the given Message-ID, moment and headers, and says that no person sent it', async () => {
  const server = await givenServer();
  await givenMailer(server.url).send(givenMail({ to: two }));
  const head = (server.received[0] ?? '')
    .split('\r\n\r\n')[0]
    ?.replaceAll(/\r\n\s+/g, ' ')
    .split('\r\n');
  expect(head).toContain('Message-ID: <kl69-nam.2026.STC.remind-3@dondoc.quangngai.gov.vn>');
  expect(head).toContain('Date: Mon, 14 Dec 2026 08:00:00 +0700');
  expect(head).toContain('Auto-Submitted: auto-generated');
  expect(head).toContain('X-Auto-Response-Suppress: All');
  expect(head).toContain('X-Dondoc-Slot: kl69-nam/2026/STC/remind-3');
  expect(head?.filter((line) => /^(X-Mailer|Bcc):/i.test(line))).toEqual([]);
});

test('text, HTML and the calendar file arrive as they were', async () => {
  const server = await givenServer();
  const ics = 'BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:Hạn gửi báo cáo\r\nEND:VCALENDAR\r\n';
  await givenMailer(server.url).send(givenMail({ to: two, events: [ics] }));
  const mail = await simpleParser(server.received[0] ?? '');
  expect(mail.subject).toBe('[Nhắc hạn] Báo cáo năm 2026, hạn 17/12/2026');
  expect(mail.from?.value).toEqual([{ name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.quangngai.gov.vn' }]);
  expect([mail.to].flat().flatMap((each) => each?.value ?? [])).toEqual(two);
  expect(mail.text).toBe(givenMail().text);
  expect(mail.html).toBe(givenMail().html);
  expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['han-bao-cao.ics', 'text/calendar'],
  ]);
  expect(mail.attachments[0]?.content.toString()).toBe(ics);
});

test('a line break in a header cannot add another header', async () => {
  const server = await givenServer();
  await givenMailer(server.url).send(
    givenMail({ subject: 'a\r\nBcc: x@y.vn', headers: { 'X-Dondoc-Slot': 'a\r\nBcc: x@y.vn' } }),
  );
  expect(server.received[0]).not.toMatch(/^Bcc:/im);
});

test('an address that is refused does not hold back the others', async () => {
  const server = await givenServer(() => ({
    onRcptTo: ({ address }, _session, answer) =>
      answer(address.startsWith('vanthu') ? saying(550, 'no such user') : null),
  }));
  expect(await givenMailer(server.url).send(givenMail({ to: two }))).toEqual({
    outcome: 'sent',
    reply: '250 taken',
    rejected: [{ address: 'vanthu@quangngai.gov.vn', reply: '550 no such user' }],
  });
});

test('a letter whose every address is refused is refused, each with its answer', async () => {
  const server = await givenServer(() => ({
    onRcptTo: ({ address }, _session, answer) => answer(saying(550, `no ${address}`)),
  }));
  expect(await givenMailer(server.url).send(givenMail({ to: two }))).toMatchObject({
    outcome: 'refused',
    rejected: [
      { address: 'stc@quangngai.gov.vn', reply: '550 no stc@quangngai.gov.vn' },
      { address: 'vanthu@quangngai.gov.vn', reply: '550 no vanthu@quangngai.gov.vn' },
    ],
  });
});

test('a letter is put off when one of its addresses may be taken later and none is taken now', async () => {
  const server = await givenServer(() => ({
    onRcptTo: ({ address }, _session, answer) => answer(saying(address.startsWith('stc') ? 451 : 550, 'no')),
  }));
  expect(await givenMailer(server.url).send(givenMail({ to: two }))).toEqual({
    outcome: 'put_off',
    reply: '451 no',
    unacknowledged: false,
  });
});

test.each([
  { code: 550, outcome: 'refused' },
  { code: 554, outcome: 'refused' },
  { code: 421, outcome: 'put_off' },
  { code: 450, outcome: 'put_off' },
  { code: 452, outcome: 'put_off' },
] as const)('a letter answered $code after its text is $outcome, and acknowledged', async ({ code, outcome }) => {
  const server = await givenServer(() => ({
    onData(stream, _session, answer) {
      stream.resume().on('end', () => answer(saying(code, 'no')));
    },
  }));
  const delivery = await givenMailer(server.url).send(givenMail({ to: two }));
  if (outcome === 'put_off') expect(delivery).toEqual({ outcome, reply: `${code} no`, unacknowledged: false });
  else {
    const rejected = two.map(({ address }) => ({ address, reply: `${code} no` }));
    expect(delivery).toEqual({ outcome, reply: `${code} no`, rejected });
  }
});

test('a refused sender is a refusal; a demand to log in is a matter of settings and is put off', async () => {
  const answering = (code: number) =>
    givenServer(() => ({ onMailFrom: (_address, _session, answer) => answer(saying(code, 'no')) }));
  const refusing = await answering(550);
  expect((await givenMailer(refusing.url).send(givenMail())).outcome).toBe('refused');
  const demanding = await answering(530);
  expect((await givenMailer(demanding.url).send(givenMail())).outcome).toBe('put_off');
});

test.each([421, 554])('a server that greets with %i puts the letter off', async (code) => {
  const server = await givenServer(() => ({ onConnect: (_session, answer) => answer(saying(code, 'not now')) }));
  expect(await givenMailer(server.url).send(givenMail())).toEqual({
    outcome: 'put_off',
    reply: `${code} not now`,
    unacknowledged: false,
  });
});

test('a server that is not there puts the letter off', async () => {
  const delivery = await givenMailer(await givenClosedPort()).send(givenMail());
  expect(delivery).toMatchObject({ outcome: 'put_off', unacknowledged: false });
  expect(delivery.reply).toContain('ECONNREFUSED');
});

test('a server that never greets puts the letter off when the time is up', async () => {
  const mailer = givenMailer(await givenSilentServer(), { greetingTimeoutMs: 50, socketTimeoutMs: 100 });
  expect(await mailer.send(givenMail())).toMatchObject({ outcome: 'put_off', unacknowledged: false });
});

test('a connection cut before DATA leaves no doubt', async () => {
  const server = await givenServer(({ drop }) => ({ onRcptTo: drop }));
  expect(await givenMailer(server.url).send(givenMail())).toMatchObject({ outcome: 'put_off', unacknowledged: false });
});

test('a connection cut after DATA leaves the letter unacknowledged: the server may have it', async () => {
  const server = await givenServer(({ drop }) => ({
    onData(stream) {
      stream.resume().on('end', drop);
    },
  }));
  expect(await givenMailer(server.url).send(givenMail())).toMatchObject({ outcome: 'put_off', unacknowledged: true });
});

test('a connection cut in the middle of the text leaves the letter unacknowledged', async () => {
  const server = await givenServer(({ drop }) => ({
    onData(stream) {
      stream.once('data', drop);
    },
  }));
  expect(await givenMailer(server.url).send(givenMail())).toMatchObject({ outcome: 'put_off', unacknowledged: true });
});

test('a server that says nothing after the text leaves the letter unacknowledged when the time is up', async () => {
  const server = await givenServer(() => ({ onData: (stream) => void stream.resume() }));
  const mailer = givenMailer(server.url, { socketTimeoutMs: 200 });
  expect(await mailer.send(givenMail())).toMatchObject({ outcome: 'put_off', unacknowledged: true });
});

test('a letter that meets an idle connection which the server has cut goes out once, on another', async () => {
  const server = await givenServer();
  const mailer = givenMailer(server.url, { maxConnections: 1 });
  await mailer.send(givenMail());
  server.drop();
  expect((await mailer.send(givenMail({ messageId: '<second@dondoc>' }))).outcome).toBe('sent');
  expect(server.received).toHaveLength(2);
});

test('one refused letter leaves the connection to the next', async () => {
  const server = await givenServer(() => ({
    onRcptTo: ({ address }, _session, answer) => answer(address.startsWith('stc') ? saying(550, 'no') : null),
  }));
  const mailer = givenMailer(server.url, { maxConnections: 1 });
  const letters = [givenMail(), givenMail({ to: two.slice(1) }), givenMail()];
  expect((await Promise.all(letters.map((mail) => mailer.send(mail)))).map(({ outcome }) => outcome)).toEqual([
    'refused',
    'sent',
    'refused',
  ]);
});

test('what is still queued when the way out closes is put off', async () => {
  const server = await givenServer();
  const mailer = givenMailer(server.url, { maxConnections: 1 });
  const deliveries = Promise.all(Array.from({ length: 5 }, () => mailer.send(givenMail())));
  mailer.close();
  const after = await mailer.send(givenMail());
  for (const delivery of [...(await deliveries), after]) {
    expect(delivery).toMatchObject({ outcome: 'put_off', unacknowledged: false });
  }
});

test('the check passes with a server and names what is wrong without one', async () => {
  const server = await givenServer();
  await expect(givenMailer(server.url).check()).resolves.toBeUndefined();
  await expect(givenMailer(await givenClosedPort()).check()).rejects.toThrow('ECONNREFUSED');
});

async function givenClosedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `smtp://127.0.0.1:${port}`;
}

async function givenSilentServer(): Promise<string> {
  const server = createServer((socket) => onTestFinished(() => void socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
