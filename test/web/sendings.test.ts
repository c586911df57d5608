import { expect, test } from 'vitest';
import { compileReport } from '../../domain/compilation.ts';
import { finishCompilation } from '../../office/finish-compilation.ts';
import { readCompilationFacts } from '../../office/read-compilation.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { listSendings } from '../../store/sendings.ts';
import { givenPdf } from '../given/files.ts';
import { givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

const path = '/cycles/kl69-nam/2026/sendings';

async function givenCompiledSite() {
  const site = await givenSite({ at: '2026-12-18 10:00' });
  const { db, clock, cycle } = site;
  const { actor } = await givenStaff(db, 'officer');
  const at = clock.now();
  const compilation = await startCompilation(db, { cycle, final: true, slot: `${cycle}/a`, actor, at });
  const facts = await readCompilationFacts(db, compilation, () => Promise.resolve(true));
  if (!facts) throw new Error('the run was cancelled');
  await finishCompilation(db, { compilation, report: compileReport(facts), document: new Uint8Array([1]), at });
  const fields = {
    ...{ compilation, documentNumber: '312/BC-UBND', issuedOn: '17/12/2026', sentOn: '18/12/2026' },
    ...{ receiver: 'Bộ Khoa học và Công nghệ', channel: 'Trục liên thông văn bản' },
  };
  return { ...site, fields };
}

test('the page says which receiver still lacks a sending, and records one with the signed document', async () => {
  const { as, db, cycle, fields } = await givenCompiledSite();
  const officer = await as('officer');
  const before = wordsOf(await officer.see(path));
  expect(before).toContain('Bộ Khoa học và Công nghệ thứ Hai, 21/12/2026 Chưa ghi nhận đã gửi');
  const content = Buffer.from(givenPdf(['BÁO CÁO']));
  const sent = await officer.sendFiles(path, fields, { name: 'bao-cao-ky-so.pdf', content });
  expect(sent.location).toBe(`${path}?done=recorded`);
  const after = await officer.see(path);
  expect(wordsOf(after)).toContain('Đã gửi 18/12/2026, số 312/BC-UBND');
  expect(wordsOf(after)).toContain('Tệp không có chữ ký số.');
  const [sending] = await listSendings(db, cycle);
  expect((await officer.see(`${path}/${sending?.id}/file`)).headers['content-type']).toBe('application/pdf');
  expect(wordsOf(await officer.see('/cycles/kl69-nam/2026/compilations'))).toContain('số 312/BC-UBND');
});

test('what is wrong with a sending is said beside its fields, and what was typed stays', async () => {
  const { as, fields } = await givenCompiledSite();
  const officer = await as('officer');
  await officer.see(path);
  const refused = await officer.sendFiles(path, { ...fields, documentNumber: '', sentOn: '16/12/2026' });
  expect([refused.status, fieldOf(refused, 'sentOn')]).toEqual([422, '16/12/2026']);
  const early = await officer.sendFiles(path, { ...fields, sentOn: '16/12/2026' });
  expect(wordsOf(early)).toContain('Ngày gửi không thể trước ngày ban hành.');
  const secret = await officer.sendFiles(path, fields, {
    name: 'a.pdf',
    content: Buffer.from(givenPdf(['TUYỆT MẬT'])),
  });
  expect(secret.status).toBe(422);
});

test('a sending is withdrawn with a reason and stays to be read; who only reads may not', async () => {
  const { as, db, cycle, fields } = await givenCompiledSite();
  const officer = await as('officer');
  await officer.see(path);
  await officer.sendFiles(path, fields);
  const [sending] = await listSendings(db, cycle);
  const id = sending?.id ?? '';
  const refused = await officer.sendFiles(`${path}/withdraw`, { sending: id, reason: '' });
  expect(wordsOf(refused)).toContain('Cần ghi lý do thu hồi.');
  await officer.sendFiles(`${path}/${id}/file`, {}, { name: 'ky-so.pdf', content: Buffer.from(givenPdf(['BÁO CÁO'])) });
  const viewer = await as('viewer');
  await viewer.see(path);
  expect((await viewer.sendFiles(`${path}/withdraw`, { sending: id, reason: 'Nhầm' })).status).toBe(403);
  await officer.sendFiles(`${path}/withdraw`, { sending: id, reason: 'Ghi nhầm số' });
  const words = wordsOf(await officer.see(path));
  expect(words).toContain('Ghi nhầm số');
  expect(words).toContain('Chưa ghi nhận đã gửi');
});
