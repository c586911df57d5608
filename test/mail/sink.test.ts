import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { countMail, listMail, readMail, startSink } from '../../mail/sink.ts';
import type { Sink } from '../../mail/sink.ts';
import { givenFolder, givenMail, givenMailer } from './given-mail.ts';

async function givenSink(folder: string, options: { durable?: boolean } = {}): Promise<Sink> {
  const sink = await startSink({ folder, ...options });
  onTestFinished(() => sink.close());
  return sink;
}

const numbered = (number: number) => givenMail({ messageId: `<${number}@dondoc>` });

test.each([true, false])('a message is a whole file when it is acknowledged (durable: %s)', async (durable) => {
  const folder = await givenFolder();
  const sink = await givenSink(folder, { durable });
  const delivery = await givenMailer(sink.url).send(givenMail());
  expect(delivery).toMatchObject({ outcome: 'sent', reply: '250 stored as 000000000001' });
  expect(await readdir(folder)).toEqual(['000000000001.eml']);
  expect(await readFile(join(folder, '000000000001.eml'), 'utf8')).toContain(
    'Message-ID: <kl69-nam.2026.STC.remind-3@',
  );
});

test('a stored message is read with its slot, kind, moment, people, words and links', async () => {
  const folder = await givenFolder();
  const sink = await givenSink(folder);
  const to = [
    { name: 'Sở Tài chính', address: 'stc@quangngai.gov.vn' },
    { name: 'Văn thư', address: 'vanthu@quangngai.gov.vn' },
  ];
  await givenMailer(sink.url).send(givenMail({ to, events: ['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'] }));
  const { date, ...mail } = (await readMail(folder, '000000000001')) ?? {};
  expect(String(date)).toBe('2026-12-14T01:00:00Z');
  expect(mail).toEqual({
    id: '000000000001',
    messageId: '<kl69-nam.2026.STC.remind-3@dondoc.quangngai.gov.vn>',
    slot: 'kl69-nam/2026/STC/remind-3',
    kind: 'remind',
    from: '"Sở Khoa học và Công nghệ" <dondoc@skhcn.quangngai.gov.vn>',
    to: ['stc@quangngai.gov.vn', 'vanthu@quangngai.gov.vn'],
    subject: '[Nhắc hạn] Báo cáo năm 2026, hạn 17/12/2026',
    text: givenMail().text,
    html: givenMail().html,
    links: ['https://dondoc.vn/room/a.b'],
  });
});

test('a link with several parameters is read without HTML’s own marks', async () => {
  const folder = await givenFolder();
  const sink = await givenSink(folder);
  await givenMailer(sink.url).send(givenMail({ text: 'x', html: '<a href="https://x.vn/a?b=1&amp;c=2">x</a>' }));
  expect((await readMail(folder, '000000000001'))?.links).toEqual(['https://x.vn/a?b=1&c=2']);
});

test('messages are numbered in the order of arrival and listed newest first, page by page', async () => {
  const folder = await givenFolder();
  const mailer = givenMailer((await givenSink(folder)).url, { maxConnections: 1 });
  for (const number of [1, 2, 3, 4, 5]) await mailer.send(numbered(number));
  const ids = async (page: { limit?: number; offset?: number }) =>
    (await listMail(folder, page)).map(({ messageId }) => messageId);
  expect(await ids({})).toEqual(['<5@dondoc>', '<4@dondoc>', '<3@dondoc>', '<2@dondoc>', '<1@dondoc>']);
  expect(await ids({ limit: 2 })).toEqual(['<5@dondoc>', '<4@dondoc>']);
  expect(await ids({ limit: 2, offset: 4 })).toEqual(['<1@dondoc>']);
  expect(await countMail(folder)).toBe(5);
});

test('110 letters through five connections are 110 files', async () => {
  const folder = await givenFolder();
  const mailer = givenMailer((await givenSink(folder)).url);
  const deliveries = await Promise.all(Array.from({ length: 110 }, (_, number) => mailer.send(numbered(number))));
  expect(deliveries.every(({ outcome }) => outcome === 'sent')).toBe(true);
  const mails = await listMail(folder, { limit: 200 });
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(110);
});

test('a sink that is opened again goes on numbering after what is there, and clears what was half written', async () => {
  const folder = await givenFolder();
  const first = await startSink({ folder });
  const mailer = givenMailer(first.url);
  await mailer.send(numbered(1));
  await mailer.send(numbered(2));
  mailer.close();
  await first.close();
  await writeFile(join(folder, '000000000003.part'), 'half a mess');

  const second = await givenSink(folder);
  await givenMailer(second.url).send(numbered(3));
  expect(await readdir(folder)).toEqual(['000000000001.eml', '000000000002.eml', '000000000003.eml']);
  expect((await listMail(folder)).map(({ messageId }) => messageId)).toEqual([
    '<3@dondoc>',
    '<2@dondoc>',
    '<1@dondoc>',
  ]);
});

test('a message that cannot be stored is put off, and taken when it can be again', async () => {
  const folder = await givenFolder();
  const mailer = givenMailer((await givenSink(folder)).url);
  await rm(folder, { recursive: true });
  expect(await mailer.send(givenMail())).toMatchObject({ outcome: 'put_off', unacknowledged: false });
  await mkdir(folder);
  expect((await mailer.send(givenMail())).outcome).toBe('sent');
  expect(await countMail(folder)).toBe(1);
});

test('closing frees the port and leaves no message half stored', async () => {
  const folder = await givenFolder();
  const sink = await startSink({ folder });
  const mailer = givenMailer(sink.url);
  const deliveries = Promise.all(Array.from({ length: 20 }, (_, number) => mailer.send(numbered(number))));
  await sink.close();
  mailer.close();
  const acknowledged = (await deliveries).filter(({ outcome }) => outcome === 'sent').length;
  expect(await countMail(folder)).toBeGreaterThanOrEqual(acknowledged);
  expect((await readdir(folder)).filter((name) => !name.endsWith('.eml'))).toEqual([]);
  const again = await startSink({ folder, port: sink.port });
  await again.close();
  expect(again.port).toBe(sink.port);
});

test('a port that is taken is an error at start', async () => {
  const folder = await givenFolder();
  const sink = await givenSink(folder);
  await expect(startSink({ folder, port: sink.port })).rejects.toThrow('EADDRINUSE');
});

test('an id that is no number, or none of the folder’s, reads nothing', async () => {
  const folder = await givenFolder();
  await writeFile(join(folder, 'secret.eml'), 'Subject: x\r\n\r\n');
  for (const id of ['secret', '../000000000001', '000000000001/..', '000000000009', '']) {
    expect(await readMail(folder, id)).toBeUndefined();
  }
  expect(await countMail(folder)).toBe(0);
});

test('a folder that is not there holds no mail', async () => {
  const folder = join(await givenFolder(), 'none');
  expect(await countMail(folder)).toBe(0);
  expect(await listMail(folder)).toEqual([]);
});
