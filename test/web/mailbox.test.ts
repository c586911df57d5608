import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMailbox } from '../../mail/mailbox.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

const mail = [
  'From: Sở KH&CN <dondoc@skhcn.example>',
  'To: daumoi.stc@quangngai.example',
  'Subject: =?utf-8?B?W05o4bqvYyBo4bqhbl0=?=',
  'X-Dondoc-Slot: kl69-nam/2026/STC/remind-1',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Kính gửi</p><script>parent.document.title = "x"</script><a href="http://dondoc.example/room/abc">Mở</a>',
  '<a href="http://xau.example/room">Xấu</a>',
  '',
].join('\r\n');

async function givenMailbox() {
  const mailFolder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
  onTestFinished(() => rm(mailFolder, { recursive: true }));
  const id = await (await openMailbox(mailFolder, false)).keep(Buffer.from(mail));
  return { site: await givenSite({ mailFolder }), id };
}

test('a letter shows in a frame that can do nothing, and its own links stand beside it', async () => {
  const { site, id } = await givenMailbox();
  const { see } = await site.as('officer');
  expect(wordsOf(await see('/mailbox'))).toContain('[Nhắc hạn]');
  const page = await see(`/mailbox/${id}`);
  expect(page.body).toMatch(new RegExp(`<iframe[^>]*sandbox=""[^>]*src="/mailbox/${id}/html"`));
  expect(page.body).not.toContain('<script>parent');
  expect(page.body).toContain('href="/room/abc"');
  expect(page.body).not.toContain('href="http://xau.example');
  expect(String(page.headers['content-security-policy'])).toContain("frame-src 'self'");
  const frame = await see(`/mailbox/${id}/html`);
  const policy = String(frame.headers['content-security-policy']);
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/; sandbox$/);
  expect(policy).not.toMatch(/script-src|connect-src/);
  expect(frame.body).toContain('Kính gửi');
});

test('the mailbox is for signed-in people, and is not there when letters leave the machine', async () => {
  const { site, id } = await givenMailbox();
  const stranger = await site.room();
  for (const path of ['/mailbox', `/mailbox/${id}`, `/mailbox/${id}/html`])
    expect((await stranger.see(path)).status).toBe(401);
  const outside = await givenSite();
  const { see } = await outside.as('admin');
  expect((await see('/mailbox')).status).toBe(404);
  expect((await see('/letters-ledger')).body).not.toContain('href="/mailbox"');
});
