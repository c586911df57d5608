import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay } from '../../domain/calendar.ts';
import { sendingCrossings, sendingPatiences } from '../../domain/sending-presses.ts';
import { stampWords } from '../../domain/words.ts';
import { dayOf, isBefore } from '../../domain/zone.ts';
import { calendar, day, vn } from './given-calendar.ts';

const until = vn('2026-12-31 17:00');

test('for 25/12/2026 people are reminded 5 and 2 working days before, on the day, and each working day after it until the cycle closes', () => {
  const crossed = sendingCrossings(
    undefined,
    { receiver: 'Thủ tướng Chính phủ', due: day('2026-12-25'), until },
    calendar,
  );
  expect(crossed.map(({ ordinal, at }) => `${ordinal} ${stampWords(at)}`)).toEqual([
    '1 18/12/2026 08:00',
    '2 23/12/2026 08:00',
    '3 25/12/2026 08:00',
    '4 28/12/2026 08:00',
    '4 29/12/2026 08:00',
    '4 30/12/2026 08:00',
    '4 31/12/2026 08:00',
  ]);
  expect(sendingPatiences().map(({ to }) => to.join())).toEqual([
    'officer',
    'officer',
    'officer,leader',
    'officer,leader',
  ]);
});

test('reminders fall on the morning of working days, each once, before the cycle closes, whatever the date and the policy', () => {
  const days = fc.integer({ min: 0, max: 360 }).map((count) => day('2026-01-05').add({ days: count }));
  const presses = fc.array(fc.integer({ min: -20, max: 0 }), { maxLength: 5 });
  fc.assert(
    fc.property(days, presses, fc.integer({ min: 0, max: 30 }), (due, counts, rest) => {
      const closes = vn(`${due.add({ days: rest }).toString()} 17:00`);
      const press = counts.map((workingDays) => ({ workingDays, to: ['officer' as const] }));
      const crossed = sendingCrossings({ press }, { receiver: 'Bộ', due, until: closes }, calendar);
      const mornings = crossed.map(({ at }) => at.toString());
      expect(new Set(mornings).size).toBe(mornings.length);
      for (const { at, ordinal } of crossed) {
        expect(isBefore(at, closes)).toBe(true);
        if (!dayOf(at).equals(due)) expect(isWorkingDay(dayOf(at), calendar)).toBe(true);
        expect(sendingPatiences({ press })[ordinal - 1]).toBeDefined();
      }
    }),
    { numRuns: 200 },
  );
});
