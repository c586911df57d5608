import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { failCompilation } from '../../office/fail-compilation.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { json } from '../../store/json.ts';
import { givenCompiled } from '../given/compiled.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { reportOfLastYear } from '../given/two-years.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

async function givenRuns() {
  const site = await givenSite({ at: '2026-12-18 08:00' });
  const { db, clock, cycle } = site;
  const { actor } = await givenStaff(db, 'officer');
  const send = async (code: string, report = givenReport()) => {
    const agency = await givenAgency(db, cycle, code);
    return submitReport(db, { ...agency, report, attempt: randomUUID(), at: clock.now() });
  };
  const start = () => startCompilation(db, { cycle, final: true, slot: randomUUID(), actor, at: clock.now() });
  const compile = async () => {
    const id = await start();
    await givenCompiled(db, id, clock.now());
    return id;
  };
  const path = `/cycles/${cycle}/compilations`;
  return { ...site, ...(await site.as('officer')), send, start, compile, path };
}

test('a running run shows its step of five and looks again by itself; a finished one does neither', async () => {
  const { see, start, db, clock, path } = await givenRuns();
  const id = await start();
  await givenCompiled(db, id, clock.now(), 'aggregate');
  const page = await see(`${path}/${id}`);
  expect(page.body).toMatch(/<progress max="5" value="2"/);
  expect(page.body).toContain('hx-trigger="every 2s"');
  expect(wordsOf(page)).toMatch(/Tổng hợp số liệu và nội dung đang thực hiện.*Lập văn bản Word chưa thực hiện/);
  await givenCompiled(db, id, clock.now());
  const ready = await see(`${path}/${id}`);
  expect(ready.body).not.toContain('hx-trigger');
  expect(ready.body).toContain(`${path}/${id}/report.docx`);
});

test('a failed run says why, and its button takes the step up again; a viewer has no button', async () => {
  const { see, send, start, as, db, clock, path } = await givenRuns();
  await send('STC');
  const id = await start();
  await givenCompiled(db, id, clock.now(), 'write');
  await failCompilation(db, { compilation: id, step: 'write', why: 'hỏng.', at: clock.now() });
  const { see: look, send: press } = await as('officer');
  expect(wordsOf(await look(`${path}/${id}`))).toMatch(/Dừng ở bước “Lập văn bản Word”: hỏng\..*Làm lại bước này/);
  expect((await press(`${path}/${id}/retry`)).location).toBe(`${path}/${id}?done=retried`);
  expect(wordsOf(await look(`${path}/${id}`))).toContain('Đang lập');
  expect(wordsOf(await (await as('viewer')).see(`${path}/${id}`))).not.toContain('Hủy');
  expect((await see(`${path}/${randomUUID()}`)).status).toBe(404);
});

test('the page names what is missing, totals with their agencies, sources with their hashes', async () => {
  const { see, send, compile, path } = await givenRuns();
  const { sha256 } = await send('STC', reportOfLastYear());
  const page = await see(`${path}/${await compile()}`);
  expect(page.body).toContain(sha256);
  expect(wordsOf(page)).toMatch(/Tổng chi ngân sách của đơn vị trong năm, triệu đồng.*12\.500,5.*1\/110 cơ quan/);
  expect(wordsOf(page)).toMatch(/Gửi quá hạn: Sở Tài chính \./);
  expect(wordsOf(page)).toMatch(/Chưa có báo cáo 109/);
});

test('a run tells in what it differs from the one before, and what came after it can be folded in', async () => {
  const { see, send, compile, as, path, db } = await givenRuns();
  await send('STC');
  const first = await compile();
  expect(wordsOf(await see(`${path}/${first}`))).not.toContain('Khác gì so với');
  await send('SNV', givenReport({ I: 'Đã làm khác.' }));
  const { see: look, send: press } = await as('officer');
  const page = await look(`${path}/${first}`);
  expect(wordsOf(page)).toMatch(/Đến sau lần chính thức 1 1 Sở Nội vụ/);
  expect(wordsOf(await look(path))).toMatch(/Đến sau lần chính thức 1 1 Sở Nội vụ/);
  await press(path, { attempt: randomUUID(), extent: 'final' });
  const runs = await db.selectFrom('compilation').select(['id', 'final']).where('number', '=', 2).execute();
  expect(runs).toMatchObject([{ final: true }]);
  const second = runs[0]?.id ?? '';
  await givenCompiled(db, second, Temporal.Instant.from('2026-12-18T02:00:00Z'));
  const words = wordsOf(await look(`${path}/${second}`));
  expect(words).toMatch(/Khác gì so với lần 1 Nguồn thay đổi 1 Sở Nội vụ mới có/);
  expect(words).toMatch(/Đoạn mới Đã làm khác\. Sở Nội vụ/);
  expect(words).toMatch(/Thêm hoặc bớt cơ quan cùng nêu.*Thêm: Sở Nội vụ/);
  expect(wordsOf(await look(`${path}/${first}`))).not.toContain('Đến sau');
});

test('the check proves a run on demand, and names a source that was tampered with', async () => {
  const { see, send, compile, db, path } = await givenRuns();
  const { submission } = await send('STC');
  const id = await compile();
  expect(wordsOf(await see(`${path}/${id}`))).not.toContain('đúng từng byte từ');
  expect(wordsOf(await see(`${path}/${id}?check=1`))).toContain('Lập lại được đúng từng byte từ 1 nguồn');
  const content = json({ ...givenReport({ I: 'Sửa lén' }), attachments: [] });
  await db.updateTable('submission').set({ content }).where('id', '=', submission).execute();
  expect(wordsOf(await see(`${path}/${id}?check=1`))).toMatch(/Không khớp\. 1\/1 nguồn đã bị thay đổi.*Sở Tài chính/);
});
