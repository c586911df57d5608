import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demand, mayDo } from '../../domain/actor.ts';
import { answersFor, isValidOn, obligedOn } from '../../domain/agency.ts';
import { isWorkingDay } from '../../domain/calendar.ts';
import { claimVerdict } from '../../domain/claim.ts';
import { retryAt } from '../../domain/delivery.ts';
import { problemsOf } from '../../domain/check-report.ts';
import { cycleMatter, matterName, regimeOf } from '../../domain/matter.ts';
import { planObstacle } from '../../domain/obstacle.ts';
import { planRegime } from '../../domain/plan-regime.ts';
import { receiptCode } from '../../domain/receipt.ts';
import { officeHours, sendMoment } from '../../domain/send-window.ts';
import { documentDate, momentWords, stampWords, weekdayWords } from '../../domain/words.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const hours = { calendar, window: officeHours };

test('a matter is named so that it can be read aloud', () => {
  expect(matterName(cycleMatter('kl69-nam/2026'))).toBe('cycle/kl69-nam/2026');
  expect(regimeOf('kl69-nam/2026')).toBe('kl69-nam');
});

test.each([
  { at: '2026-12-18 08:00:00', expected: '2026-12-18 08:00:00', because: 'inside' },
  { at: '2026-12-18 06:59:59', expected: '2026-12-18 07:00:00', because: 'before the office opens' },
  { at: '2026-12-18 17:30:00', expected: '2026-12-21 07:00:00', because: 'Friday evening waits for Monday' },
  { at: '2026-12-19 10:00:00', expected: '2026-12-21 07:00:00', because: 'Saturday' },
  { at: '2026-11-24 10:00:00', expected: '2026-11-25 07:00:00', because: 'a holiday' },
  { at: '2026-02-13 18:00:00', expected: '2026-02-23 07:00:00', because: 'Tết' },
])('invariant 7: a letter of $at leaves at $expected: $because', ({ at, expected }) => {
  expect(sendMoment(vn(at), hours).toString()).toBe(vn(expected).toString());
});

/** Office hours as a wall clock says them, apart from the rule under test. */
function isOpen(at: Temporal.Instant): boolean {
  const local = at.toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  const minutes = local.hour * 60 + local.minute;
  return isWorkingDay(local.toPlainDate(), calendar) && minutes >= 7 * 60 && minutes < 17 * 60 + 30;
}

test('invariant 7: whenever a letter is written, it leaves within working hours and not earlier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 * 24 * 60 }), (minutes) => {
      const at = vn('2024-06-03 00:00:00').add({ minutes });
      const leaves = sendMoment(at, hours);
      expect(isOpen(leaves)).toBe(true);
      expect(Temporal.Instant.compare(leaves, at)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a put-off letter is tried sooner at first, later afterwards, and given up after about three days', () => {
  const at = vn('2026-12-16 08:00:00');
  const waits = Array.from({ length: 12 }, (_, index) =>
    retryAt(index + 1, at)
      ?.since(at)
      .total('minutes'),
  );
  expect(waits).toEqual([1, 5, 15, 30, 60, 120, 240, 480, 720, 720, 1440, undefined]);
});

test('a receipt code names agency, year and version, and can be read out on the telephone', () => {
  expect(receiptCode('STC', { year: 2026 }, 1, 'ff'.repeat(32))).toBe('STC-2026-1-ZZZZZZ');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      expect(receiptCode('21025', { year: 2026 }, 2, Buffer.from(bytes).toString('hex'))).toMatch(
        /^21025-2026-2-[0-9A-HJKMNP-TV-Z]{6}$/,
      );
    }),
  );
});

test('an agency merged on 01/03/2025 is valid to 28/02/2025, that day included', () => {
  const merged = {
    code: 'SKHDT',
    name: 'Sở Kế hoạch và Đầu tư',
    kind: 'department' as const,
    validFrom: day('2016-01-01'),
    validTo: day('2025-02-28'),
    successors: ['STC'],
  };
  expect([isValidOn(merged, day('2025-02-28')), isValidOn(merged, day('2025-03-01'))]).toEqual([true, false]);
  expect(obligedOn([merged], ['department'], day('2024-12-17'))).toEqual([merged]);
  expect(obligedOn([merged], ['ward'], day('2024-12-17'))).toEqual([]);
});

test('an obstacle is pressed after 5 working days and again after 10, while nobody has answered', () => {
  const raisedAt = vn('2026-11-23 15:00:00');
  const raised = { state: 'raised' as const, waitingSince: raisedAt, raisedAt, taken: new Set<string>() };
  const now = vn('2026-11-23 15:00:01');
  const first = planObstacle(raised, now, calendar);
  expect(first.done || [stampWords(first.at), first.step?.key]).toEqual(['01/12/2026 08:00', 'wait-1']);
  const second = planObstacle({ ...raised, taken: new Set(['wait-1']) }, now, calendar);
  expect(second.done || [stampWords(second.at), second.step?.key]).toEqual(['08/12/2026 08:00', 'wait-2']);
  expect(planObstacle({ ...raised, state: 'closed' }, now, calendar)).toEqual({ done: true });
  const compiledTo = day('2026-12-14');
  const answered = planObstacle({ ...raised, state: 'answered', compiledTo }, now, calendar);
  expect(answered.done || answered.step).toBeUndefined();
});

test('an open obstacle brings the moment at which a quarter’s obstacles are to be compiled, until they are or it was told', () => {
  const raisedAt = vn('2026-11-23 15:00:00');
  const answered = { state: 'answered' as const, waitingSince: raisedAt, raisedAt, taken: new Set<string>() };
  const next = (facts: Partial<Parameters<typeof planObstacle>[0]>, now: string) => {
    const planned = planObstacle({ ...answered, ...facts }, vn(now), calendar);
    return planned.done || [stampWords(planned.at), planned.step?.key];
  };
  expect(next({}, '2026-12-01 08:00:00')).toEqual(['15/12/2026 08:00', 'compile-2026-4']);
  // Mornings that nobody worked are caught up.
  expect(next({}, '2026-12-20 08:00:00')).toEqual(['15/12/2026 08:00', 'compile-2026-4']);
  expect(next({ taken: new Set(['compile-2026-4']) }, '2026-12-20 08:00:00')).toEqual(['19/01/2027 08:00', undefined]);
  expect(next({ compiledTo: day('2026-12-14') }, '2027-03-10 08:00:00')).toEqual([
    '15/03/2027 08:00',
    'compile-2027-1',
  ]);
  expect(next({ state: 'closed' }, '2026-12-20 08:00:00')).toBe(true);
});

test.each([
  { activated: '2026-11-15 07:00:00', opened: [], expected: 2026, because: 'its due date lies ahead' },
  { activated: '2026-12-18 07:00:00', opened: [], expected: 2027, because: 'the due date of 2026 is over' },
  { activated: '2026-11-15 07:00:00', opened: [2026], expected: 2027, because: 'year after year' },
])('a regime in force since $activated with $opened opens $expected: $because', ({ activated, opened, expected }) => {
  const next = planRegime(
    { regime, activatedAt: vn(activated), opened: opened.map((year) => ({ year })), calendar },
    vn(activated),
  );
  expect(next.done || next.step?.term.year).toBe(expected);
});

test('a regime whose next year the calendar does not reach waits instead of failing', () => {
  const next = planRegime(
    { regime, activatedAt: vn('2026-11-15 07:00:00'), opened: [{ year: 2026 }, { year: 2027 }], calendar },
    vn('2027-12-31 00:00:00'),
  );
  expect(next.done || next.step).toBeUndefined();
});

test('everything to be mended is said at once, in the form’s order', () => {
  const form = {
    id: 'f',
    version: 1,
    title: 't',
    sections: [
      { code: 'I', title: 'Tình hình', hint: '', kind: 'narrative' as const, required: true },
      { code: 'II', title: 'Kết quả', hint: '', kind: 'tasks' as const, required: false },
      { code: 'III', title: 'Hạn chế', hint: '', kind: 'narrative' as const, required: true },
    ],
  };
  const content = { sections: { I: '  ' }, tasks: { 'II.1.a': { state: 'done' as const, percent: 100, result: '' } } };
  expect(problemsOf({ form, tasks: ['II.1.a'] }, content).map(({ field }) => field)).toEqual([
    'sections.I',
    'tasks.II.1.a.result',
    'sections.III',
  ]);
});

test('what is not in the outline or the plan is not taken in silence', () => {
  const form = { id: 'f', version: 1, title: 't', sections: [] };
  const content = {
    sections: { IX: 'x' },
    tasks: { 'II.9.z': { state: 'under_way' as const, percent: 10, result: '' } },
  };
  expect(problemsOf({ form, tasks: ['II.1.a'] }, content).map(({ field }) => field)).toEqual(['IX', 'II.9.z']);
});

test('only a leader leads, a viewer only reads, the engine has no power at all', () => {
  expect([mayDo('officer', 'lead'), mayDo('leader', 'lead'), mayDo('viewer', 'review')]).toEqual([false, true, false]);
  expect(() => demand({ kind: 'engine' }, 'lead')).toThrow('actor.not_allowed');
});

test('dates read as the office writes them', () => {
  expect(weekdayWords(day('2026-12-17'))).toBe('thứ Năm, 17/12/2026');
  expect(weekdayWords(day('2026-12-20'))).toBe('Chủ nhật, 20/12/2026');
  expect(momentWords(vn('2026-12-16 08:00:00'))).toBe('08:00 thứ Tư, 16/12/2026');
  expect(documentDate(day('2027-02-05'))).toBe('ngày 05 tháng 02 năm 2027');
  expect(documentDate(day('2026-12-05'))).toBe('ngày 05 tháng 12 năm 2026');
});

test('after a merger the tasks of the merged agencies are their successor’s, over several mergers', () => {
  const agency = (code: string, ...successors: string[]) => ({
    code,
    name: code,
    kind: 'department' as const,
    validFrom: day('2016-01-01'),
    validTo: undefined,
    successors,
  });
  const agencies = [agency('STC'), agency('SKHDT', 'STC'), agency('OLD', 'SKHDT'), agency('SNV')];
  expect([...answersFor('STC', agencies)]).toEqual(['STC', 'SKHDT', 'OLD']);
  expect([...answersFor('SNV', agencies)]).toEqual(['SNV']);
});

test('beyond the calendar a letter waits a day for a new one and stops no other; a receipt leaves', () => {
  const facts = {
    slot: 'compiled/1',
    plannedAt: vn('2028-01-03 08:00'),
    owed: undefined,
    moved: false,
    waves: [],
    now: vn('2028-01-03 08:00'),
    hours,
  };
  expect(claimVerdict({ ...facts, kind: 'compiled' })).toEqual({ outcome: 'put_off', until: vn('2028-01-04 08:00') });
  expect(claimVerdict({ ...facts, kind: 'receipt' })).toEqual({ outcome: 'claimed' });
});
