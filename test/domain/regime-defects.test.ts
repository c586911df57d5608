import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycleDates, planCycle } from '../../domain/cycle.ts';
import { defectWords } from '../../domain/defect-words.ts';
import type { Regime, Rung, StatedDate } from '../../domain/regime.ts';
import { defectsOf, isSound } from '../../domain/regime-defects.ts';
import { officeHours } from '../../domain/send-window.ts';
import type { Term } from '../../domain/term.ts';
import { sonLa, sonLaHalf, sonLaMonthly, sonLaYearly, monthly, quarterly } from '../given/regimes.ts';
import { calendar, regime } from './given-calendar.ts';

const hours = { calendar, window: officeHours };
const found = (given: Regime, term: Term = { year: 2026 }) =>
  defectsOf(given, term, hours).map(({ severity, code, where }) => `${severity} ${code} ${where}`);
const but = (change: Partial<Regime>): Regime => ({ ...regime, ...change });
const stated = (monthDay: string, roll: StatedDate['roll'] = 'keep'): StatedDate => ({
  monthDay,
  wording: 'by',
  roll,
  basis: '',
});
/** The regime with one rung changed, or another one added. */
const changed = (name: string, change: Partial<Rung>): Regime =>
  but({ ladder: regime.ladder.map((rung) => (rung.rung === name ? { ...rung, ...change } : rung)) });
const added = (rung: Partial<Rung>): Regime =>
  but({
    ladder: [
      ...regime.ladder,
      { rung: 'more', kind: 'remind', when: { workingDays: -2 }, time: '08:00', to: ['focal'], basis: '', ...rung },
    ],
  });

test.each([2025, 2026])('the regime that the project ships has no defect in %i', (year) => {
  expect(found(regime, { year })).toEqual([]);
});

test('Sơn La’s plan: the half-year date of the focal agency lies before its contributors’, and nothing else does', () => {
  expect(sonLa.contributors).toContain('6 tháng (trước ngày 16/6)');
  expect(sonLa.focal).toContain('6 tháng (trước ngày 18/5)');
  const half = defectsOf(sonLaHalf, { year: 2026, part: 1 }, hours);
  expect(half.filter(({ code }) => code === 'send-up.before-due')).toEqual([
    {
      severity: 'error',
      code: 'send-up.before-due',
      where: 'sendUp',
      facts: { due: '2026-06-15', sendUp: '2026-05-18', of: 'due' },
    },
  ]);
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const byMonth = months.map((part) => defectsOf(sonLaMonthly, { year: 2026, part }, hours));
  expect(byMonth.flat().filter(({ code }) => code === 'send-up.before-due')).toEqual([]);
  expect(defectsOf(sonLaYearly, { year: 2026 }, hours)).toEqual([]);
  // Rolled forward over Tết, and over the Sunday of 16/8, both dates of the month fall on one day.
  expect(months.filter((part) => !isSound(byMonth[part - 1] ?? []))).toEqual([2, 8]);
});

test('Sơn La’s month of February falls on Tết: its dates are named as moved, and the focal agency has no time left', () => {
  const february = defectsOf(sonLaMonthly, { year: 2026, part: 2 }, hours);
  expect(february.map(({ code, where, facts }) => `${code} ${where} ${facts['to'] ?? facts['due'] ?? ''}`)).toEqual(
    expect.arrayContaining(['date.moved sendUp 2026-02-23', 'send-up.same-day sendUp 2026-02-23']),
  );
});

test.each([
  {
    because: 'cut-off on the due date',
    given: but({ cutOff: stated('12-17') }),
    expected: 'error cut-off.too-close due',
  },
  {
    because: 'cut-off on Friday, due on the Sunday after',
    given: but({ cutOff: stated('12-18'), due: stated('12-20') }),
    expected: 'error cut-off.too-close due',
  },
  {
    because: 'a kind of agency that is due too early after the cut-off',
    given: but({ dueOf: { commune: stated('12-14') } }),
    expected: 'error cut-off.too-close dueOf.commune',
  },
  {
    because: 'sent up before it is due',
    given: but({ sendUp: stated('12-16') }),
    expected: 'error send-up.before-due sendUp',
  },
  {
    because: 'sent up before one kind of agency is due',
    given: but({ dueOf: { ward: stated('12-28') } }),
    expected: 'error send-up.before-due sendUp',
  },
  {
    because: 'due on a Sunday that does not move',
    given: but({ due: stated('12-20') }),
    expected: 'warning date.day-off due',
  },
  {
    because: 'due on 24/11, the new holiday',
    given: but({ due: stated('11-24', 'forward') }),
    expected: 'warning date.moved due',
  },
  {
    because: 'extensions end before the due date',
    given: but({ extensionLimit: stated('12-16') }),
    expected: 'error limit.before-due extensionLimit',
  },
  {
    because: 'extensions reach beyond the date of sending up',
    given: but({ extensionLimit: stated('12-28') }),
    expected: 'error limit.after-send-up extensionLimit',
  },
  {
    because: 'the final compilation does not wait for extensions',
    given: but({ extensionLimit: stated('12-24') }),
    expected: 'warning limit.after-compile extensionLimit',
  },
  {
    because: 'no longer received while grace lasts',
    given: but({ late: { policy: 'lock', workingDays: 0 }, graceHours: 4 }),
    expected: 'error lock.before-grace late',
  },
  {
    because: 'no longer received before extensions end',
    given: but({ late: { policy: 'lock', workingDays: 1 } }),
    expected: 'warning lock.before-limit late',
  },
  {
    because: 'a reminder at 18:00 of the last day leaves the day after',
    given: added({ when: { workingDays: 0 }, time: '18:00' }),
    expected: 'error remind.too-late ladder.more',
  },
  {
    because: 'a reminder after the due date',
    given: added({ when: { workingDays: 1 } }),
    expected: 'error remind.too-late ladder.more',
  },
  {
    because: 'asked ten working days before, fifteen being demanded',
    given: changed('request', { when: { workingDays: -10 } }),
    expected: 'error request.short-notice ladder.request',
  },
  {
    because: 'asked before the cycle opens',
    given: changed('request', { when: { workingDays: -35 } }),
    expected: 'warning request.before-opening ladder.request',
  },
  {
    because: 'reminded before the cycle opens',
    given: added({ when: { workingDays: -40 } }),
    expected: 'error rung.before-opening ladder.more',
  },
  {
    because: 'urged on the due date',
    given: changed('urge-1', { when: { workingDays: 0 } }),
    expected: 'error urge.before-due ladder.urge-1',
  },
  {
    because: 'urged while the grace still runs',
    given: but({ graceHours: 48 }),
    expected: 'error urge.before-due ladder.urge-1',
  },
  {
    because: 'UBND tỉnh is told while the grace still runs',
    given: but({ graceHours: 240 }),
    expected: 'error escalate.before-due ladder.escalate',
  },
  {
    because: 'UBND tỉnh is told on the due date',
    given: changed('escalate', { when: { workingDays: 0 } }),
    expected: 'error escalate.before-due ladder.escalate',
  },
  {
    because: 'UBND tỉnh is told before the last urging',
    given: changed('escalate', { when: { workingDays: 1 } }),
    expected: 'error escalate.before-urge ladder.escalate',
  },
  {
    because: 'the final compilation comes before the due date is over',
    given: but({
      ladder: regime.ladder.map((rung) => (rung.kind === 'compile' ? { ...rung, when: { workingDays: 0 } } : rung)),
    }),
    expected: 'error compile.before-due ladder.compile-final',
  },
  {
    because: 'an early draft may be wanted',
    given: changed('compile-draft', { when: { workingDays: -1 } }),
    expected: 'warning compile.early ladder.compile-draft',
  },
  {
    because: 'compiled after it was to be sent up',
    given: changed('compile-final', { when: { monthDay: '12-28', roll: 'keep' } }),
    expected: 'error compile.after-send-up ladder.compile-final',
  },
  {
    because: 'told of the sending when its day is over',
    given: changed('send-up', { when: { monthDay: '12-25', roll: 'keep' }, time: '18:00' }),
    expected: 'error send-up.told-late ladder.send-up',
  },
  {
    because: 'closed before it was to be sent up',
    given: changed('close', { when: { monthDay: '12-24', roll: 'keep' } }),
    expected: 'error close.before-send-up ladder.close',
  },
  {
    because: 'never closed',
    given: but({ ladder: regime.ladder.filter(({ kind }) => kind !== 'close') }),
    expected: 'error close.missing ladder',
  },
  {
    because: 'closed on a Sunday that does not move',
    given: changed('close', { when: { monthDay: '12-27', roll: 'keep' } }),
    expected: 'warning rung.day-off ladder.close',
  },
  { because: 'a reminder to nobody', given: added({ to: [] }), expected: 'error rung.nobody ladder.more' },
  {
    because: 'a list of the missing that only agencies would get',
    given: changed('flag-missing', { to: ['head'] }),
    expected: 'error rung.nobody ladder.flag-missing',
  },
  {
    because: 'two rungs of one name',
    given: added({ rung: 'remind-3', when: { workingDays: -5 } }),
    expected: 'error rung.duplicate ladder.remind-3',
  },
  {
    because: 'two reminders to one person at one moment',
    given: added({ when: { workingDays: -3 } }),
    expected: 'error rung.same-moment ladder.more',
  },
  {
    because: 'an undecided extension is pressed upon nobody',
    given: but({ extension: { press: [{ workingDays: -1, to: ['head'] }], undecided: 'refused' } }),
    expected: 'error press.nobody extension.press.0',
  },
] satisfies { because: string; given: Regime; expected: string }[])('$expected: $because', ({ given, expected }) => {
  expect(found(given)).toContain(expected);
});

test('two reminders at one moment to different people are no defect', () => {
  expect(found(added({ when: { workingDays: -3 }, to: ['mailbox'] }))).toEqual([]);
});

test('the ladder of a returned report is reckoned from its own date, not from the cycle’s', () => {
  expect(
    found(added({ kind: 'urge', when: { workingDays: 1 }, to: ['head'], follows: 'correction', time: '09:00' })),
  ).toEqual([]);
});

test('a step that the calendar does not reach is one warning, and the rest is still looked at', () => {
  const late = changed('close', { when: { workingDays: 300 } });
  const defects = defectsOf({ ...late, sendUp: stated('12-16') }, { year: 2027 }, hours);
  expect(defects.map(({ code }) => code)).toEqual(expect.arrayContaining(['calendar.gap', 'send-up.before-due']));
  expect(defectsOf(regime, { year: 2031 }, hours).map(({ code }) => code)).toEqual(['calendar.gap']);
});

test.each([
  ['quarter', quarterly],
  ['month', monthly],
] as const)('a %s’s regime is sound in every part of 2026 that Tết leaves alone', (_, given) => {
  const parts = given.frequency === 'quarter' ? [1, 2, 3, 4] : [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  for (const part of parts) expect(isSound(defectsOf(given, { year: 2026, part }, hours)), `part ${part}`).toBe(true);
});

test('whatever is wrong with a policy, its cycle is still planned, and every defect is told in words', () => {
  const rung: fc.Arbitrary<Rung> = fc.record({
    rung: fc.constantFrom('a', 'b', 'c', 'd', 'send-up'),
    kind: fc.constantFrom('request', 'remind', 'urge', 'flag', 'escalate', 'compile', 'close'),
    when: fc.oneof(
      fc.integer({ min: -60, max: 8 }).map((workingDays) => ({ workingDays })),
      fc.constantFrom('11-24', '12-20', '12-31', '02-17').map((monthDay) => ({ monthDay, roll: 'keep' as const })),
    ),
    time: fc.constantFrom('00:00', '08:00', '17:45', '23:59'),
    to: fc.subarray(['focal', 'head', 'officer', 'leader'] as const),
    basis: fc.constant(''),
  });
  const date = fc.constantFrom('02-17', '11-24', '12-06', '12-14', '12-20').map((each) => stated(each));
  const policy = fc.record({
    cutOff: date,
    due: date,
    sendUp: date,
    extensionLimit: date,
    ladder: fc.array(rung, { minLength: 1, maxLength: 8 }),
    graceHours: fc.constantFrom(0, 30),
  });
  fc.assert(
    fc.property(policy, (change) => {
      const given = but({ ...change, late: { policy: 'lock', workingDays: 0 } });
      for (const defect of defectsOf(given, { year: 2026 }, hours)) {
        const { what, mend } = defectWords(defect);
        expect(`${what} ${mend}`, defect.code).not.toMatch(/undefined|null|NaN|\(\)/);
      }
      const { due, opensAt } = cycleDates(given, { year: 2026 }, calendar);
      const steps = planCycle(given, { year: 2026 }, [{ due, kind: 'due', since: opensAt }], calendar);
      const names = new Set(
        given.ladder.filter(({ kind }) => kind === 'request' || kind === 'close').map((each) => each.rung),
      );
      for (const name of names) expect(steps.some((step) => step.rung === name)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
