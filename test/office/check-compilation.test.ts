import { expect, test } from 'vitest';
import { checkLines } from '../../commands/check-compilation.ts';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { checkCompilation } from '../../office/check-compilation.ts';
import { readLateArrivals } from '../../office/read-late-arrivals.ts';
import { returnReport } from '../../office/review-report.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { findCompilationNamed, getCompilation } from '../../store/compilations.ts';
import type { Db } from '../../store/connection.ts';
import { json } from '../../store/json.ts';
import { vn } from '../given/clock.ts';
import { givenCompiled } from '../given/compiled.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenTwoYears, reportOfLastYear } from '../given/two-years.ts';

const at = vn('2026-12-18 17:00');

async function send(db: Db, cycle: string, code: string, when = '2026-12-10 08:00', report = reportOfLastYear()) {
  const { obligation, actor } = await givenAgency(db, cycle, code);
  return submitReport(db, { obligation, report, actor, attempt: crypto.randomUUID(), at: vn(when) });
}

async function givenRun({ final = true } = {}) {
  const db = await givenDb();
  const cycle = await givenTwoYears(db, ['STC']);
  const { actor } = await givenStaff(db, 'officer');
  const receipts = [await send(db, cycle, 'STC'), await send(db, cycle, 'SNV', '2026-12-11 08:00', givenReport())];
  const run = await startCompilation(db, { cycle, final, slot: 'a', actor, at });
  return { db, cycle, actor, receipts, run };
}

const check = (db: Db, run: string) => checkCompilation(db, run, compiledReportDocument);

test('invariant 8: a run is made again byte by byte, last year’s sources included, whatever was done since', async () => {
  const { db, cycle, run } = await givenRun();
  await givenCompiled(db, run, at);
  await send(db, cycle, 'SYT', '2026-12-19 08:00');
  await db.updateTable('agency').set({ name: 'Sở khác' }).where('code', '=', 'STC').execute();
  await db.updateTable('task').set({ title: 'Nhiệm vụ khác' }).execute();
  const before = await everythingIn(db);
  const { file_sha256: kept } = await getCompilation(db, run);
  expect(await check(db, run)).toEqual({
    ...{ verdict: 'same', sources: 3, altered: [], sameReport: true },
    document: { kept, rebuilt: kept },
  });
  expect(await everythingIn(db)).toEqual(before);
});

test('a source whose content was tampered with is found, also of last year, and also when its hash was forged', async () => {
  const { db, receipts, run } = await givenRun();
  await givenCompiled(db, run, at);
  const submission = receipts[1]?.submission ?? '';
  const content = json({ ...givenReport({ I: 'Đã sửa lén.' }), attachments: [] });
  await db
    .updateTable('submission')
    .set({ content, sha256: '0'.repeat(64) })
    .where('id', '=', submission)
    .execute();
  const found = await check(db, run);
  expect(found).toMatchObject({ verdict: 'different', sameReport: false });
  expect(found.altered).toEqual([{ agency: 'Sở Nội vụ', receipt: receipts[1]?.code }]);

  await db
    .updateTable('submission')
    .set({ content })
    .where('due', '<', Temporal.PlainDate.from('2026-01-01'))
    .execute();
  expect((await check(db, run)).altered).toHaveLength(2);
});

test('a change that the document does not show is found by the hash alone', async () => {
  const { db, receipts, run } = await givenRun();
  await givenCompiled(db, run, at);
  const content = json({ ...reportOfLastYear(), explanations: { 'indicators.1.1': 'Sửa lén.' }, attachments: [] });
  await db
    .updateTable('submission')
    .set({ content })
    .where('id', '=', receipts[0]?.submission ?? '')
    .execute();
  const { verdict, sameReport, altered, document } = await check(db, run);
  expect([verdict, sameReport, document.rebuilt]).toEqual(['different', true, document.kept]);
  expect(altered).toMatchObject([{ receipt: receipts[0]?.code }]);
});

test('the command finds a run by its id or its cycle and number, and says what differs', async () => {
  const { db, cycle, receipts, run } = await givenRun();
  await givenCompiled(db, run, at);
  expect(await findCompilationNamed(db, run.toUpperCase())).toBe(run);
  expect(await findCompilationNamed(db, cycle, 1)).toBe(run);
  expect(await findCompilationNamed(db, cycle, 2)).toBeUndefined();
  expect(await findCompilationNamed(db, 'no-id')).toBeUndefined();
  expect(checkLines(await check(db, run)).at(-1)).toBe('check: same');
  const content = json({ ...givenReport(), attachments: [] });
  await db
    .updateTable('submission')
    .set({ content })
    .where('id', '=', receipts[0]?.submission ?? '')
    .execute();
  expect(checkLines(await check(db, run))).toEqual([
    'sources: 2 of 3 unaltered',
    `altered: ${receipts[0]?.code} Sở Tài chính`,
    'report: different',
    expect.stringMatching(/^document: different, sha256 kept [0-9a-f]{64}, made again [0-9a-f]{64}$/),
    'check: different',
  ]);
});

test('a source taken out of a run is found, and a run that has not ended is not checked', async () => {
  const { db, receipts, run } = await givenRun();
  await expect(check(db, run)).rejects.toMatchObject({ code: 'compilation.not_ready' });
  await givenCompiled(db, run, at);
  await db
    .deleteFrom('compilation_source')
    .where('submission_id', '=', receipts[0]?.submission ?? '')
    .execute();
  expect((await check(db, run)).altered).toMatchObject([{ receipt: receipts[0]?.code }]);
});

test('a run of an earlier release, which fixed nothing, is said to have kept nothing', async () => {
  const { db, run } = await givenRun();
  await givenCompiled(db, run, at);
  await db.deleteFrom('compilation_step').execute();
  expect((await check(db, run)).verdict).toBe('kept_nothing');
});

test('what came after the newest final run is listed: new reports and newer versions, no returned ones', async () => {
  const { db, cycle, actor, receipts, run } = await givenRun();
  expect(await readLateArrivals(db, cycle)).toBeUndefined();
  await givenCompiled(db, run, at);
  expect(await readLateArrivals(db, cycle)).toMatchObject({ run: { id: run, number: 1 }, arrivals: [] });
  const reasons = [{ field: 'sections.I', message: 'Thiếu' }];
  const correctionDue = Temporal.PlainDate.from('2026-12-22');
  const returned = { submission: receipts[1]?.submission ?? '', reasons, correctionDue, actor };
  await returnReport(db, { ...returned, at: vn('2026-12-19 08:00') });
  const health = await send(db, cycle, 'SYT', '2026-12-19 09:00');
  expect((await readLateArrivals(db, cycle))?.arrivals).toMatchObject([{ submission: health.submission, version: 1 }]);
  const corrected = await send(db, cycle, 'SNV', '2026-12-21 09:00');
  const late = await readLateArrivals(db, cycle);
  expect(late?.arrivals.map(({ receipt, compiledVersion }) => [receipt, compiledVersion])).toEqual([
    [corrected.code, 1],
    [health.code, undefined],
  ]);
  const once = await startCompilation(db, { cycle, final: true, slot: 'b', actor, at: vn('2026-12-21 10:00') });
  await givenCompiled(db, once, vn('2026-12-21 10:00'));
  expect(await readLateArrivals(db, cycle)).toMatchObject({ run: { number: 2 }, arrivals: [] });
});

test('the report’s indicators are compared with last year’s run, over those that are in both', async () => {
  const { db, run } = await givenRun();
  await givenCompiled(db, run, at);
  const spending = (await getCompilation(db, run)).report?.indicators?.find(({ code }) => code === '1.1');
  expect(spending).toMatchObject({
    ...{ asked: 110, aggregate: { value: 12_500.5, over: 1 } },
    lastYear: { all: { value: 12_500.5 }, inBoth: { now: { over: 1 }, before: { over: 1 } } },
  });
  expect(spending?.figures.map(({ value }) => value)).toEqual([undefined, 12_500.5]);
});
