import { expect, test } from 'vitest';
import { submitReport } from '../../office/submit-report.ts';
import { acceptReport } from '../../office/review-report.ts';
import type { ReportContent } from '../../domain/form.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

async function send(
  { db, cycle }: GivenSite,
  report: ReportContent = givenReport(),
  at = '2026-12-10 08:00',
  of: string = cycle,
) {
  const { obligation, actor } = await givenAgency(db, of);
  const sent = { obligation, actor, attempt: crypto.randomUUID(), report, at: vn(at) };
  return (await submitReport(db, sent)).submission;
}

const openSite = () => givenSite({ at: '2026-12-11 09:00' });

test('what is typed under any part is kept with every button, and an early return takes it all', async () => {
  const site = await openSite();
  const path = `/submissions/${await send(site)}`;
  const { see, send: press } = await site.as('officer');
  expect(wordsOf(await see(path))).toContain('mỗi ý kiến là một lý do trả lại');
  const mute = await press(`${path}/comments`, { at: 'sections.I' });
  expect([mute.status, wordsOf(mute)]).toEqual([422, expect.stringContaining('Cần ghi ý kiến trước khi lưu.')]);
  const typed = {
    'reason.sections.III': 'Chưa nêu nguyên nhân.',
    'reason.sections.II': 'Thiếu minh chứng.',
    'place.sections.II': 'tasks.II.1.a',
    beside: 'none',
  };
  const saved = await press(`${path}/comments`, { ...typed, at: 'sections.III' });
  expect(saved.location).toBe(`${path}?done=commented&beside=none#part-III`);
  await press(`${path}/pass`, { 'reason.general': 'Thiếu dấu.', part: 'sections.I' });
  const page = wordsOf(await see(path));
  expect(page).toContain('3 ý kiến chưa giải quyết là lý do trả lại.');
  expect(page).toMatch(/I\. Tình hình triển khai Đạt/);
  const far = await press(`${path}/return`, { correctionDue: '28/12/2026', 'reason.sections.V': 'Còn trống.' });
  expect([far.status, fieldOf(far, 'reason.sections.V')]).toEqual([409, 'Còn trống.']);
  expect((await press(`${path}/return`, { correctionDue: '16/12/2026' })).location).toBe(`${path}?done=returned`);
  const { reasons } = await site.db.selectFrom('review').select('reasons').executeTakeFirstOrThrow();
  expect(reasons.map(({ field }) => field)).toEqual(['general', 'tasks.II.1.a', 'sections.III']);
});

test('the agency sees each comment with its part, answers it, and is warned, not stopped, while one has no answer', async () => {
  const site = await openSite();
  const path = `/submissions/${await send(site)}`;
  const officer = await site.as('officer');
  const { path: room, see, send: answer, sendFiles } = await site.room();
  await officer.see(path);
  await officer.send(`${path}/comments`, {
    'reason.sections.III': 'Nêu <nguyên nhân>.',
    'reason.general': 'Thiếu dấu.',
  });
  await officer.send(`${path}/pass`, { part: 'sections.I' });
  expect(wordsOf(await see(room))).not.toContain('Ý kiến thẩm tra');
  await officer.send(`${path}/return`, { correctionDue: '16/12/2026' });

  const page = await see(room);
  expect(wordsOf(page)).toContain('Còn 2 ý kiến chưa trả lời.');
  expect(wordsOf(page)).toContain('Nêu <nguyên nhân>.');
  expect(wordsOf(page)).toMatch(/Đã đạt ở bản 1 I\. Tình hình triển khai không cần nhập lại; bấm để sửa lại/);
  expect(fieldOf(page, 'sections.I')).toBe(givenReport().sections['I']);
  expect(wordsOf(page)).toContain('Còn 2 ý kiến thẩm tra chưa trả lời');
  const [, id = ''] =
    /id="comment-([0-9a-f-]+)"[^]*?Nêu &lt;nguyên/.exec(page.body.slice(page.body.lastIndexOf('id="comment-'))) ?? [];
  const done = await answer(`${room}/comments`, { [`answer.${id}`]: 'Đã nêu.' });
  expect(done.location).toBe(`${room}?done=comments-answered#comments`);
  const later = await see(room);
  expect(fieldOf(later, `answer.${id}`)).toBe('Đã nêu.');
  expect(wordsOf(later)).toContain('Còn 1 ý kiến thẩm tra chưa trả lời');

  const { sections, tasks } = givenReport({ III: 'Do thiếu nhân lực.' });
  const typed = Object.entries(sections).map(([code, text]) => [`sections.${code}`, text]);
  const results = Object.entries(tasks).flatMap(([code, task]) =>
    Object.entries(task).map(([part, value]) => [`tasks.${code}.${part}`, String(value)]),
  );
  const attempt = crypto.randomUUID();
  const sent = await sendFiles(`${room}/submissions`, {
    ...Object.fromEntries([...typed, ...results]),
    ...{ seen: String(fieldOf(later, 'seen')), attempt },
  });
  expect(sent.status).toBe(303);
  const second = await site.db.selectFrom('submission').select('id').where('version', '=', 2).executeTakeFirstOrThrow();
  const review = wordsOf(await officer.see(`/submissions/${second.id}`));
  expect(review).toContain('Đã đạt ở bản 1, không đổi từ đó');
  expect(review).toMatch(/Cơ quan trả lời [^.]*Đã nêu\./);
  expect(review).toContain('Cơ quan chưa trả lời ý kiến này.');
  const receipt = wordsOf(await see(sent.location ?? ''));
  expect(receipt).toContain('Bản 1: STC-2026-1-');
});

test('a version is shown beside the one before, last year’s or none, as its address says', async () => {
  const site = await openSite();
  const past = await givenCycle(site.db, { year: 2025 });
  await send(
    site,
    { ...givenReport({ III: 'Năm ngoái chậm.' }), indicators: { '2.1': { value: 4 } } },
    '2025-12-10 08:00',
    past,
  );
  const explanations = { 'indicators.2.1': 'Được giao thêm.', 'indicators.2.3': 'Như 2.1.' };
  const now = { ...givenReport({ III: 'Năm nay chậm.' }), indicators: { '2.1': { value: 40 } }, explanations };
  const first = await send(site, now, '2026-12-10 08:00');
  const second = await send(site, { ...now, ...givenReport({ III: 'Năm nay rất chậm.' }) }, '2026-12-10 09:00');
  const { see } = await site.as('viewer');
  const path = `/submissions/${second}`;
  const beside = async (query: string) =>
    (await see(`${path}${query}`)).body.replace(/<span class="unseen">.*?<\/span>/g, '');
  expect(await beside('')).toMatch(/Năm nay <ins>rất <\/ins>chậm/);
  const year = await beside('?beside=last-year');
  expect(year).toMatch(/Năm <del>ngoái<\/del><ins>nay rất<\/ins> chậm/);
  expect(await beside('?beside=none')).not.toMatch(/<ins>|<del>|Không đổi so với/);
  const words = wordsOf(await see(path));
  expect(words).toContain('Không đổi so với bản 1');
  expect(words).toMatch(/2\.1 .{0,200}Thay đổi quá 100 % Giải thích: Được giao thêm\..{0,200}\+900 %/);
  expect(words).toContain('thay bản 1');
  expect(wordsOf(await see(`/submissions/${first}`))).toContain('đã được thay bằng bản 2');
  expect((await see(path)).body).not.toContain('name="reason.');
});

test('an accepted report is opened again from its page, and its room says why and until when', async () => {
  const site = await openSite();
  const submission = await send(site);
  const path = `/submissions/${submission}`;
  const { actor } = await givenStaff(site.db, 'officer');
  await acceptReport(site.db, { submission, actor, at: vn('2026-12-11 08:00') });
  expect((await (await site.as('viewer')).see(path)).body).not.toContain('/reopen');
  const { see, send: press } = await site.as('officer');
  expect(wordsOf(await see(path))).toContain('Các báo cáo tổng hợp đã lập giữ nguyên nguồn');
  const mute = await press(`${path}/reopen`, { reason: '', correctionDue: '' });
  expect(wordsOf(mute)).toContain('Còn 2 chỗ cần sửa');
  const off = await press(`${path}/reopen`, { reason: 'Đính chính.', correctionDue: '19/12/2026' });
  expect([off.status, fieldOf(off, 'reason')]).toEqual([422, 'Đính chính.']);
  const done = await press(`${path}/reopen`, { reason: 'Đính chính số giải ngân.', correctionDue: '16/12/2026' });
  expect(done.location).toBe(`${path}?done=reopened`);
  expect(wordsOf(await see(path))).toContain('Lý do: Đính chính số giải ngân.');
  expect(wordsOf(await see(`/cycles/${site.cycle}/agencies/STC`))).toContain('Mở lại báo cáo, bản 1');
  const room = await site.room();
  const page = wordsOf(await room.see(room.path));
  expect(page).toContain('Báo cáo đã chấp nhận được mở lại Đính chính số giải ngân. Hạn bổ sung: thứ Tư, 16/12/2026');
  expect(page).toContain('Gửi báo cáo');
});
