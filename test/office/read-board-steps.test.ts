import { expect, test } from 'vitest';
import { pressReviews } from '../../office/press-focal-agency.ts';
import { requestExtension } from '../../office/extend-deadline.ts';
import { readBoard } from '../../office/read-board.ts';
import { submitReport } from '../../office/submit-report.ts';
import { stampWords } from '../../domain/words.ts';
import { vn } from '../given/clock.ts';
import { givenPolicy, pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

test('the board shows when people will be pressed and a request lapses, and keeps what was', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const asking = await givenAgency(db, cycle, 'STC');
  const asked = { until: pdate('2026-12-21'), reason: 'Chờ số liệu', at: vn('2026-12-08 09:00') };
  await requestExtension(db, { ...asking, ...asked });
  const reporting = await givenAgency(db, cycle, 'SNV');
  const sent = { report: givenReport(), attempt: crypto.randomUUID(), at: vn('2026-12-08 10:00') };
  await submitReport(db, { ...reporting, ...sent });
  const pressing = async (now: string) =>
    (await readBoard(db, cycle, vn(now))).steps
      .filter(({ kind }) => (kind.startsWith('press') && kind !== 'press-sending') || kind === 'lapse')
      .map(({ at, kind, takenAt, basis }) => [stampWords(at), kind, takenAt !== undefined, basis.length > 0]);
  const coming = await pressing('2026-12-09 08:00');
  expect(coming).toEqual([
    ['10/12/2026 08:00', 'press-review', false, true],
    ['14/12/2026 08:00', 'press-review', false, true],
    ['15/12/2026 08:00', 'press-extension', false, true],
    ['16/12/2026 08:00', 'press-extension', false, true],
    ['18/12/2026 00:00', 'lapse', false, true],
  ]);
  const step = { key: 'review-wait-2026-12-10', kind: 'press-review', rung: 'review-wait' } as const;
  await pressReviews(db, cycle, { ...step, at: vn('2026-12-10 08:00') }, vn('2026-12-10 08:00'));
  expect((await pressing('2026-12-10 09:00')).map(([at, kind, taken]) => [at, kind, taken])).toEqual(
    coming.map(([at, kind]) => [at, kind, at === '10/12/2026 08:00']),
  );
});

test('an agency within the regime’s grace is not overdue on the board', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const looks = async (now: string) =>
    new Set((await readBoard(db, cycle, vn(now))).lines.map(({ look }) => look as string));
  expect(await looks('2026-12-18 08:00')).toEqual(new Set(['overdue']));
  await givenPolicy(db, { graceHours: 12 });
  expect([await looks('2026-12-18 08:00'), await looks('2026-12-18 12:00')]).toEqual([
    new Set(['due_soon']),
    new Set(['overdue']),
  ]);
});
