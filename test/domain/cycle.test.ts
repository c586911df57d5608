import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay, workingDaysBetween } from '../../domain/calendar.ts';
import { cycleDates, groupsOf, nextCycleStep, planCycle } from '../../domain/cycle.ts';
import type { DueGroup } from '../../domain/cycle.ts';
import { dayOf } from '../../domain/zone.ts';
import { stampWords } from '../../domain/words.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const common: DueGroup = { due: day('2026-12-17'), kind: 'due', since: vn('2026-11-04 08:00:00') };
const keys = (groups: readonly DueGroup[]) => planCycle(regime, { year: 2026 }, groups, calendar).map(({ key }) => key);

test('the year 2026 runs as the regime says', () => {
  const steps = planCycle(regime, { year: 2026 }, [common], calendar).map(({ key, at }) => `${stampWords(at)} ${key}`);
  expect(steps).toEqual([
    '18/11/2026 08:00 request@2026-12-17',
    '03/12/2026 08:00 remind-10@2026-12-17',
    '14/12/2026 08:00 remind-3@2026-12-17',
    '16/12/2026 08:00 remind-1@2026-12-17',
    '18/12/2026 08:00 urge-1@2026-12-17',
    '18/12/2026 08:00 flag-missing',
    '18/12/2026 17:00 compile-draft',
    '21/12/2026 08:00 urge-2@2026-12-17',
    '22/12/2026 08:00 escalate',
    '23/12/2026 15:00 compile-final',
    '24/12/2026 08:00 send-up',
    '31/12/2026 17:00 close',
  ]);
});

test('the dates of 2026: period 15/12/2025 to 14/12/2026, cut-off 14/12, due 17/12, sending up 25/12, extensions to 22/12', () => {
  const dates = cycleDates(regime, { year: 2026 }, calendar);
  expect(
    [dates.period.from, dates.period.to, dates.cutOff, dates.due, dates.sendUp, dates.extensionLimit].map(String),
  ).toEqual(['2025-12-15', '2026-12-14', '2026-12-14', '2026-12-17', '2026-12-25', '2026-12-22']);
});

test('at least one working day lies between cut-off and due date in every year of the calendar (NĐ 09/2019 Đ.8.5b)', () => {
  for (const year of [2024, 2025, 2026, 2027]) {
    const { cutOff, due } = cycleDates(regime, { year }, calendar);
    expect(workingDaysBetween(cutOff, due, calendar)).toBeGreaterThanOrEqual(1);
  }
});

test('an extended agency has reminders and urgings of its own date, and no second request', () => {
  const extended: DueGroup = { due: day('2026-12-22'), kind: 'extended', since: vn('2026-12-16 10:00:00') };
  const added = keys([common, extended]).filter((key) => !keys([common]).includes(key));
  expect(added).toEqual(['remind-3@2026-12-22', 'remind-1@2026-12-22', 'urge-1@2026-12-22', 'urge-2@2026-12-22']);
});

test('rungs that fell before a date was moved are not taken for it', () => {
  const extended: DueGroup = { due: day('2026-12-18'), kind: 'extended', since: vn('2026-12-16 10:00:00') };
  expect(keys([extended]).filter((key) => key.endsWith('2026-12-18'))).toEqual([
    'remind-1@2026-12-18',
    'urge-1@2026-12-18',
    'urge-2@2026-12-18',
  ]);
});

test('a returned report climbs the small ladder of its correction date', () => {
  const correction: DueGroup = { due: day('2026-12-22'), kind: 'correction', since: vn('2026-12-18 10:00:00') };
  expect(keys([correction]).filter((key) => key.includes('@'))).toEqual([
    'correct-remind@2026-12-22',
    'correct-urge@2026-12-22',
  ]);
});

test("invariant 11: one agency's date beyond the calendar leaves the steps of all others as they are", () => {
  const impossible: DueGroup = { due: day('2099-12-31'), kind: 'extended', since: common.since };
  expect(keys([common, impossible])).toEqual(keys([common]));
});

test("the regime's own date beyond the calendar is refused", () => {
  expect(() => keys([{ ...common, due: day('2099-12-31') }])).toThrow('calendar.gap');
});

test('the same due date of many agencies is one group, from its earliest moment', () => {
  const later = { ...common, since: vn('2026-11-20 08:00:00') };
  expect(groupsOf([later, common, later])).toEqual([common]);
});

test('the next step is the first that was not taken, however late', () => {
  const steps = planCycle(regime, { year: 2026 }, [common], calendar);
  expect(nextCycleStep(steps, new Set())?.key).toBe('request@2026-12-17');
  expect(nextCycleStep(steps, new Set(['request@2026-12-17', 'remind-3@2026-12-17']))?.key).toBe(
    'remind-10@2026-12-17',
  );
  expect(nextCycleStep(steps, new Set(steps.map(({ key }) => key)))).toBeUndefined();
});

test('invariant 7: whatever the due dates, no step falls on a day off', () => {
  const dues = fc.integer({ min: 0, max: 25 }).map((offset) => day('2026-12-01').add({ days: offset }));
  const groups = fc.array(
    fc.record({ due: dues, kind: fc.constantFrom('due', 'extended', 'correction'), since: fc.constant(common.since) }),
  );
  fc.assert(
    fc.property(groups, fc.constantFrom(2025, 2026), (some, year) => {
      const moved = some.map((group) => ({
        ...group,
        due: group.due.with({ year }),
        since: vn(`${year}-11-01 08:00:00`),
      }));
      for (const step of planCycle(regime, { year }, groupsOf(moved), calendar)) {
        expect(isWorkingDay(dayOf(step.at), calendar), step.key).toBe(true);
      }
    }),
  );
});
