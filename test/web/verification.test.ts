import { expect, test } from 'vitest';
import { submitReport } from '../../office/submit-report.ts';
import { givenReport } from '../given/report.ts';
import { vn } from '../given/clock.ts';
import { givenAgency } from '../given/people.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { visitor, wordsOf } from './visitor.ts';

async function givenReceipt({ db, cycle }: GivenSite) {
  const { obligation, actor } = await givenAgency(db, cycle);
  const report = givenReport({ I: 'Nội dung chỉ cơ quan và Sở được đọc.' });
  const at = vn('2026-12-18 14:03');
  return submitReport(db, { obligation, report, attempt: crypto.randomUUID(), actor, at });
}

test('everybody may see that a receipt exists, when it was given and for whom, and nothing else', async () => {
  const site = await givenSite({ at: '2026-12-18 15:00' });
  const { code, sha256 } = await givenReceipt(site);
  const seen = await visitor(site.app).see(`/r/${code}`);
  expect(seen.status).toBe(200);
  const words = wordsOf(seen);
  for (const told of [code, 'Sở Tài chính', 'năm 2026', '14:03 thứ Sáu, 18/12/2026']) expect(words).toContain(told);
  for (const kept of [sha256, 'chỉ cơ quan và Sở được đọc', 'quá hạn', '/room/', '@', 'bản 1'])
    expect(seen.body).not.toContain(kept);
  expect(seen.headers['cache-control']).toContain('no-store');
});

test('a code may be typed in small letters', async () => {
  const site = await givenSite();
  const { code } = await givenReceipt(site);
  expect((await visitor(site.app).see(`/r/${code.toLowerCase()}`)).status).toBe(200);
});

test.each(['STC-2026-1-AAAAAA', 'x', '%00', '..%2F..', "'; drop table submission; --"])(
  'the code %s, which no receipt has, gets a page that tells no more',
  async (code) => {
    const site = await givenSite();
    await givenReceipt(site);
    const seen = await visitor(site.app).see(`/r/${encodeURIComponent(code)}`);
    expect(seen.status).toBe(404);
    expect(wordsOf(seen)).toContain('Không có xác nhận tiếp nhận nào mang mã này.');
    expect(seen.body).not.toContain('Sở Tài chính');
  },
);

test('codes cannot be found by trying: after thirty looks in a minute even a right one is not answered', async () => {
  const site = await givenSite();
  const { code } = await givenReceipt(site);
  const { see } = visitor(site.app);
  for (let guess = 0; guess < 30; guess += 1) expect((await see(`/r/STC-2026-1-AAAA${guess + 10}`)).status).toBe(404);
  const refused = await see(`/r/${code}`);
  expect(refused.status).toBe(429);
  expect(wordsOf(refused)).toContain('đợi một phút');
});

test('the receipt shows every version, marks the newest, and carries the address as a QR code without inline style', async () => {
  const site = await givenSite({ at: '2026-12-18 15:00' });
  const room = await site.room();
  const first = await givenReceipt(site);
  const { obligation, actor } = await givenAgency(site.db, site.cycle);
  const [report, attempt] = [givenReport({ I: 'Bản thay thế.' }), crypto.randomUUID()];
  const second = await submitReport(site.db, { obligation, report, attempt, actor, at: vn('2026-12-18 16:00') });
  const sheet = await room.see(`${room.path}/receipts/${first.code}`);
  const words = wordsOf(sheet);
  expect(words).toContain(`Bản 2 (mới nhất): ${second.code}`);
  expect(words).toMatch(new RegExp(`Bản 1 ?: ${first.code}`));
  expect(words).toContain('Quá hạn 1 ngày làm việc');
  expect(words).toContain(first.sha256);
  expect(sheet.body).toContain(`href="http://dondoc.example/r/${first.code}"`);
  expect(sheet.body).toMatch(/<svg class="qr"[^>]*role="img"/);
  expect(sheet.body).not.toMatch(/ style=/);
});
