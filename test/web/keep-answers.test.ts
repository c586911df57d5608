import { expect, test } from 'vitest';
import { answerComment } from '../../office/answer-comment.ts';
import { commentReport, resolveComment } from '../../office/comment-report.ts';
import { returnReport } from '../../office/review-report.ts';
import { submitReport } from '../../office/submit-report.ts';
import { listComments } from '../../store/review-comments.ts';
import { vn } from '../given/clock.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

/** A returned report with one comment of the reviewer's, and its room with the page that was seen there. */
async function givenReturned() {
  const site = await givenSite({ at: '2026-12-11 09:00' });
  const { obligation, actor } = await givenAgency(site.db, site.cycle);
  const officer = await givenStaff(site.db, 'officer');
  const sent = { obligation, actor, attempt: crypto.randomUUID(), report: givenReport(), at: vn('2026-12-10 08:00') };
  const { submission } = await submitReport(site.db, sent);
  const said = { submission, field: 'sections.III', words: 'Nêu nguyên nhân.', actor: officer.actor };
  const comment = await commentReport(site.db, { ...said, at: vn('2026-12-10 10:00') });
  const [correctionDue, at] = [Temporal.PlainDate.from('2026-12-16'), vn('2026-12-10 11:00')];
  await returnReport(site.db, { submission, reasons: [], correctionDue, actor: officer.actor, at });
  const room = await site.room();
  const page = await room.see(room.path);
  const press = (button: string, typed: Record<string, string>, seen = page) =>
    room.sendFiles(`${room.path}/${button}`, {
      ...Object.fromEntries(['seen', 'base', 'carried', 'attempt'].map((name) => [name, fieldOf(seen, name) ?? ''])),
      ...typed,
    });
  const answer = (words: string) => answerComment(site.db, { obligation, comment, words, actor, at });
  const stored = async () => (await listComments(site.db, obligation))[0]?.answer?.words;
  return { ...site, ...room, page, press, comment, answer, stored, officer, name: `answer.${comment}` };
}

test.each(['draft', 'check', 'carry', 'submissions', 'comments'])(
  'an answer goes along with the report’s own buttons: %s',
  async (button) => {
    const { press, name, stored, see, path } = await givenReturned();
    const typed = { [name]: 'Đã nêu.\r\nThêm phụ lục.', 'sections.III': 'Do thiếu nhân lực.', carry: 'all' };
    expect((await press(button, typed)).status).toBe(303);
    expect(await stored()).toBe('Đã nêu.\nThêm phụ lục.');
    const later = await see(path);
    expect(fieldOf(later, name)).toBe('Đã nêu.\nThêm phụ lục.');
    expect(fieldOf(later, 'sections.III')).toBe('Do thiếu nhân lực.');
  },
);

test('an answer that nobody touched on the page does not take the place of a colleague’s newer one, nor does an empty box', async () => {
  const { press, name, comment, answer, stored, see, path, page } = await givenReturned();
  await answer('Của đồng nghiệp.');
  expect((await press('draft', { [name]: '' }, page)).status).toBe(303);
  expect(await stored()).toBe('Của đồng nghiệp.');
  const before = await see(path);
  const began = fieldOf(before, `answered.${comment}`) ?? '';
  await answer('Nay dài hơn.');
  const carriedBack = { [name]: fieldOf(before, name) ?? '', [`answered.${comment}`]: began };
  expect((await press('submissions', carriedBack, before)).status).toBe(303);
  expect(await stored()).toBe('Nay dài hơn.');
});

test('an answer to a comment that was closed meanwhile keeps nobody from sending; its own button says so and shows it', async () => {
  const { db, press, see, path, name, comment, stored, page, officer } = await givenReturned();
  expect((await press('submissions', { 'sections.III': 'Do thiếu nhân lực.' }, page)).status).toBe(303);
  const { id: submission } = await db
    .selectFrom('submission')
    .select('id')
    .where('version', '=', 2)
    .executeTakeFirstOrThrow();
  await resolveComment(db, { submission, comment, actor: officer.actor, at: vn('2026-12-11 08:00') });
  const refused = await press('comments', { [name]: 'Đã nêu ở mục 2.' });
  expect([refused.status, wordsOf(refused)]).toEqual([
    409,
    expect.stringContaining('Trả lời ý kiến thẩm tra Đã nêu ở mục 2.'),
  ]);
  const typed = { [name]: 'Đã nêu.', 'sections.III': 'Do thiếu người.' };
  expect((await press('submissions', typed, await see(path))).status).toBe(303);
  expect(await stored()).toBe(undefined);
});

test('an answer that is too long is shown again at its place, and the report that came with it is saved', async () => {
  const { press, name, see, path } = await givenReturned();
  const long = 'Đã nêu.'.repeat(800);
  const refused = await press('submissions', { [name]: long, 'sections.III': 'Do thiếu nhân lực.' });
  expect([refused.status, fieldOf(refused, name) === long]).toEqual([422, true]);
  expect(refused.body).toContain(`href="#report.${name}"`);
  expect(wordsOf(refused)).toContain('Dài quá 5.000 ký tự');
  expect(fieldOf(await see(path), 'sections.III')).toBe('Do thiếu nhân lực.');
});
