import { expect, test } from 'vitest';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { forwardObstacle } from '../../office/settle-obstacle.ts';
import { vn } from '../given/clock.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

async function givenForwarded() {
  const site = await givenSite({ at: '2026-12-15 10:00' });
  const { db, cycle } = site;
  const { actor } = await givenStaff(db, 'officer');
  const raise = async (code: string, title: string) => {
    const agency = await givenAgency(db, cycle, code);
    const attempt = crypto.randomUUID();
    const at = vn('2026-11-23 15:00');
    const id = await raiseObstacle(db, { ...agency, title, words: 'Đề nghị bố trí kinh phí', attempt, at });
    await forwardObstacle(db, { obstacle: id, words: 'Kính trình', actor, at: vn('2026-11-25 09:00') });
    return id;
  };
  return { ...site, first: await raise('STC', 'Thiếu kinh phí'), second: await raise('SNV', 'Thiếu biên chế') };
}

test('the obstacles’ page says that a quarter’s compilation is due; kept once, it stands with its number and Word file', async () => {
  const { as } = await givenForwarded();
  const officer = await as('officer');
  expect(wordsOf(await officer.see('/obstacles'))).toContain('Đến kỳ tổng hợp vướng mắc quý IV năm 2026 cho UBND tỉnh');
  const shown = await officer.see('/obstacles/compilation?from=2026-09-15&to=2026-12-14');
  expect(wordsOf(shown)).toContain('2 vướng mắc: 2 chưa giải quyết xong');
  const attempt = /name="attempt" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
  const fields = { attempt, from: '2026-09-15', to: '2026-12-14' };
  const kept = await officer.send('/obstacles/compilation', fields);
  expect((await officer.send('/obstacles/compilation', fields)).location).toBe(kept.location);
  const page = await officer.see(kept.location ?? '');
  expect(wordsOf(page)).toContain('Tổng hợp vướng mắc lần 1');
  const file = await officer.see(`${kept.location?.split('?')[0]}/document.docx`);
  expect(file.headers['content-type']).toContain('wordprocessingml');
  expect(wordsOf(await officer.see('/obstacles'))).not.toContain('Đến kỳ tổng hợp');
  const viewer = await as('viewer');
  await viewer.see('/obstacles/compilation');
  expect((await viewer.send('/obstacles/compilation', { ...fields, attempt: crypto.randomUUID() })).status).toBe(403);
});

test('a decision is recorded with its number for several obstacles at once; a number without a date is named, what was typed stays', async () => {
  const { as, first, second } = await givenForwarded();
  const officer = await as('officer');
  expect(wordsOf(await officer.see(`/obstacles/${first}`))).toContain('Văn bản này cũng giải quyết');
  const fields = { words: 'Bố trí 2 tỷ đồng', documentNumber: '45/UBND-KGVX', [`also.${second}`]: 'on' };
  const refused = await officer.send(`/obstacles/${first}/decision`, fields);
  expect([refused.status, wordsOf(refused).includes('Cần ghi ngày của văn bản')]).toEqual([422, true]);
  expect(refused.body).toContain('45/UBND-KGVX');
  await officer.send(`/obstacles/${first}/decision`, { ...fields, decidedOn: '15/12/2026' });
  const other = wordsOf(await officer.see(`/obstacles/${second}`));
  expect(other).toContain('Quyết định tại văn bản số 45/UBND-KGVX ngày 15/12/2026');
  expect(other).toContain('Báo cơ quan nêu: chờ gửi');
});

test('the brief shows the year, and the lists are proposals: nothing on them is called a criticism', async () => {
  const { as, clock } = await givenForwarded();
  clock.set('2026-12-22 10:00');
  const viewer = await as('viewer');
  const brief = wordsOf(await viewer.see('/cycles/kl69-nam/2026/brief'));
  expect(brief).toContain('Tóm tắt chế độ báo cáo năm 2026');
  expect(brief).toContain('Vướng mắc chưa giải quyết 2');
  const records = await viewer.see('/agencies/records?commendCycles=1&remindTimes=1&remindCycles=1');
  expect(wordsOf(records)).toContain('Đề xuất nhắc nhở 110');
  expect(wordsOf(records)).toContain('đề xuất');
  expect(records.body.toLowerCase()).not.toContain('phê bình');
  const csv = await viewer.see('/agencies/records.csv');
  expect(csv.body).toContain('STC;Sở Tài chính;Không báo cáo;0;0;1');
  expect((await viewer.see('/agencies/records.docx')).status).toBe(200);
  expect((await viewer.see('/cycles/kl69-nam/2026/brief.docx')).status).toBe(200);
});
