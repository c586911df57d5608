import { expect, test } from 'vitest';
import { closeCycle } from '../../office/close-cycle.ts';
import { revokeLink } from '../../office/revoke-link.ts';
import { returnReport } from '../../office/review-report.ts';
import { decideExtension } from '../../office/extend-deadline.ts';
import { answerObstacle } from '../../office/settle-obstacle.ts';
import { saveDraft } from '../../office/save-draft.ts';
import { vn } from '../given/clock.ts';
import { givenReport } from '../given/report.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { fieldOf, visitor, wordsOf } from './visitor.ts';
import type { Fields } from './visitor.ts';

const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';

/** A whole report as the form sends it. */
const typed = (fields: Fields = {}): Fields => ({
  seen: '0',
  attempt,
  'sections.I': 'Đã quán triệt <Kết luận> "69".',
  'sections.III': 'Không.',
  'sections.IV': 'Tiếp tục thực hiện.',
  'tasks.II.1.a.state': 'done',
  'tasks.II.1.a.percent': '100',
  'tasks.II.1.a.result': 'Ban hành Kế hoạch.',
  ...fields,
});

const draftOf = ({ db }: GivenSite, obligation: string) =>
  db.selectFrom('draft').selectAll().where('obligation_id', '=', obligation).executeTakeFirst();

test('a draft is saved without JavaScript and stands in the form again', async () => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  const saved = await sendFiles(`${path}/draft`, typed({ 'sections.I': 'Dòng một\r\nDòng hai' }));
  expect([saved.status, saved.location]).toEqual([303, `${path}?done=saved`]);
  const page = await see(path);
  expect(fieldOf(page, 'sections.I')).toBe('Dòng một\nDòng hai');
  expect(fieldOf(page, 'seen')).toBe('1');
  expect((await draftOf(site, obligation))?.content).toMatchObject({
    sections: { I: 'Dòng một\nDòng hai' },
    tasks: { 'II.1.a': { state: 'done', percent: 100, result: 'Ban hành Kế hoạch.' } },
  });
});

test('a result typed without a state counts as under way and is not lost', async () => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  await sendFiles(`${path}/draft`, typed({ 'tasks.II.1.b.result': 'Đang làm.' }));
  expect((await draftOf(site, obligation))?.content.tasks['II.1.b']).toEqual({
    state: 'under_way',
    percent: 0,
    result: 'Đang làm.',
  });
});

test('an incomplete report is refused with every place at once, and everything typed is kept, on the page and as draft', async () => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  const fields = typed({ 'sections.III': '', 'sections.IV': '  ', 'tasks.II.1.a.result': '' });
  const refused = await sendFiles(`${path}/submissions`, fields);
  expect(refused.status).toBe(422);
  expect(wordsOf(refused)).toContain('Còn 3 chỗ cần sửa');
  for (const field of ['sections.III', 'sections.IV', 'tasks.II.1.a.result']) {
    expect(refused.body).toContain(`href="#report.${field}"`);
    expect(refused.body).toContain(`id="report.${field}"`);
  }
  expect(refused.body).toMatch(/role="alert"[^>]*tabindex="-1"[^>]*autofocus/);
  expect(fieldOf(refused, 'sections.I')).toBe('Đã quán triệt <Kết luận> "69".');
  expect((await draftOf(site, obligation))?.content.sections['I']).toBe('Đã quán triệt <Kết luận> "69".');
  expect(await site.db.selectFrom('submission').selectAll().execute()).toEqual([]);
});

test('a report is sent once, however often the button is pressed, and its receipt says when and whether on time', async () => {
  const site = await givenSite({ at: '2026-12-16 14:03' });
  const { path, see, sendFiles } = await site.room();
  await see(path);
  const [one, two] = await Promise.all([
    sendFiles(`${path}/submissions`, typed()),
    sendFiles(`${path}/submissions`, typed()),
  ]);
  expect([one.status, two.status]).toEqual([303, 303]);
  expect(one.location).toBe(two.location);
  expect(await site.db.selectFrom('submission').select('version').execute()).toEqual([{ version: 1 }]);
  const receipt = await see(one.location ?? '');
  expect(wordsOf(receipt)).toMatch(/Mã tiếp nhận STC-2026-1-\w{6}/);
  expect(wordsOf(receipt)).toContain('14:03 thứ Tư, 16/12/2026');
  expect(wordsOf(receipt)).toContain('Đúng hạn');
  expect(wordsOf(await see(path))).toContain('Báo cáo đã được tiếp nhận và đang được thẩm tra.');
});

test('a report that is sent with a percentage out of range is refused and kept', async () => {
  const site = await givenSite();
  const { path, see, sendFiles } = await site.room();
  await see(path);
  const refused = await sendFiles(`${path}/submissions`, typed({ 'tasks.II.1.a.percent': '130' }));
  expect(refused.status).toBe(422);
  expect(wordsOf(refused)).toContain('tỷ lệ là một số từ 0 đến 100');
  expect(fieldOf(refused, 'tasks.II.1.a.percent')).toBe('130');
});

test('what somebody else saved meanwhile is not overwritten: both stand on the page until a person chooses', async () => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  await see(path);
  await saveDraft(site.db, {
    obligation,
    content: givenReport({ I: 'Bản của đồng nghiệp.' }),
    seen: 0,
    actor,
    at: site.clock.now(),
  });
  const refused = await sendFiles(`${path}/draft`, typed({ 'sections.I': 'Bản của tôi.' }));
  expect(refused.status).toBe(409);
  expect(fieldOf(refused, 'sections.I')).toBe('Bản của tôi.');
  expect(wordsOf(refused)).toContain('Bản của đồng nghiệp.');
  expect((await draftOf(site, obligation))?.content.sections['I']).toBe('Bản của đồng nghiệp.');
  const chosen = await sendFiles(
    `${path}/draft`,
    typed({ 'sections.I': 'Bản của tôi.', seen: fieldOf(refused, 'seen') ?? '' }),
  );
  expect(chosen.status).toBe(303);
  expect((await draftOf(site, obligation))?.content.sections['I']).toBe('Bản của tôi.');
});

test('an expired form keeps what was typed and saves nothing', async () => {
  const site = await givenSite();
  const { path, sendFiles, obligation } = await site.room();
  const refused = await sendFiles(`${path}/draft`, typed({ seen: '7' }));
  expect(refused.status).toBe(403);
  expect(fieldOf(refused, 'sections.I')).toBe('Đã quán triệt <Kết luận> "69".');
  expect(fieldOf(refused, 'seen')).toBe('7');
  expect(await draftOf(site, obligation)).toBeUndefined();
});

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

test('a file is attached by its content, its draft saved with it, and can be taken away', async () => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  const attached = await sendFiles(`${path}/attachments`, typed(), { name: 'Báo cáo (đã ký).pdf', content: pdf });
  expect([attached.status, attached.location]).toEqual([303, `${path}?done=attached#part-files`]);
  expect((await draftOf(site, obligation))?.version).toBe(1);
  const page = await see(path);
  const [, file = ''] = /href="([^"]+\/attachments\/[0-9a-f]{64})"/.exec(page.body) ?? [];
  const sent = await see(file);
  expect([sent.status, sent.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(String(sent.headers['content-disposition'])).toMatch(/^attachment; .*filename\*=UTF-8''B%C3%A1o/);
  expect((await sendFiles(`${file}/withdraw`, typed({ seen: '1' }))).status).toBe(303);
  expect((await see(file)).status).toBe(404);
});

test.each([
  {
    when: 'of another kind',
    name: 'bao-cao.pdf',
    content: Buffer.from('MZ'.padEnd(200, '\0'), 'latin1'),
    status: 415,
    words: 'Chỉ nhận tệp PDF, Word',
  },
  {
    when: 'too large',
    name: 'lon.pdf',
    content: Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]),
    status: 413,
    words: 'Tệp quá lớn',
  },
])('a file $when is refused, and nothing typed is lost', async ({ name, content, status, words }) => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  const refused = await sendFiles(`${path}/attachments`, typed(), { name, content });
  expect(refused.status).toBe(status);
  expect(wordsOf(refused)).toContain(words);
  expect(fieldOf(refused, 'sections.I')).toBe('Đã quán triệt <Kết luận> "69".');
  expect((await draftOf(site, obligation))?.version).toBe(1);
  expect(await site.db.selectFrom('attachment').selectAll().execute()).toEqual([]);
});

test.each([
  ['NUL', 'a\0b.pdf'],
  ['a tab', 'a\tb.pdf'],
  ['201 letters', `${'x'.repeat(197)}.pdf`],
])('a file whose name has %s is refused, and the draft is saved', async (_what, name) => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  const refused = await sendFiles(`${path}/attachments`, typed(), { name, content: pdf });
  expect([refused.status, wordsOf(refused)]).toEqual([
    422,
    expect.stringContaining('Tên tệp cần từ 1 đến 200 ký tự, không có ký tự điều khiển.'),
  ]);
  expect((await draftOf(site, obligation))?.version).toBe(1);
});

test('attaching without a file says so', async () => {
  const site = await givenSite();
  const { path, see, sendFiles } = await site.room();
  await see(path);
  const refused = await sendFiles(`${path}/attachments`, typed());
  expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('Cần chọn một tệp')]);
});

test('an extension is asked for with a date as people write it, and its outcome stands in the room', async () => {
  const site = await givenSite();
  const { path, see, send, obligation } = await site.room();
  await see(path);
  const empty = await send(`${path}/extensions`, { until: '31/31/2026', reason: '' });
  expect(empty.status).toBe(422);
  expect(wordsOf(empty)).toContain('Còn 2 chỗ cần sửa');
  expect(fieldOf(empty, 'until')).toBe('31/31/2026');
  const late = await send(`${path}/extensions`, { until: '28/12/2026', reason: 'Kiểm kê số liệu.' });
  expect([late.status, fieldOf(late, 'reason')]).toEqual([409, 'Kiểm kê số liệu.']);
  expect(wordsOf(late)).toContain('Không thể gia hạn quá ngày 22/12/2026');
  expect((await send(`${path}/extensions`, { until: '21/12/2026', reason: 'Kiểm kê số liệu.' })).status).toBe(303);
  expect(wordsOf(await see(path))).toContain('Chờ quyết định');
  const { id } = await site.db
    .selectFrom('extension')
    .select('id')
    .where('obligation_id', '=', obligation)
    .executeTakeFirstOrThrow();
  const { account } = await site.as('officer');
  const actor = { kind: 'staff' as const, account, name: 'Lan', role: 'officer' as const };
  await decideExtension(site.db, {
    extension: id,
    decision: 'granted',
    words: 'Công văn 12',
    actor,
    at: site.clock.now(),
  });
  expect(wordsOf(await see(path))).toMatch(/Hạn gửi \(đã gia hạn\) thứ Hai, 21\/12\/2026/);
});

test('an obstacle is raised once for its form, and its answer stands in the room', async () => {
  const site = await givenSite();
  const { path, see, send } = await site.room();
  await see(path);
  const fields = { attempt, title: 'Thiếu hướng dẫn', task: 'II.1.a', words: 'Chưa có hướng dẫn khoán chi.' };
  await send(`${path}/obstacles`, fields);
  await send(`${path}/obstacles`, fields);
  const raised = await site.db.selectFrom('obstacle').selectAll().execute();
  expect(raised).toHaveLength(1);
  const { account } = await site.as('officer');
  const actor = { kind: 'staff' as const, account, name: 'Lan', role: 'officer' as const };
  await answerObstacle(site.db, {
    obstacle: raised[0]?.id ?? '',
    words: 'Sở gửi hướng dẫn kèm theo.',
    actor,
    at: site.clock.now(),
  });
  expect(wordsOf(await see(path))).toContain('Sở gửi hướng dẫn kèm theo.');
});

test('a returned report says why on top, and what was sent stands in the form to be mended', async () => {
  const site = await givenSite();
  const { path, see, sendFiles } = await site.room();
  await see(path);
  await sendFiles(`${path}/submissions`, typed());
  const { id } = await site.db.selectFrom('submission').select('id').executeTakeFirstOrThrow();
  const { account } = await site.as('officer');
  const actor = { kind: 'staff' as const, account, name: 'Lan', role: 'officer' as const };
  const reasons = [{ field: 'sections.III', message: 'Chưa nêu nguyên nhân.' }];
  await returnReport(site.db, {
    submission: id,
    reasons,
    correctionDue: Temporal.PlainDate.from('2026-12-04'),
    actor,
    at: site.clock.now(),
  });
  const page = await see(path);
  expect(wordsOf(page)).toMatch(
    /Phần III\. Tồn tại, hạn chế và nguyên nhân về bản 1, .{10,40} Chưa nêu nguyên nhân\. Trả lời của cơ quan/,
  );
  expect(wordsOf(page)).toContain('Hạn gửi bản bổ sung thứ Sáu, 04/12/2026');
  expect(fieldOf(page, 'sections.I')).toBe('Đã quán triệt <Kết luận> "69".');
});

test.each([
  { link: 'altered', status: 404, words: 'Liên kết không đúng.' },
  { link: 'revoked', status: 410, words: 'Liên kết đã hết hiệu lực' },
])('an $link link opens nothing and takes nothing', async ({ link, status, words }) => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  await see(path);
  const { account } = await site.as('officer');
  const actor = { kind: 'staff' as const, account, name: 'Lan', role: 'officer' as const };
  if (link === 'revoked') await revokeLink(site.db, { obligation, actor, at: site.clock.now() });
  const target = link === 'altered' ? `${path.slice(0, -2)}AA` : path;
  const page = await see(target);
  expect([page.status, wordsOf(page)]).toEqual([status, expect.stringContaining(words)]);
  const sent = await sendFiles(`${target}/submissions`, typed());
  expect(sent.status).toBe(status);
  // What a stranger sends is not even read; what was typed behind a link of ours is shown again.
  if (link === 'revoked') expect(sent.body).toContain('Đã quán triệt &lt;Kết luận&gt; &quot;69&quot;.');
  expect(await site.db.selectFrom('submission').selectAll().execute()).toEqual([]);
});

test("an agency's link opens no other agency's file or receipt", async () => {
  const site = await givenSite();
  const [one, other] = [await site.room('STC'), await site.room('SNV')];
  await one.see(one.path);
  await one.sendFiles(`${one.path}/attachments`, typed(), { name: 'a.pdf', content: pdf });
  const sent = await one.sendFiles(`${one.path}/submissions`, typed({ seen: '1' }));
  const code = sent.location?.split('/').at(-1);
  const [file] = await site.db.selectFrom('attachment').select('sha256').execute();
  expect((await other.see(`${other.path}/receipts/${code}`)).status).toBe(404);
  expect((await other.see(`${other.path}/attachments/${file?.sha256}`)).status).toBe(404);
});

test('a closed cycle takes nothing more and keeps what was typed on the page', async () => {
  const site = await givenSite();
  const { path, see, sendFiles } = await site.room();
  await see(path);
  const step = { key: 'close', kind: 'close' as const, rung: 'close', at: vn('2026-12-31 17:00') };
  await closeCycle(site.db, site.cycle, step, vn('2026-12-31 17:00'));
  const refused = await sendFiles(`${path}/submissions`, typed());
  expect(refused.status).toBe(409);
  expect(wordsOf(refused)).toContain('Kỳ báo cáo đã đóng lúc 31/12/2026 17:00');
  expect(refused.body).toContain('Đã quán triệt &lt;Kết luận&gt; &quot;69&quot;.');
});

test('a stranger without a link is counted, and refused after thirty guesses in a minute', async () => {
  const site = await givenSite();
  const { see } = visitor(site.app);
  const statuses = new Set<number>();
  for (let n = 0; n < 31; n += 1) statuses.add((await see(`/room/guess-${n}`)).status);
  expect([...statuses]).toEqual([404, 429]);
});
