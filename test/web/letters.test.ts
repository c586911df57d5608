import { expect, test } from 'vitest';
import { vn } from '../given/clock.ts';
import { givenPdf } from '../given/files.ts';
import { givenEscalation } from '../given/letters.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { submitReport } from '../../office/submit-report.ts';
import { readXlsx } from 'hucre';
import { fieldOf, wordsOf } from './visitor.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';

async function givenDraft() {
  const site = await givenSite({ at: '2026-12-22 09:00' });
  const letter = await givenEscalation(site.db, site.cycle);
  return {
    site,
    letter,
    path: `/letters/${letter}`,
    officer: await site.as('officer'),
    leader: await site.as('leader'),
  };
}

async function submit({ db, cycle }: GivenSite, agency: string): Promise<void> {
  const { obligation, actor } = await givenAgency(db, cycle, agency);
  const attempt = crypto.randomUUID();
  await submitReport(db, { obligation, report: givenReport(), attempt, actor, at: vn('2026-12-22 09:00') });
}

test('what changed since the draft stands above the approval, and approving without having seen it shows it again', async () => {
  const { site, path, leader } = await givenDraft();
  await leader.see(path);
  await submit(site, 'STC');
  const blind = await leader.send(`${path}/approve`, { revision: '0' });
  expect([blind.status, wordsOf(blind)]).toEqual([409, expect.stringContaining('Số liệu, danh sách đã thay đổi')]);
  expect(wordsOf(blind)).toMatch(/Đã gửi báo cáo: 0 → 1 .* Đưa ra khỏi danh sách \(1\) Sở Tài chính/);
  const seen = /name="seen" value="([0-9a-f]+)"/.exec(blind.body)?.[1] ?? '';
  expect((await leader.send(`${path}/approve`, { revision: '0', seen })).location).toBe(`${path}?done=letter-approved`);
});

test('words saved against an older version are refused, and what was typed stays beside the newer version', async () => {
  const { path, officer, leader } = await givenDraft();
  await leader.see(path);
  await officer.see(path);
  const words = { subject: 'tình hình báo cáo', revision: '0' };
  expect((await leader.send(`${path}/words`, { ...words, paragraphs: 'Của lãnh đạo.\n\nHai./.' })).status).toBe(303);
  const late = await officer.send(`${path}/words`, { ...words, paragraphs: 'Của chuyên viên.' });
  expect(late.status).toBe(409);
  expect(late.body).toMatch(/<textarea[^>]*>\s*Của chuyên viên\.<\/textarea>/);
  expect(fieldOf(late, 'revision')).toBe('1');
  expect(wordsOf(late)).toContain('Của lãnh đạo. Hai./.');
});

test('a leader issues under the register’s next number, sees who gets it, and the signed PDF is kept', async () => {
  const { path, officer, leader } = await givenDraft();
  await leader.see(path);
  await leader.send(`${path}/approve`, { revision: '0' });
  expect(wordsOf(await leader.see(path))).toContain('Chưa có địa chỉ thư của UBND tỉnh');
  const issued = await leader.send(`${path}/issue`, { number: '', issuedOn: '22/12/2026', delivery: 'signed' });
  expect(issued.location).toBe(`${path}?done=issued`);
  expect(wordsOf(await officer.see(path))).toContain('Số: 01/BC-SKHCN');
  await officer.see(path);
  expect(wordsOf(await officer.sendFiles(`${path}/signed`, {}))).toContain('Cần chọn tệp PDF đã ký số.');
  const file = { name: 'bao-cao.pdf', content: Buffer.from(givenPdf(['Báo cáo'])) };
  expect((await officer.sendFiles(`${path}/signed`, {}, file)).location).toBe(`${path}?done=letter-signed`);
  expect(wordsOf(await officer.see(path))).toMatch(/bao-cao\.pdf Tệp không có chữ ký số/);
  expect((await officer.see(`${path}/signed.pdf`)).headers['content-type']).toBe('application/pdf');
  expect((await officer.see(`${path}/letter.docx`)).headers['content-disposition']).toContain('01-BC-SKHCN.docx');
});

test('words that criticise are marked, and their approval asks for a word of its own', async () => {
  const { site, leader } = await givenDraft();
  const row = await site.db
    .selectFrom('letter')
    .select('id')
    .where('kind', '=', 'direction-draft')
    .executeTakeFirstOrThrow();
  const path = `/letters/${row.id}`;
  expect((await leader.see(path)).body).toContain('<mark>phê bình</mark>');
  const refused = await leader.send(`${path}/approve`, { revision: '0' });
  expect([refused.status, wordsOf(refused)]).toEqual([409, expect.stringContaining('Văn bản có nội dung phê bình')]);
  expect((await leader.send(`${path}/approve`, { revision: '0', keepsCriticism: 'on' })).status).toBe(303);
});

test('the register finds letters without accents, by year, kind and state', async () => {
  const { leader, officer, path } = await givenDraft();
  const found = async (query: string) => wordsOf(await officer.see(`/letters?${query}`));
  expect(await found('words=tinh+hinh+thuc+hien')).toContain('Báo cáo UBND tỉnh về tình hình');
  expect(await found('words=so+tai+chinh&kind=escalation&year=2026&state=draft')).toContain('Báo cáo UBND tỉnh về');
  for (const none of ['words=khong+co', 'year=2025', 'kind=request', 'state=sent']) {
    expect(await found(none), none).toContain('Không có công văn nào như vậy.');
  }
  await leader.see(path);
  await leader.send(`${path}/void`, { reason: 'Không cần nữa' });
  expect(await found('state=void')).toContain('Đã hủy');
});

test('an officer has a letter drafted from the register; a viewer cannot', async () => {
  const { site, officer } = await givenDraft();
  const page = await officer.see('/letters');
  const attempt = fieldOf(page, 'attempt');
  const drafted = await officer.send('/letters/draft', { kind: 'tracking', cycle: site.cycle, attempt: attempt ?? '' });
  expect(drafted.location).toMatch(/^\/letters\/[0-9a-f-]{36}\?done=letter-drafted$/);
  const viewer = await site.as('viewer');
  expect((await viewer.see('/letters')).body).not.toContain('/letters/draft');
});

test('a letter that came in is recorded once, found without accents and taken home in the workbook', async () => {
  const { site, officer } = await givenDraft();
  await officer.see('/letters/incoming');
  const fields = {
    number: '125/STC-VP',
    issuedOn: '20/12/2026',
    receivedOn: '21/12/2026',
    sender: 'Sở Tài chính',
    subject: 'Đề nghị gia hạn',
  };
  const wrong = await officer.sendFiles('/letters/incoming', { ...fields, receivedOn: '19/12/2026' });
  expect([wrong.status, wordsOf(wrong)]).toEqual([
    422,
    expect.stringContaining('Ngày văn bản không thể sau ngày nhận.'),
  ]);
  const about = { ...fields, cycle: site.cycle, agency: 'STC' };
  const file = { name: 'de-nghi.pdf', content: Buffer.from(givenPdf(['Đề nghị'])) };
  for (const _ of [1, 2]) expect((await officer.sendFiles('/letters/incoming', about, file)).status).toBe(303);
  const list = await officer.see('/letters/incoming?words=de+nghi+gia+han');
  expect(list.body.match(/125\/STC-VP<small>/g)).toHaveLength(1);
  const [, href = ''] = /href="(\/letters\/incoming\/[^"]+\/file)"/.exec(list.body) ?? [];
  expect((await officer.see(href)).headers['content-type']).toBe('application/pdf');
  const thread = wordsOf(await officer.see(`/cycles/${site.cycle}/agencies/STC`));
  expect(thread).toContain('Công văn đến số 125/STC-VP, ngày 20/12/2026 Sở Tài chính: Đề nghị gia hạn');
  const answer = await site.app.inject({
    url: '/letters/register.xlsx',
    headers: (await givenStaff(site.db, 'viewer')).headers,
  });
  const workbook = await readXlsx(new Uint8Array(answer.rawPayload));
  expect(workbook.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Công văn đi', 3],
    ['Công văn đến', 2],
  ]);
});

test('an agency’s thread shows the letters that name it', async () => {
  const { site, officer } = await givenDraft();
  const thread = wordsOf(await officer.see(`/cycles/${site.cycle}/agencies/STC`));
  expect(thread).toMatch(/Công văn: Báo cáo UBND tỉnh Dự thảo, chờ duyệt .* Cơ quan có tên trong danh sách kèm theo/);
});
