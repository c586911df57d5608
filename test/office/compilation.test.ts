import { expect, test } from 'vitest';
import { compileReport } from '../../domain/compilation.ts';
import { noteProgress } from '../../office/finish-compilation.ts';
import { readCompilationFacts } from '../../office/read-compilation.ts';
import { recordSending } from '../../office/record-sending.ts';
import { cancelCompilation, startCompilation } from '../../office/start-compilation.ts';
import { returnReport } from '../../office/review-report.ts';
import { submitReport } from '../../office/submit-report.ts';
import { getCompilation, listSources } from '../../store/compilations.ts';
import { vn } from '../given/clock.ts';
import { endCompilation } from '../given/compiled.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const at = vn('2026-12-18 17:00');

async function givenReports() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor } = await givenStaff(db, 'officer');
  const receipts = [];
  for (const code of ['STC', 'SNV', 'SYT']) {
    const agency = await givenAgency(db, cycle, code);
    const submit = {
      obligation: agency.obligation,
      report: givenReport(),
      actor: agency.actor,
      at: vn('2026-12-10 08:00'),
    };
    receipts.push(await submitReport(db, { ...submit, attempt: crypto.randomUUID() }));
  }
  const start = (slot: string) => startCompilation(db, { cycle, final: false, slot, actor, at });
  return { db, cycle, actor, receipts, start };
}

test('a run’s sources are fixed when it starts: newest versions that are not returned', async () => {
  const { db, actor, receipts, start } = await givenReports();
  const reasons = [{ field: 'sections.I', message: 'Thiếu' }];
  const correctionDue = Temporal.PlainDate.from('2026-12-21');
  await returnReport(db, {
    submission: receipts[2]?.submission ?? '',
    reasons,
    correctionDue,
    actor,
    at: vn('2026-12-18 10:00'),
  });
  const run = await start('a');
  expect(await start('a')).toBe(run);
  const sources = await listSources(db, run);
  expect(sources.map(({ receipt_code }) => receipt_code)).toEqual([receipts[1]?.code, receipts[0]?.code]);
  expect((await getCompilation(db, await start('b'))).number).toBe(2);
});

test('invariant 8: every paragraph names its versions, and a text that all wrote stands once', async () => {
  const { db, receipts, start } = await givenReports();
  const facts = await readCompilationFacts(db, await start('a'), () => Promise.resolve(true));
  if (!facts) throw new Error('cancelled');
  const report = compileReport(facts);
  expect(report.figures).toEqual({ total: 110, reported: 3, onTime: 3, late: 0, missing: 107, excused: 0 });
  expect(report.situation).toHaveLength(1);
  expect(report.situation[0]?.sources.toSorted()).toEqual(receipts.map(({ code }) => code).toSorted());
  const task = report.groups[0]?.tasks[0];
  expect(task).toMatchObject({ code: 'II.1.a', done: 3, meanPercent: 100 });
});

test('a cancelled run stops at its next step, is not finished afterwards, and announces nothing', async () => {
  const { db, actor, start } = await givenReports();
  const run = await start('a');
  expect(await noteProgress(db, run, 1, 'đọc báo cáo')).toBe(true);
  await cancelCompilation(db, { compilation: run, actor, at });
  expect(await noteProgress(db, run, 2, 'đọc báo cáo')).toBe(false);
  const facts = await readCompilationFacts(db, await start('b'), () => Promise.resolve(true));
  if (!facts) throw new Error('cancelled');
  const document = new TextEncoder().encode('x');
  expect(await endCompilation(db, { compilation: run, report: compileReport(facts), document, at })).toBe(false);
  expect((await getCompilation(db, run)).state).toBe('cancelled');
  await expect(cancelCompilation(db, { compilation: await start('b'), actor, at })).resolves.toBeUndefined();
});

test('a finished run can be sent up with its number, once for each receiver; a running one cannot', async () => {
  const { db, actor, start } = await givenReports();
  const run = await start('a');
  const sending = {
    compilation: run,
    documentNumber: '312/BC-UBND',
    issuedOn: Temporal.PlainDate.from('2026-12-18'),
    receiver: 'Bộ KH&CN',
    channel: 'trục liên thông',
    actor,
    at,
  };
  await expect(recordSending(db, sending)).rejects.toMatchObject({ code: 'compilation.not_ready' });
  const facts = await readCompilationFacts(db, run, () => Promise.resolve(true));
  if (!facts) throw new Error('cancelled');
  await endCompilation(db, {
    compilation: run,
    report: compileReport(facts),
    document: new TextEncoder().encode('x'),
    at,
  });
  await recordSending(db, sending);
  await recordSending(db, sending);
  expect(await db.selectFrom('sending').selectAll().execute()).toHaveLength(1);
  await expect(
    recordSending(db, { ...sending, issuedOn: Temporal.PlainDate.from('2026-12-30') }),
  ).rejects.toMatchObject({ code: 'request.invalid' });
});
