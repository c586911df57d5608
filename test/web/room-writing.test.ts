import { expect, test } from 'vitest';
import { saveDraft } from '../../office/save-draft.ts';
import type { ReportContent } from '../../domain/form.ts';
import { submitReport } from '../../office/submit-report.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenTwoYears, reportOfLastYear } from '../given/two-years.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';
import type { Fields, Seen } from './visitor.ts';

const draftOf = async ({ db }: GivenSite, obligation: string): Promise<ReportContent | undefined> =>
  (await db.selectFrom('draft').select('content').where('obligation_id', '=', obligation).executeTakeFirst())?.content;

/** The fields of a page that the report's form brings back, as a browser without a script does. */
const carriedBack = (page: Seen): Fields =>
  Object.fromEntries(
    ['seen', 'base', 'carried', 'others', 'attempt'].flatMap((name) => {
      const value = fieldOf(page, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

async function givenColleague(sections: Record<string, string>) {
  const site = await givenSite();
  const room = await site.room();
  const actor = { kind: 'agency' as const, obligation: room.obligation, cycle: site.cycle, agency: 'STC' };
  const first = await room.see(room.path);
  const content: ReportContent = { sections, tasks: {} };
  await saveDraft(site.db, { obligation: room.obligation, content, seen: 0, actor, at: site.clock.now() });
  return { site, ...room, first };
}

test('without a script, what two people saved in different parts stands in one draft', async () => {
  const { site, path, sendFiles, obligation, first } = await givenColleague({ III: 'Của đồng nghiệp.' });
  const saved = await sendFiles(`${path}/draft`, {
    ...carriedBack(first),
    'sections.I': 'Của tôi.',
    'sections.III': '',
  });
  expect(saved.status).toBe(303);
  expect((await draftOf(site, obligation))?.sections).toEqual({ I: 'Của tôi.', III: 'Của đồng nghiệp.' });
});

test.each([
  { choice: 'mine', kept: 'Của tôi.' },
  { choice: 'theirs', kept: 'Của đồng nghiệp.' },
  { choice: 'both', kept: 'Của tôi.\nCủa đồng nghiệp.' },
])('where both wrote, both stand side by side until one chooses: $choice', async ({ choice, kept }) => {
  const { site, path, sendFiles, obligation, first } = await givenColleague({ I: 'Của đồng nghiệp.' });
  const fields = { 'sections.I': 'Của tôi.', 'sections.IV': 'Tiếp tục.' };
  const refused = await sendFiles(`${path}/draft`, { ...carriedBack(first), ...fields });
  expect(refused.status).toBe(409);
  expect(fieldOf(refused, 'sections.I')).toBe('Của tôi.');
  expect(wordsOf(refused)).toContain('Bản kia: Của đồng nghiệp.');
  expect((await draftOf(site, obligation))?.sections).toEqual({ I: 'Của đồng nghiệp.', IV: 'Tiếp tục.' });

  const unchosen = await sendFiles(`${path}/submissions`, { ...carriedBack(refused), ...fields });
  expect(unchosen.status).toBe(409);
  expect((await draftOf(site, obligation))?.sections['I']).toBe('Của đồng nghiệp.');

  const chosen = await sendFiles(`${path}/draft`, {
    ...{ ...carriedBack(unchosen), ...fields },
    'choice.sections.I': choice,
  });
  expect(chosen.status).toBe(303);
  expect((await draftOf(site, obligation))?.sections).toEqual({ I: kept, IV: 'Tiếp tục.' });
});

test('of a part in which each changed another paragraph both changes stand; only what both changed is asked about', async () => {
  const { site, path, see, sendFiles, obligation } = await givenColleague({ I: 'Một.\nHai.\nBa.' });
  const page = await see(path);
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  const theirs = { sections: { I: 'Một.\nHai.\nBa khác.', IV: 'Của đồng nghiệp.' }, tasks: {} };
  await saveDraft(site.db, { obligation, content: theirs, seen: 1, actor, at: site.clock.now() });
  // As a browser sends a text's lines.
  const mine = { 'sections.I': 'Một mới.\r\nHai.\r\nBa.', 'sections.IV': 'Của tôi.' };
  const refused = await sendFiles(`${path}/draft`, { ...carriedBack(page), ...mine });
  const both = 'Một mới.\nHai.\nBa khác.';
  expect([refused.status, fieldOf(refused, 'sections.I'), fieldOf(refused, 'sections.IV')]).toEqual([
    409,
    both,
    'Của tôi.',
  ]);
  expect(wordsOf(refused)).not.toContain('Bản kia: Một');
  expect((await draftOf(site, obligation))?.sections).toEqual({ I: both, IV: 'Của đồng nghiệp.' });
  const chosen = await sendFiles(`${path}/draft`, {
    ...{ ...carriedBack(refused), 'sections.I': both, 'sections.IV': 'Của tôi.' },
    'choice.sections.IV': 'mine',
  });
  expect(chosen.status).toBe(303);
  expect((await draftOf(site, obligation))?.sections).toEqual({ I: both, IV: 'Của tôi.' });
});

test('a choice holds for what stood on the page, not for what came after it', async () => {
  const { site, path, sendFiles, obligation, first } = await givenColleague({ I: 'Lần một.' });
  const refused = await sendFiles(`${path}/draft`, { ...carriedBack(first), 'sections.I': 'Của tôi.' });
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  const content = { sections: { I: 'Lần hai.' }, tasks: {} };
  await saveDraft(site.db, { obligation, content, seen: 1, actor, at: site.clock.now() });
  const again = await sendFiles(`${path}/draft`, {
    ...{ ...carriedBack(refused), 'sections.I': 'Của tôi.' },
    'choice.sections.I': 'mine',
  });
  expect(again.status).toBe(409);
  expect(wordsOf(again)).toContain('Bản kia: Lần hai.');
  expect((await draftOf(site, obligation))?.sections['I']).toBe('Lần hai.');
});

test('figures are read as they are written here, one that has two meanings is kept and said, and shares are reckoned', async () => {
  const site = await givenSite();
  const { path, see, sendFiles, obligation } = await site.room();
  const first = await see(path);
  const fields = {
    ...{ 'indicators.1.1': '12.500,5', 'estimated.1.1': 'on', 'indicators.1.2': '1.250,05' },
    ...{ 'indicators.2.1': '1,234', 'indicators.6.5': 'no' },
  };
  await sendFiles(`${path}/draft`, { ...carriedBack(first), ...fields });
  expect((await draftOf(site, obligation))?.indicators).toEqual({
    '1.1': { value: 12_500.5, estimated: true },
    '1.2': { value: 1250.05 },
    '2.1': { value: '1,234' },
    '6.5': { value: false },
  });
  const page = await see(path);
  expect([fieldOf(page, 'indicators.1.1'), fieldOf(page, 'indicators.2.1')]).toEqual(['12.500,5', '1,234']);
  expect(page.body).toMatch(/data-reckoned="1\.4"[^>]*>10</);
  expect(wordsOf(page)).toContain('Chỉ tiêu 2.1: “1,234” có hai cách hiểu');
  expect(page.body).not.toContain('name="indicators.5.1"');
});

test('last year stands beside, is taken by one button, and stays marked until it reads otherwise', async () => {
  const site = await givenSite();
  await givenTwoYears(site.db);
  const { path, see, sendFiles, obligation } = await site.room();
  const first = await see(path);
  expect(wordsOf(first)).toContain('Năm trước: đã quán triệt Kết luận số 69-KL/TW.');
  const taken = await sendFiles(`${path}/carry`, { ...carriedBack(first), 'sections.I': 'Năm nay.', carry: 'all' });
  expect([taken.status, taken.location]).toEqual([303, `${path}?done=carried#report`]);
  const draft = await draftOf(site, obligation);
  expect(draft?.sections).toMatchObject({ I: 'Năm nay.', V: 'Đề nghị hướng dẫn khoán chi.' });
  expect(draft?.indicators).toMatchObject({ '1.1': { value: 12_500.5 }, '6.5': { value: true } });
  expect(draft?.carried).toContain('indicators.2.1');
  expect(draft?.carried).not.toContain('sections.I');
  const page = await see(path);
  expect(wordsOf(page)).toMatch(/Còn \d+ chỗ lấy từ năm trước, chưa sửa/);
  await sendFiles(`${path}/draft`, { ...carriedBack(page), 'sections.V': 'Không.', 'indicators.2.1': '5' });
  expect((await draftOf(site, obligation))?.carried).toEqual(
    draft?.carried?.filter((place) => place !== 'sections.V' && place !== 'indicators.2.1'),
  );
});

test('one place is taken from last year; words that stand there already stay before', async () => {
  const site = await givenSite();
  await givenTwoYears(site.db);
  const { path, see, sendFiles, obligation } = await site.room();
  const first = await see(path);
  const fields = { ...carriedBack(first), 'sections.V': 'Năm nay.' };
  const taken = await sendFiles(`${path}/carry`, { ...fields, carry: 'sections.V' });
  expect(taken.location).toBe(`${path}?done=carried#report.sections.V`);
  expect(await draftOf(site, obligation)).toEqual({
    sections: { V: 'Năm nay.\nĐề nghị hướng dẫn khoán chi.' },
    tasks: {},
  });
});

test.each(['draft', 'check', 'submissions'])(
  'a text that is too long is named and stands in its field; the draft keeps the one before, and the rest: %s',
  async (button) => {
    const site = await givenSite();
    await givenTwoYears(site.db);
    const { path, see, sendFiles, obligation } = await site.room();
    const fields = { 'sections.I': 'Trước.', 'indicators.6.1': '5.000' };
    const first = await see(path);
    await sendFiles(`${path}/draft`, { ...carriedBack(first), ...fields });
    const page = await see(path);
    const long = { 'sections.I': 'chữ '.repeat(40_000), 'explanations.indicators.6.1': 'x'.repeat(2001) };
    const typed = { ...carriedBack(page), ...fields, ...long, 'sections.III': 'Không.' };
    const refused = await sendFiles(`${path}/${button}`, typed);
    expect(refused.status).toBe(422);
    for (const [field, text] of Object.entries(long)) {
      expect(refused.body).toContain(`href="#report.${field}"`);
      expect(fieldOf(refused, field)).toBe(text);
    }
    expect(wordsOf(refused)).toContain('Giải thích chỉ tiêu 6.1: dài 2.001 ký tự, tối đa 2.000');
    const draft = await draftOf(site, obligation);
    expect(draft?.sections).toEqual({ I: 'Trước.', III: 'Không.' });
    expect(draft?.explanations).toBeUndefined();
  },
);

test('a text that is too long stays in its field beside what somebody else changed meanwhile', async () => {
  const { path, sendFiles, first } = await givenColleague({ III: 'Của đồng nghiệp.' });
  const long = 'x'.repeat(100_001);
  const typed = { ...carriedBack(first), 'sections.III': 'Của tôi.', 'sections.I': long };
  const refused = await sendFiles(`${path}/draft`, typed);
  expect(refused.status).toBe(409);
  expect(fieldOf(refused, 'sections.I')).toBe(long);
});

test('last year’s words are not put behind words with which they would be too long', async () => {
  const site = await givenSite();
  await givenTwoYears(site.db);
  const { path, see, sendFiles, obligation } = await site.room();
  const own = 'x'.repeat(100_000);
  const typed = { ...carriedBack(await see(path)), 'sections.V': own };
  const refused = await sendFiles(`${path}/carry`, { ...typed, carry: 'sections.V' });
  expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('Phần V: dài 100.')]);
  expect((await draftOf(site, obligation))?.sections).toEqual({ V: own });
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  const content = givenReport({ I: `${own}x` });
  await expect(saveDraft(site.db, { obligation, content, seen: 1, actor, at: site.clock.now() })).rejects.toMatchObject(
    { problems: [{ field: 'sections.I' }] },
  );
});

test('the result of a task whose code has letters of our own is taken, and the page leads to it', async () => {
  const site = await givenSite();
  const before = await givenCycle(site.db, { year: 2025 });
  const { obligation, actor } = await givenAgency(site.db, before, 'SNV');
  const told = { state: 'under_way', percent: 40, result: 'Năm trước.' } as const;
  const report = { ...reportOfLastYear(), tasks: { 'II.2.đ': told } };
  const at = vn('2025-12-10 08:00');
  await submitReport(site.db, { obligation, actor, attempt: crypto.randomUUID(), at, report });
  const room = await site.room('SNV');
  const first = await room.see(room.path);
  expect(first.body).toContain('value="tasks.II.2.đ"');
  const taken = await room.sendFiles(`${room.path}/carry`, { ...carriedBack(first), carry: 'tasks.II.2.đ' });
  const part = encodeURIComponent('report.tasks.II.2.đ.state');
  expect([taken.status, taken.location]).toEqual([303, `${room.path}?done=carried#${part}`]);
  expect((await draftOf(site, room.obligation))?.tasks).toEqual({ 'II.2.đ': told });
});

test.each([
  ['none', ''],
  ['one with a line end', 'x\r\nset-cookie: a=b'],
  ['a task that is not the agency’s', 'tasks.IX.9'],
  ['one of 100,000 letters', 'x'.repeat(100_000)],
])('a place that last year’s report does not offer is refused: %s', async (_what, carry) => {
  const site = await givenSite();
  await givenTwoYears(site.db);
  const { path, see, sendFiles, obligation } = await site.room();
  const typed = { ...carriedBack(await see(path)), 'sections.I': 'Năm nay.' };
  const refused = await sendFiles(`${path}/carry`, { ...typed, carry });
  expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('không có mục này để lấy lại')]);
  expect((await draftOf(site, obligation))?.sections).toEqual({ I: 'Năm nay.' });
});

test('a figure far from last year’s asks for a sentence in its place, and the sent report shows both', async () => {
  const site = await givenSite();
  await givenTwoYears(site.db);
  const { path, see, sendFiles } = await site.room();
  const first = await see(path);
  const { I = '', III = '', IV = '' } = givenReport().sections;
  const fields = { 'sections.I': I, 'sections.III': III, 'sections.IV': IV, 'indicators.6.1': '5.000' };
  const refused = await sendFiles(`${path}/submissions`, { ...carriedBack(first), ...fields });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('href="#report.explanations.indicators.6.1"');
  expect(refused.body).toMatch(/data-explain="6\.1"\s*>/);
  const sent = await sendFiles(`${path}/submissions`, {
    ...{ ...carriedBack(refused), ...fields },
    'explanations.indicators.6.1': 'Thêm 40 xã sau sắp xếp.',
  });
  expect(sent.status).toBe(303);
  await site.db.updateTable('obligation').set({ state: 'accepted' }).execute();
  const page = wordsOf(await see(path));
  expect(page).toMatch(/Năm 2025: 1\.200 5\.000/);
  expect(page).toContain('Giải thích: Thêm 40 xã sau sắp xếp.');
});
