import { expect, test } from 'vitest';
import { createPlanCycle } from '../../activities/plan-cycle.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { pressReviews } from '../../office/press-focal-agency.ts';
import { acceptReport, returnReport } from '../../office/review-report.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { dueOf } from '../../domain/obligation.ts';
import { getObligation } from '../../store/obligations.ts';
import { listWaitingWakes, settleWake } from '../../store/wakes.ts';
import type { Db } from '../../store/connection.ts';
import { givenClock, vn } from '../given/clock.ts';
import { followPresses, givenPolicy, lettersOf, pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenOffice() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor: officer } = await givenStaff(db, 'officer');
  await givenStaff(db, 'leader');
  return { db, cycle, officer };
}

async function ask(db: Db, cycle: string, agency: string, at: string, until = '2026-12-21') {
  const { obligation, actor } = await givenAgency(db, cycle, agency);
  const asked = { obligation, until: pdate(until), reason: 'Chờ số liệu', actor, at: vn(at) };
  return { obligation, actor, id: await requestExtension(db, asked) };
}

async function submit(db: Db, cycle: string, agency: string, at: string) {
  const { obligation, actor } = await givenAgency(db, cycle, agency);
  const attempt = crypto.randomUUID();
  return submitReport(db, { obligation, report: givenReport(), attempt, actor, at: vn(at) });
}

test('an undecided request is pressed upon the officer, then the leader too, and lapses after the date as refused', async () => {
  const { db, cycle } = await givenOffice();
  const { obligation, id } = await ask(db, cycle, 'STC', '2026-12-08 09:00');
  await ask(db, cycle, 'SNV', '2026-12-08 10:00');
  const keys = await followPresses(db, cycle, '2026-12-18 07:00');
  expect(keys).toEqual(['extension-wait-2026-12-15', 'extension-wait-2026-12-16', expect.stringMatching(/^lapse-/)]);
  const pressed = await lettersOf(db, 'extension-waiting');
  expect(pressed.map(({ slot, roles }) => [slot, roles])).toEqual([
    ['kl69-nam/2026/extension-wait-2026-12-15/1', ['officer']],
    ['kl69-nam/2026/extension-wait-2026-12-16/2', ['officer', 'leader']],
  ]);
  expect(pressed[0]?.letter['requests']).toMatchObject([{ agency: 'Sở Tài chính' }, { agency: 'Sở Nội vụ' }]);
  const row = await db.selectFrom('extension').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ decision: 'refused', decided_by: 'engine', granted_until: null });
  expect(row.decision_words).toContain('chưa có quyết định');
  const told = await lettersOf(db, 'extension-refused');
  expect(told.map(({ letter }) => [letter['agency'], letter['lapsed']])).toEqual([
    ['Sở Nội vụ', true],
    ['Sở Tài chính', true],
  ]);
  expect(await getObligation(db, obligation)).toMatchObject({ revision: 0, extendedDue: undefined });
  const audited = await db.selectFrom('audit').select(['actor', 'verb']).where('subject', '=', obligation).execute();
  expect(audited.at(-1)).toEqual({ actor: 'engine', verb: 'lapse-extension' });
});

test('by a policy that grants, an undecided request moves the date as far as the limit lets it, and the cycle is woken', async () => {
  const { db, cycle } = await givenOffice();
  const { obligation } = await ask(db, cycle, 'STC', '2026-12-08 09:00', '2026-12-22');
  await givenPolicy(db, { extension: { press: [], undecided: 'granted' } });
  await db
    .updateTable('cycle')
    .set({ extension_limit: pdate('2026-12-21') })
    .execute();
  for (const waiting of await listWaitingWakes(db)) await settleWake(db, waiting);
  await followPresses(db, cycle, '2026-12-18 00:00');
  const owed = await getObligation(db, obligation);
  expect([owed.extendedDue?.toString(), owed.revision]).toEqual(['2026-12-21', 1]);
  const [told] = await lettersOf(db, 'extension-granted');
  expect(told?.letter).toMatchObject({ lapsed: true, asked: { day: '2026-12-22' }, until: { day: '2026-12-21' } });
  expect((await listWaitingWakes(db)).map(({ matter }) => matter)).toContain('cycle/kl69-nam/2026');
});

test('a decided request is neither pressed nor lapses, and a report or an excuse withdraws one', async () => {
  const { db, cycle, officer } = await givenOffice();
  const decided = await ask(db, cycle, 'STC', '2026-12-08 09:00');
  const at = vn('2026-12-09 09:00');
  await decideExtension(db, {
    extension: decided.id,
    decision: 'refused',
    words: 'Không đủ lý do',
    actor: officer,
    at,
  });
  const reported = await ask(db, cycle, 'SNV', '2026-12-08 09:00');
  await submit(db, cycle, 'SNV', '2026-12-10 09:00');
  const excused = await ask(db, cycle, 'STP', '2026-12-08 09:00');
  await excuseAgency(db, { obligation: excused.obligation, reason: 'Sáp nhập', actor: officer, at });
  const keys = await followPresses(db, cycle, '2026-12-20 08:00');
  expect(keys.filter((key) => key.startsWith('extension') || key.startsWith('lapse'))).toEqual([]);
  const rows = await db.selectFrom('extension').select(['id', 'decision']).execute();
  expect(Object.fromEntries(rows.map(({ id, decision }) => [id, decision]))).toEqual({
    [decided.id]: 'refused',
    [reported.id]: 'withdrawn',
    [excused.id]: 'withdrawn',
  });
});

test('a request wakes its cycle, for it has moments of its own', async () => {
  const { db, cycle } = await givenOffice();
  for (const waiting of await listWaitingWakes(db)) await settleWake(db, waiting);
  await ask(db, cycle, 'STC', '2026-12-08 09:00');
  expect((await listWaitingWakes(db)).map(({ matter }) => matter)).toContain('cycle/kl69-nam/2026');
});

test('a day that has passed can neither be asked for nor granted', async () => {
  const { db, cycle, officer } = await givenOffice();
  await expect(ask(db, cycle, 'STC', '2026-12-22 09:00', '2026-12-21')).rejects.toMatchObject({
    code: 'extension.past',
  });
  const { id } = await ask(db, cycle, 'STC', '2026-12-18 09:00', '2026-12-21');
  const grant = { extension: id, decision: 'granted' as const, words: '12/SKHCN', actor: officer };
  await expect(decideExtension(db, { ...grant, at: vn('2026-12-22 00:00') })).rejects.toMatchObject({
    code: 'extension.past',
  });
  await decideExtension(db, { ...grant, until: pdate('2026-12-22'), at: vn('2026-12-22 08:00') });
  const [told] = await lettersOf(db, 'extension-granted');
  expect(told?.letter).toMatchObject({ until: { day: '2026-12-22' }, asked: { day: '2026-12-21' } });
});

test('where silence grants, a report after the date is on time by the lapsed request, also while the engine stands still', async () => {
  const { db, cycle } = await givenOffice();
  const { obligation, id } = await ask(db, cycle, 'STC', '2026-12-08 09:00');
  const other = await ask(db, cycle, 'SNV', '2026-12-08 09:00');
  await givenPolicy(db, { extension: { press: [], undecided: 'granted' } });
  const { onTime, due } = await submit(db, cycle, 'STC', '2026-12-18 09:00');
  expect([onTime, due.toString()]).toEqual([true, '2026-12-21']);
  const row = await db.selectFrom('extension').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect([row.decision, row.granted_until?.toString()]).toEqual(['granted', '2026-12-21']);
  expect(await getObligation(db, obligation)).toMatchObject({ state: 'submitted', revision: 1 });
  // Another agency's request is the engine's to end, under that agency's lock.
  const waiting = await db.selectFrom('extension').select('decision').where('id', '=', other.id).executeTakeFirst();
  expect(waiting?.decision).toBeNull();
  await followPresses(db, cycle, '2026-12-22 08:00');
  expect(await lettersOf(db, 'extension-granted')).toHaveLength(2);
});

test('a request that has not lapsed is withdrawn by the report, whose date it does not move', async () => {
  const { db, cycle } = await givenOffice();
  const { id } = await ask(db, cycle, 'STC', '2026-12-17 16:00');
  await givenPolicy(db, { extension: { press: [], undecided: 'granted' } });
  expect((await submit(db, cycle, 'STC', '2026-12-18 09:00')).onTime).toBe(false);
  const row = await db.selectFrom('extension').select('decision').where('id', '=', id).executeTakeFirstOrThrow();
  expect(row.decision).toBe('withdrawn');
});

test('reports that lie are named together on the morning on which they cross a patience, and no more once reviewed', async () => {
  const { db, cycle, officer } = await givenOffice();
  await submit(db, cycle, 'STC', '2026-12-15 09:00');
  await submit(db, cycle, 'SNV', '2026-12-15 16:00');
  await submit(db, cycle, 'SYT', '2026-12-16 08:00');
  const { submission } = await submit(db, cycle, 'STP', '2026-12-15 10:00');
  await acceptReport(db, { submission, actor: officer, at: vn('2026-12-16 09:00') });
  const keys = await followPresses(db, cycle, '2026-12-21 08:00');
  expect(keys).toEqual(['review-wait-2026-12-17', 'review-wait-2026-12-18', 'review-wait-2026-12-21']);
  const letters = await lettersOf(db, 'review-waiting');
  const reports = letters.map(({ slot, roles, letter }) => ({
    slot: slot.slice('kl69-nam/2026/'.length),
    roles,
    agencies: (letter['reports'] as unknown as { agency: string }[]).map(({ agency }) => agency),
  }));
  expect(reports).toEqual([
    { slot: 'review-wait-2026-12-17/1', roles: ['officer'], agencies: ['Sở Tài chính', 'Sở Nội vụ'] },
    { slot: 'review-wait-2026-12-18/1', roles: ['officer'], agencies: ['Sở Y tế'] },
    { slot: 'review-wait-2026-12-21/2', roles: ['officer', 'leader'], agencies: ['Sở Tài chính', 'Sở Nội vụ'] },
  ]);
});

test('a version that replaces an unreviewed one does not make the report wait anew; one after a return does', async () => {
  const { db, cycle, officer } = await givenOffice();
  await submit(db, cycle, 'STC', '2026-12-14 09:00');
  await submit(db, cycle, 'STC', '2026-12-15 09:00');
  const { submission } = await submit(db, cycle, 'SNV', '2026-12-14 09:00');
  const reasons = [{ field: 'sections.I', message: 'Thiếu' }];
  const correctionDue = pdate('2026-12-18');
  await returnReport(db, { submission, reasons, correctionDue, actor: officer, at: vn('2026-12-15 08:00') });
  await submit(db, cycle, 'SNV', '2026-12-15 14:00');
  expect(await followPresses(db, cycle, '2026-12-17 08:00')).toEqual([
    'review-wait-2026-12-16',
    'review-wait-2026-12-17',
  ]);
});

test('mornings that nobody worked are caught up by one letter of the newest patience; taking it again changes nothing', async () => {
  const { db, cycle } = await givenOffice();
  await submit(db, cycle, 'STC', '2026-12-15 09:00');
  const step = { key: 'review-wait-2026-12-17', kind: 'press-review' as const, rung: 'review-wait' };
  const late = vn('2026-12-22 10:00');
  await pressReviews(db, cycle, { ...step, at: vn('2026-12-17 08:00') }, late);
  const once = await everythingIn(db);
  await pressReviews(db, cycle, { ...step, at: vn('2026-12-17 08:00') }, late.add({ seconds: 1 }));
  expect(await everythingIn(db)).toEqual(once);
  expect((await lettersOf(db, 'review-waiting')).map(({ slot }) => slot)).toEqual([
    'kl69-nam/2026/review-wait-2026-12-17/2',
  ]);
  expect((await followPresses(db, cycle, '2026-12-28 08:00')).filter((key) => key.startsWith('review'))).toEqual([]);
});

test('a cycle that nobody wakes looks again on the next working morning, and its ladder is not held up', async () => {
  const { db, cycle } = await givenOffice();
  const clock = givenClock('2026-11-18 07:00');
  const plan = () => createPlanCycle({ db, clock }).planCycle(cycle);
  // A wave is taken a minute ahead of its moment.
  expect(await plan()).toMatchObject({ done: false, step: { key: 'request@2026-12-17' }, delay: 3_540_000 });
  await followPresses(db, cycle, '2026-11-18 08:00');
  clock.set('2026-11-18 09:00');
  expect(await plan()).toEqual({ done: false, delay: 23 * 3_600_000 });
  clock.set('2026-11-20 09:00'); // a Friday
  expect(await plan()).toEqual({ done: false, delay: (3 * 24 - 1) * 3_600_000 });
});

test('a correction date has its own small ladder, the second one too, and an extension moves it', async () => {
  const { db, cycle, officer } = await givenOffice();
  const reasons = [{ field: 'sections.I', message: 'Thiếu' }];
  const giveBack = async (at: string, correctionDue: string, returnedAt: string) => {
    const { submission } = await submit(db, cycle, 'STC', at);
    const back = { submission, reasons, correctionDue: pdate(correctionDue), actor: officer, at: vn(returnedAt) };
    await returnReport(db, back);
  };
  const inForce = async () => {
    const { due, kind } = dueOf(await getObligation(db, (await givenAgency(db, cycle, 'STC')).obligation));
    return `${kind} ${due.toString()}`;
  };
  await giveBack('2026-12-10 09:00', '2026-12-15', '2026-12-11 09:00');
  await giveBack('2026-12-14 09:00', '2026-12-17', '2026-12-14 15:00');
  expect(await inForce()).toBe('correction 2026-12-17');
  const { id, obligation } = await ask(db, cycle, 'STC', '2026-12-16 09:00', '2026-12-21');
  const words = '15/SKHCN';
  await decideExtension(db, { extension: id, decision: 'granted', words, actor: officer, at: vn('2026-12-16 10:00') });
  expect(await inForce()).toBe('correction 2026-12-21');
  expect(await getObligation(db, obligation)).toMatchObject({ revision: 3, extendedDue: undefined });
  const clock = givenClock('2026-12-18 08:00');
  const due = pdate('2026-12-21');
  for (const [rung, kind, at] of [
    ['correct-remind', 'remind', '2026-12-18 08:00'],
    ['correct-urge', 'urge', '2026-12-22 08:00'],
  ] as const) {
    clock.set(at);
    const step = { key: `${rung}@2026-12-21`, kind, rung, at: clock.now(), due };
    expect(await takeWave(db, cycle, step, clock.now())).toMatchObject({ planned: 1 });
  }
  const slots = await db.selectFrom('notification').select('slot').where('rung', 'like', 'correct%').execute();
  expect(slots.map(({ slot }) => slot).toSorted()).toEqual([
    'kl69-nam/2026/STC/correct-remind/3',
    'kl69-nam/2026/STC/correct-urge/3',
  ]);
});
