import { expect, test } from 'vitest';
import { giveUp } from '../../activities/give-up.ts';
import { Refusal } from '../../domain/refusal.ts';
import { failCompilation } from '../../office/fail-compilation.ts';
import { retryCompilation } from '../../office/retry-compilation.ts';
import { cancelCompilation, startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { findOutcome, listDoneSteps } from '../../store/compilation-steps.ts';
import { getCompilation } from '../../store/compilations.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCompiled, takeStepOf } from '../given/compiled.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const at = vn('2026-12-18 17:00');

async function givenRun() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor } = await givenStaff(db, 'officer');
  const start = (slot: string) => startCompilation(db, { cycle, final: false, slot, actor, at });
  return { db, cycle, actor, start };
}

async function send(db: Db, cycle: string, code: string, sections: Record<string, string> = {}): Promise<void> {
  const { obligation, actor } = await givenAgency(db, cycle, code);
  const report = givenReport(sections);
  await submitReport(db, { obligation, report, actor, attempt: crypto.randomUUID(), at: vn('2026-12-10 08:00') });
}

const announced = async (db: Db) =>
  (await db.selectFrom('notification').select('slot').where('kind', '=', 'compiled').execute()).map(({ slot }) =>
    slot.replace(/\/to-.*$/, ''),
  );

test('a run takes snapshot, check, aggregate, write and announce, and is ready with the report and document of them', async () => {
  const { db, cycle, start } = await givenRun();
  await send(db, cycle, 'STC');
  const run = await start('a');
  expect(await givenCompiled(db, run, at)).toEqual(['snapshot', 'check', 'aggregate', 'write', 'announce']);
  const { state, file_sha256, report, phase } = await getCompilation(db, run);
  expect({ state, phase }).toEqual({ state: 'ready', phase: 'xong' });
  expect(file_sha256).toBe((await findOutcome<{ sha256: string }>(db, run, 'write'))?.sha256);
  expect(report?.figures.reported).toBe(1);
  expect(await announced(db)).toEqual([`${cycle}/compiled/1`]);
});

test('a step taken again keeps what it made first', async () => {
  const { db, cycle, start } = await givenRun();
  await send(db, cycle, 'STC');
  const run = await start('a');
  await givenCompiled(db, run, at, 'announce');
  const before = await everythingIn(db);
  for (const step of ['snapshot', 'check', 'aggregate', 'write'] as const) await takeStepOf(db, run, step, at);
  expect(await everythingIn(db)).toEqual(before);
});

test('what happens after the snapshot does not change the report: neither a name nor a report sent', async () => {
  const { db, cycle, start } = await givenRun();
  await send(db, cycle, 'STC');
  const [run, other] = [await start('a'), await start('b')];
  await takeStepOf(db, run, 'snapshot', at);
  await takeStepOf(db, other, 'snapshot', at);
  await givenCompiled(db, run, at);
  await send(db, cycle, 'SNV');
  await db.updateTable('agency').set({ name: 'Sở khác' }).where('code', 'in', ['STC', 'SYT']).execute();
  await givenCompiled(db, other, at);
  const [first, second] = [await getCompilation(db, run), await getCompilation(db, other)];
  expect({ ...second.report, number: 1 }).toEqual(first.report);
});

test('a run over nothing gives a document all the same, and its check says that there is no report', async () => {
  const { db, start } = await givenRun();
  const run = await start('a');
  await givenCompiled(db, run, at);
  expect((await getCompilation(db, run)).state).toBe('ready');
  const [nothing, missing] = (await findOutcome<{ doubt: string; agencies: string[] }[]>(db, run, 'check')) ?? [];
  expect(nothing?.doubt).toBe('no_sources');
  expect([missing?.doubt, missing?.agencies.length]).toEqual(['missing', 110]);
});

test('a step that fails eight times makes the run failed; done steps stay, and the retry goes on from there', async () => {
  const { db, cycle, actor, start } = await givenRun();
  await send(db, cycle, 'STC');
  const run = await start('a');
  await givenCompiled(db, run, at, 'write');
  const failing = { compilation: run, step: 'write' as const, at };
  expect(await giveUp(db, { ...failing, attempt: 7, error: new Error('broken') })).toBe(false);
  expect((await getCompilation(db, run)).state).toBe('running');
  expect(await giveUp(db, { ...failing, attempt: 8, error: new Error('broken') })).toBe(true);
  const failed = await getCompilation(db, run);
  expect([failed.state, failed.failure]).toEqual([
    'failed',
    'Dừng ở bước “Lập văn bản Word”: hệ thống gặp lỗi sau 8 lần thử; lỗi đã được ghi lại.',
  ]);
  expect(await givenCompiled(db, run, at)).toEqual([]);
  await retryCompilation(db, { compilation: run, actor, at });
  const once = await everythingIn(db);
  await retryCompilation(db, { compilation: run, actor, at });
  expect(await everythingIn(db)).toEqual(once);
  expect(await givenCompiled(db, run, at)).toEqual(['write', 'announce']);
  await expect(retryCompilation(db, { compilation: run, actor, at })).rejects.toMatchObject({
    code: 'compilation.not_failed',
  });
});

test('a refusal fails a run at once, and a try that begins after thirty lost ones is not made', async () => {
  const { db, start } = await givenRun();
  const failing = { step: 'snapshot' as const, at };
  const [refused, lost] = [await start('a'), await start('b')];
  await giveUp(db, { ...failing, compilation: refused, attempt: 1, error: new Refusal('calendar.gap') });
  expect((await getCompilation(db, refused)).failure).toMatch(/lịch làm việc chưa đủ ngày/);
  expect(await giveUp(db, { ...failing, compilation: lost, attempt: 30 })).toBe(false);
  expect(await giveUp(db, { ...failing, compilation: lost, attempt: 31 })).toBe(true);
  expect((await getCompilation(db, lost)).failure).toMatch(/30 lần liên tiếp/);
});

test('a run that was cancelled takes no step, keeps none that was on its way, and cannot fail', async () => {
  const { db, actor, start } = await givenRun();
  const run = await start('a');
  await takeStepOf(db, run, 'snapshot', at);
  await cancelCompilation(db, { compilation: run, actor, at });
  expect(await takeStepOf(db, run, 'check', at)).toBe(false);
  await failCompilation(db, { compilation: run, step: 'check', why: 'x', at });
  expect(await givenCompiled(db, run, at)).toEqual([]);
  expect((await listDoneSteps(db, run)).map(({ step }) => step)).toEqual(['snapshot']);
  expect((await getCompilation(db, run)).state).toBe('cancelled');
});
