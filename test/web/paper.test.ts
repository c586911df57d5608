import { expect, test } from 'vitest';
import { createScanner } from '../../documents/upload/scan-content.ts';
import { getObligation } from '../../store/obligations.ts';
import { givenClamd } from '../given/clamd.ts';
import { givenPdf } from '../given/files.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

const agency = '/cycles/kl69-nam/2026/agencies/STC';
const fields = { channel: 'document-system', number: '125/BC-STC', receivedOn: '16/12/2026' };

async function givenOfficer(site: GivenSite) {
  const officer = await site.as('officer');
  const page = await officer.see(agency);
  const attempt = /action="[^"]*\/paper"[\s\S]*?name="attempt" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return { ...officer, attempt };
}

test('an officer records a document with its scan on the agency’s page, and it is marked wherever it is shown', async () => {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const { sendFiles, see, attempt } = await givenOfficer(site);
  const content = Buffer.from(givenPdf(['Báo cáo năm 2026']));
  const scan = { field: 'scan', name: 'Bản quét.pdf', content };
  const sent = await sendFiles(`${agency}/paper`, { ...fields, attempt }, scan);
  expect([sent.status, sent.location]).toEqual([303, `${agency}?done=paper`]);
  const again = await sendFiles(`${agency}/paper`, { ...fields, attempt }, scan);
  expect(again.status).toBe(303);
  const stored = await site.db.selectFrom('submission').select(['id', 'receipt_code']).execute();
  expect(stored).toHaveLength(1);
  const [id, code] = [stored[0]?.id ?? '', stored[0]?.receipt_code ?? ''];

  const marks = {
    thread: wordsOf(await see(agency)),
    board: wordsOf(await see('/cycles/kl69-nam/2026')),
    review: wordsOf(await see(`/submissions/${id}`)),
  };
  expect(marks.thread).toContain(
    'văn bản số 125/BC-STC qua Hệ thống quản lý văn bản và điều hành, nhận ngày 16/12/2026',
  );
  expect(marks.board).toContain('ngoài hệ thống, số 125/BC-STC');
  expect(marks.review).toContain('Gửi ngoài hệ thống');
  expect(marks.review).toContain('Bản quét.pdf');

  const room = await site.room();
  expect(wordsOf(await room.see(room.path))).toContain('văn bản số 125/BC-STC');
  const receipt = wordsOf(await room.see(`${room.path}/receipts/${code}`));
  expect(receipt).toContain('Ngày nhận văn bản thứ Tư, 16/12/2026');
  expect(receipt).toContain('Đúng hạn');
  expect(wordsOf(await room.see(`/r/${code}`))).toContain('Ngày nhận văn bản thứ Tư, 16/12/2026');
});

test('what is missing is said at its field, with what was typed; nothing is stored', async () => {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const { sendFiles, attempt } = await givenOfficer(site);
  const refused = await sendFiles(`${agency}/paper`, { ...fields, attempt, number: '', receivedOn: '31/02/2026' });
  expect(refused.status).toBe(422);
  for (const field of ['number', 'receivedOn']) expect(refused.body).toContain(`href="#paper.${field}"`);
  expect(refused.body).toContain('value="31/02/2026"');
  const ahead = await sendFiles(`${agency}/paper`, { ...fields, attempt, receivedOn: '19/12/2026' });
  expect(wordsOf(ahead)).toContain('Ngày nhận không thể sau hôm nay.');
  expect(await site.db.selectFrom('submission').selectAll().execute()).toEqual([]);
});

test('a scan whose name has NUL is refused and not stored', async () => {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const { sendFiles, attempt } = await givenOfficer(site);
  const scan = { field: 'scan', name: 'a\0b.pdf', content: Buffer.from(givenPdf(['Báo cáo'])) };
  const refused = await sendFiles(`${agency}/paper`, { ...fields, attempt }, scan);
  expect([refused.status, refused.body]).toEqual([422, expect.stringContaining('href="#paper.scan"')]);
  expect(await site.db.selectFrom('file').selectAll().execute()).toEqual([]);
});

test('a scan that is no document, or bears a secrecy marking, is refused and not stored', async () => {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const { sendFiles, attempt } = await givenOfficer(site);
  const send = (content: Uint8Array) =>
    sendFiles(
      `${agency}/paper`,
      { ...fields, attempt },
      { field: 'scan', name: 'quet.pdf', content: Buffer.from(content) },
    );
  expect((await send(new TextEncoder().encode('không phải PDF'))).status).toBe(415);
  expect((await send(givenPdf(['TUYỆT MẬT', 'Báo cáo']))).status).toBe(422);
  expect(await site.db.selectFrom('file').selectAll().execute()).toEqual([]);
});

test('a scan in which malicious software is found is refused and not stored', async () => {
  const clamd = await givenClamd();
  const site = await givenSite({ at: '2026-12-18 09:00', scanner: createScanner(clamd.at) });
  const { sendFiles, attempt } = await givenOfficer(site);
  clamd.answer = 'stream: Eicar-Test-Signature FOUND';
  const scan = { field: 'scan', name: 'quet.pdf', content: Buffer.from(givenPdf(['Báo cáo'])) };
  const refused = await sendFiles(`${agency}/paper`, { ...fields, attempt }, scan);
  expect(refused.status).toBe(422);
  expect(wordsOf(refused)).toContain('Eicar-Test-Signature');
  for (const table of ['file', 'submission'] as const)
    expect(await site.db.selectFrom(table).selectAll().execute()).toEqual([]);
});

test('one who only reads sees no form and is refused', async () => {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const viewer = await site.as('viewer');
  expect((await viewer.see(agency)).body).not.toContain(`${agency}/paper`);
  const refused = await viewer.sendFiles(`${agency}/paper`, { ...fields, attempt: crypto.randomUUID() });
  expect(refused.status).toBe(403);
  const { obligation } = await site.room();
  expect((await getObligation(site.db, obligation)).state).toBe('open');
});
