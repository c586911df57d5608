import { expect, test } from 'vitest';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { readBrief } from '../../office/read-brief.ts';
import { readRecords } from '../../office/read-records.ts';
import { submitReport } from '../../office/submit-report.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenYears() {
  const db = await givenDb();
  const { actor: officer } = await givenStaff(db, 'officer');
  const submit = async (cycle: string, code: string, at: string) => {
    const agency = await givenAgency(db, cycle, code);
    await submitReport(db, { ...agency, attempt: crypto.randomUUID(), report: givenReport(), at: vn(at) });
  };
  const [last, now] = [await givenCycle(db, { year: 2025 }), await givenCycle(db)];
  await submit(last, 'STC', '2025-12-10 09:00');
  await submit(last, 'SNV', '2025-12-19 09:00');
  await submit(now, 'STC', '2026-12-10 09:00');
  await submit(now, 'SNV', '2026-12-21 09:00');
  const { obligation } = await givenAgency(db, now, 'SYT');
  await excuseAgency(db, { obligation, reason: 'Không có nhiệm vụ', actor: officer, at: vn('2026-12-10 09:00') });
  return { db, now };
}

test('each agency’s years stand with it: on time, late by how many days, missing, excused', async () => {
  const { db } = await givenYears();
  const { records, cycles } = await readRecords(db, 'kl69-nam', vn('2026-12-22 10:00'));
  expect(cycles.map(({ words }) => words)).toEqual(['năm 2026', 'năm 2025']);
  const of = (code: string) =>
    records
      .find(({ agency }) => agency.code === code)
      ?.cycles.map(({ outcome, workingDaysLate }) => [outcome, workingDaysLate]);
  expect(of('STC')).toEqual([
    ['on_time', 0],
    ['on_time', 0],
  ]);
  expect(of('SNV')).toEqual([
    ['late', 2],
    ['late', 2],
  ]);
  expect(of('SYT')).toEqual([
    ['excused', 0],
    ['missing', 0],
  ]);
});

test('a cycle whose date is not over judges nobody', async () => {
  const { db } = await givenYears();
  const { cycles } = await readRecords(db, 'kl69-nam', vn('2026-12-17 23:00'));
  expect(cycles.map(({ words }) => words)).toEqual(['năm 2025']);
  await expect(readRecords(db, 'khong-co', vn('2026-12-17 23:00'))).rejects.toMatchObject({
    code: 'regime.not_found',
  });
});

test('the brief puts the year beside the one before, names who is late how often, and what is next', async () => {
  const { db, now } = await givenYears();
  const brief = await readBrief(db, now, vn('2026-12-22 10:00'));
  expect([brief.figures.reported, brief.figures.late, brief.before?.figures.reported]).toEqual([2, 1, 2]);
  expect(brief.curve.now.points).toEqual([
    { day: -7, reported: 1 },
    { day: 4, reported: 2 },
  ]);
  expect(brief.late.find(({ agency }) => agency === 'Sở Nội vụ')).toMatchObject({ outcome: 'late', times: 2, of: 2 });
  expect(brief.late.map(({ agency }) => agency)).not.toContain('Sở Y tế');
  expect(brief.next.slice(0, 2).map(({ words, over }) => [words, over])).toEqual([
    ['Gửi Bộ Khoa học và Công nghệ', true],
    ['Tổng hợp chính thức', false],
  ]);
  expect(brief.indicators).toEqual([]);
});
