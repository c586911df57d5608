import { expect, test } from 'vitest';
import { receiverDues, sameReceiver, unsentTo } from '../../domain/receiver-dues.ts';
import { regimeProblems } from '../../domain/regime-problems.ts';
import { defectsOf } from '../../domain/regime-defects.ts';
import { calendar, regime } from './given-calendar.ts';

const dues = (given = regime, year = 2026) =>
  receiverDues(given, { year }, calendar).map(({ receiver, due }) => [receiver, due.toString()]);

test('the sample sends to the Ministry by 20/12, which is a Sunday in 2026 and moves to Monday, and to the Prime Minister by 25/12', () => {
  expect(dues()).toEqual([
    ['Thủ tướng Chính phủ', '2026-12-25'],
    ['Bộ Khoa học và Công nghệ', '2026-12-21'],
  ]);
});

test('receivers without a date of their own have the regime’s', () => {
  const { sendings: _, ...without } = regime;
  expect(dues(without)).toEqual([
    ['Thủ tướng Chính phủ', '2026-12-25'],
    ['Bộ Khoa học và Công nghệ', '2026-12-25'],
  ]);
});

test('a receiver is known by its short name, and a withdrawn sending leaves it without one', () => {
  expect(sameReceiver('Bộ KH&CN', 'Bộ Khoa học và Công nghệ.')).toBe(true);
  expect(sameReceiver('Thủ tướng', 'Thủ tướng Chính phủ')).toBe(true);
  expect(sameReceiver('Bộ Tài chính', 'Bộ KH&CN')).toBe(false);
  const both = [{ receiver: 'Thủ tướng Chính phủ' }, { receiver: 'Bộ Khoa học và Công nghệ' }];
  expect(unsentTo(both, [{ receiver: 'Bộ KH&CN', withdrawn: false }])).toEqual([both[0]]);
  expect(unsentTo(both, [{ receiver: 'Bộ KH&CN', withdrawn: true }])).toEqual(both);
});

test('a date for somebody who is no receiver, two for one, and reminders to agencies are named where they stand', () => {
  const [own] = regime.sendings?.dates ?? [];
  if (!own) throw new Error('the sample has dates of receivers');
  const sendings = {
    dates: [own, own, { ...own, receiver: 'Bộ Tài chính' }],
    press: [{ workingDays: 1, to: ['focal' as const] }],
  };
  expect(regimeProblems({ ...regime, sendings }).map(({ field }) => field)).toEqual([
    'sendings.dates.1.receiver',
    'sendings.dates.2.receiver',
    'sendings.press.0.workingDays',
    'sendings.press.0.to',
  ]);
  expect(regimeProblems(regime)).toEqual([]);
});

test('a receiver’s date that does not exist, or lies before the agencies’ own, is a defect of that date', () => {
  const [own] = regime.sendings?.dates ?? [];
  if (!own) throw new Error('the sample has dates of receivers');
  const on = (monthDay: string) => ({ ...regime, sendings: { dates: [{ ...own, date: { ...own.date, monthDay } }] } });
  expect(regimeProblems(on('02-30')).map(({ field }) => field)).toEqual(['sendings.dates.0.date.day']);
  const hours = { calendar, window: { from: '07:30', to: '16:30' } };
  const errors = (monthDay: string) =>
    defectsOf(on(monthDay), { year: 2026 }, hours)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, where }) => [code, where]);
  expect(errors('12-16')).toEqual([['send-up.before-due', 'sendings.dates.0']]);
  expect(errors('12-20')).toEqual([]);
});
