import { expect, test } from 'vitest';
import { everyPostOffice } from '../../domain/post-office.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { explainDay } from '../../office/explain-letters.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const wave = (db: Db, cycle: string, kind: 'request' | 'remind', rung: string, at: string) => {
  const step = { key: `${rung}@2026-12-17`, kind, rung, at: vn(at), due: pdate('2026-12-17') };
  return takeWave(db, cycle, step, vn(at));
};

async function givenDecember() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await wave(db, cycle, 'request', 'request', '2026-11-18 08:00');
  await claim(db, '2026-11-18 08:01');
  await wave(db, cycle, 'remind', 'remind-10', '2026-12-03 08:00');
  const { obligation, actor } = await givenAgency(db, cycle);
  const explain = async (day: string, now = '2026-12-14 09:00') => {
    const asked = { cycle, agency: 'STC', day: pdate(day), now: vn(now) };
    const { lines, rungs, ...rest } = await explainDay(db, asked);
    return {
      ...rest,
      lines: lines.map(({ slot, state, facts }) => ({ slot: slot.split('/').slice(3).join('/'), state, facts })),
      fates: Object.fromEntries(rungs.map(({ rung, fate }) => [rung, fate])),
    };
  };
  return { db, cycle, obligation, actor, explain };
}

const claim = async (db: Db, at: string): Promise<void> => {
  for (const postOffice of everyPostOffice) {
    await claimLetters(db, { postOffice, limit: 500, messageIdOf: (slot) => `<${slot}@example>`, at: vn(at) });
  }
};

test('the letters of a day are named with what was seen when they were taken', async () => {
  const { db, explain } = await givenDecember();
  await claim(db, '2026-12-03 08:01');
  const { lines, fates, dayOff } = await explain('2026-12-03');
  expect(lines.map(({ slot }) => slot)).toEqual(expect.arrayContaining(['remind-10']));
  expect(lines.find(({ slot }) => slot === 'remind-10')?.facts).toMatchObject({ obligation: 'open' });
  expect(fates['remind-10']).toMatchObject({ outcome: 'in_ledger', line: { state: 'claimed' } });
  expect(dayOff).toBeUndefined();
});

test('a day without a letter says why: reported before, not yet, or a day off', async () => {
  const { db, cycle, obligation, actor, explain } = await givenDecember();
  const attempt = crypto.randomUUID();
  expect((await explain('2026-12-16')).fates['remind-1']).toEqual({ outcome: 'ahead' });
  await submitReport(db, { obligation, report: givenReport(), attempt, actor, at: vn('2026-12-14 07:00') });
  await wave(db, cycle, 'remind', 'remind-3', '2026-12-14 08:00');
  const { lines, fates, next } = await explain('2026-12-14');
  expect(fates['remind-3']).toMatchObject({ outcome: 'in_ledger', line: { state: 'cancelled', reason: 'submitted' } });
  expect(fates['remind-1']).toEqual({ outcome: 'needless', state: 'submitted' });
  expect(lines.map(({ slot }) => slot).toSorted()).toEqual(['receipt/1', 'remind-3']);
  expect(next).toBeUndefined();
  expect((await explain('2026-12-13')).dayOff).toBe('cuối tuần');
  expect((await explain('2026-11-24')).dayOff).toMatch(/Văn hóa/);
});

test('a date that was moved ends the rungs that had not come, and the request about it is told of', async () => {
  const { db, cycle, obligation, actor, explain } = await givenDecember();
  const { actor: officer } = await givenStaff(db, 'officer');
  const asked = { obligation, until: pdate('2026-12-21'), reason: 'Chờ số liệu', actor, at: vn('2026-12-15 09:00') };
  const extension = await requestExtension(db, asked);
  const grant = { extension, decision: 'granted' as const, words: '12/SKHCN', actor: officer };
  await decideExtension(db, { ...grant, at: vn('2026-12-15 10:00') });
  const { rungs } = await explainDay(db, {
    ...{ cycle, agency: 'STC', day: pdate('2026-12-16'), now: vn('2026-12-16 09:00') },
  });
  const first = rungs.find(({ rung, due }) => rung === 'remind-1' && due.day === 17);
  expect(first?.fate).toEqual({ outcome: 'moved_on', to: pdate('2026-12-21'), at: vn('2026-12-15 10:00') });
  expect(rungs.find(({ rung, due }) => rung === 'remind-1' && due.day === 21)?.fate).toEqual({ outcome: 'ahead' });
  const { lines } = await explain('2026-12-15');
  expect(lines.map(({ slot }) => slot.split('/')[0])).toEqual(['extension-requested', 'extension-decided']);
});

test('an agency that owes nothing in the cycle is not found', async () => {
  const { db, cycle } = await givenDecember();
  const asked = { cycle, agency: 'NOBODY', day: pdate('2026-12-15'), now: vn('2026-12-15 09:00') };
  await expect(explainDay(db, asked)).rejects.toMatchObject({ code: 'obligation.not_found' });
});
