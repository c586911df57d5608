import { expect, test } from 'vitest';
import { changeRegime } from '../../office/change-regime.ts';
import { draftForm } from '../../office/draft-form.ts';
import { openCycle } from '../../office/open-cycle.ts';
import { publishForm } from '../../office/publish-form.ts';
import { readForm, readForms } from '../../office/read-forms.ts';
import { readRoom } from '../../office/read-room.ts';
import { getObligationOf } from '../../store/obligations.ts';
import { regime as yearly } from '../domain/given-calendar.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { formOf, indicator, sampleForm } from '../given/forms.ts';
import { givenStaff } from '../given/people.ts';

const at = vn('2026-12-01 09:00');
const later = vn('2026-12-02 10:00');
const reason = 'Thông tư mới về chỉ tiêu thống kê';

/** The sample with its cycle of 2026 open, an officer and a leader. */
async function givenOffice() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const officer = (await givenStaff(db, 'officer')).actor;
  const leader = (await givenStaff(db, 'leader')).actor;
  const draft = (seen: number, change: Partial<typeof text> = {}, form = 'kl69-nam') =>
    draftForm(db, { form, text: { ...text, ...change }, seen, actor: officer, at });
  const publish = (seen: number, actor = leader, form = 'kl69-nam') =>
    publishForm(db, { form, seen, reason, actor, at: later });
  return { db, cycle, officer, leader, draft, publish };
}

const { title, source, sections } = sampleForm;
const text = { title, source, sections };
const changed = { title: 'Báo cáo năm, bản sửa' };

test('a draft is one row with its author, counted on by each save; the same again changes nothing', async () => {
  const { db, draft, officer } = await givenOffice();
  expect(await draft(0)).toBe(0);
  expect((await readForm(db, 'kl69-nam')).draft).toBeUndefined();
  expect(await draft(0, changed)).toBe(1);
  const before = await everythingIn(db);
  expect(await draft(0, changed)).toBe(1);
  expect(await everythingIn(db)).toEqual(before);
  expect(await draft(1, { title: 'Nữa' })).toBe(2);
  const by = `staff:${officer.account}`;
  expect((await readForm(db, 'kl69-nam')).draft).toMatchObject({ base: 1, revision: 2, begunBy: by, savedBy: by });
  expect(await db.selectFrom('form_draft').select('form_id').execute()).toHaveLength(1);
});

test('what somebody else saved meanwhile is not overwritten', async () => {
  const { draft } = await givenOffice();
  await draft(0, changed);
  await expect(draft(0, { title: 'Khác' })).rejects.toMatchObject({ code: 'fact.changed', facts: { current: '1' } });
});

test('published, a draft is the next version with its reason; the next draft counts on, and a repeat changes nothing', async () => {
  const { db, draft, publish, leader } = await givenOffice();
  const seen = await draft(0, changed);
  expect(await publish(seen)).toBe(2);
  const before = await everythingIn(db);
  expect(await publish(seen)).toBe(2);
  expect(await everythingIn(db)).toEqual(before);
  const form = await readForm(db, 'kl69-nam');
  expect(form).toMatchObject({ draft: undefined, revision: 1, newest: { version: 2, title: changed.title, reason } });
  expect(form.newest).toMatchObject({ madeBy: `staff:${leader.account}`, madeAt: later });
  expect(form.versions.map(({ version, title: each }) => [version, each])).toEqual([
    [2, changed.title],
    [1, title],
  ]);
  expect(await draft(1, { title: 'Lần ba' })).toBe(2);
  expect(await publish(2)).toBe(3);
  const verbs = await db.selectFrom('audit').select(['verb']).where('subject', '=', 'form/kl69-nam').execute();
  expect(verbs.map(({ verb }) => verb)).toEqual(['draft-form', 'publish-form', 'draft-form', 'publish-form']);
});

test('a defective draft is saved, and refused when it is published, with every error and its field', async () => {
  const { db, draft, publish } = await givenOffice();
  const wrong = formOf(
    indicator('1.1', { unit: 'tỷ đồng', type: 'decimal' }),
    indicator('x', { formula: { sum: [] } }),
  );
  const seen = await draft(0, { sections: wrong.sections });
  await expect(publish(seen)).rejects.toMatchObject({
    code: 'form.defective',
    facts: { count: '2' },
    problems: [
      { field: 'sections.0.indicators.0.unit', message: expect.stringContaining('triệu đồng') },
      { field: 'sections.0.indicators.1.formula', message: expect.stringContaining('Công thức chưa ghi đủ') },
    ],
  });
  expect((await readForm(db, 'kl69-nam')).newest?.version).toBe(1);
});

test('only who leads publishes, a stale look publishes nothing, and a reason is needed', async () => {
  const { db, draft, publish, officer, leader } = await givenOffice();
  await draft(0, changed);
  await draft(1, { title: 'Nữa' });
  expect(() => publish(2, officer)).toThrow(expect.objectContaining({ code: 'actor.not_allowed' }));
  await expect(publish(1)).rejects.toMatchObject({ code: 'fact.changed', facts: { current: '2' } });
  const silent = publishForm(db, { form: 'kl69-nam', seen: 2, reason: ' ', actor: leader, at });
  await expect(silent).rejects.toMatchObject({ code: 'request.invalid', problems: [{ field: 'reason' }] });
  await expect(publish(1, leader, 'khong-co')).rejects.toMatchObject({ code: 'form.not_found' });
});

test('an open cycle keeps the version that it opened with; the next one opens with the newest', async () => {
  const { db, cycle, draft, publish } = await givenOffice();
  await publish(await draft(0, changed));
  const { id: obligation } = await getObligationOf(db, cycle, 'STC');
  expect((await readRoom(db, obligation, later)).form).toMatchObject({ version: 1, title });
  const next = await openCycle(db, 'kl69-nam', { year: 2027 }, vn('2027-11-04 08:00'));
  const { id: nextObligation } = await getObligationOf(db, next, 'STC');
  expect((await readRoom(db, nextObligation, later)).form).toMatchObject({ version: 2, title: changed.title });
  expect((await readForm(db, 'kl69-nam')).cycles.map(({ id, version }) => [id, version])).toEqual([
    ['kl69-nam/2027', 2],
    ['kl69-nam/2026', 1],
  ]);
});

test('a new form is a draft without a version; published, a regime may use it, and each names the other', async () => {
  const { db, draft, publish, officer, leader } = await givenOffice();
  const copy = { form: 'de-cuong-quy', text, seen: 0, isNew: true, actor: officer, at };
  expect(await draftForm(db, copy)).toBe(1);
  expect(await draftForm(db, copy)).toBe(1);
  await expect(draftForm(db, { ...copy, text: { ...text, ...changed } })).rejects.toMatchObject({
    code: 'form.exists',
  });
  await expect(draftForm(db, { ...copy, form: 'kl69-nam' })).rejects.toMatchObject({ code: 'form.exists' });
  for (const form of ['new', 'Đề cương', '']) {
    await expect(async () => draft(0, {}, form)).rejects.toMatchObject({ problems: [{ field: 'id' }] });
  }
  const use = { policy: { ...yearly, form: 'de-cuong-quy' }, seen: 1, reason, actor: leader, at };
  await expect(changeRegime(db, use)).rejects.toMatchObject({ problems: [{ field: 'form' }] });
  expect(await publish(1, leader, 'de-cuong-quy')).toBe(1);
  await changeRegime(db, use);
  expect((await readForms(db)).map(({ id, regimes }) => [id, regimes.map((each) => each.id)])).toEqual([
    ['de-cuong-quy', ['kl69-nam']],
    ['kl69-nam', []],
  ]);
});
