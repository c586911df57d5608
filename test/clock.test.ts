import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockFrom, scaledClock, systemClock } from '../clock.ts';
import { vn } from './given/clock.ts';

const start = vn('2026-11-15 07:00');
const origin = Temporal.Now.instant().subtract({ seconds: 10 });

test('a scaled clock has come as far as its speed says', () => {
  const clock = scaledClock({ start, speed: 1000, origin });
  const passed = clock.now().since(start).total('seconds') / 1000;
  const real = Temporal.Now.instant().since(origin).total('seconds');
  expect(Math.abs(passed - real)).toBeLessThan(0.5);
});

test('before its origin a scaled clock stands still, and the engine waits for the origin too', () => {
  const ahead = Temporal.Now.instant().add({ seconds: 100 });
  const clock = scaledClock({ start, speed: 1000, origin: ahead });
  expect(clock.now().equals(start)).toBe(true);
  expect(clock.engineDelay(start.add({ seconds: 1000 }))).toBeGreaterThan(100_000 - 500);
});

test('nights and weekends pass faster, office hours at the stated speed', () => {
  const clock = scaledClock({ start: vn('2026-12-14 07:00'), speed: 3600, rest: 4, origin });
  const seconds = (from: string, to: string) => (clock.reach(vn(to)) - clock.reach(vn(from))) / 1000;
  expect(seconds('2026-12-14 08:00', '2026-12-14 17:00')).toBeCloseTo(9);
  expect(seconds('2026-12-14 20:00', '2026-12-15 04:00')).toBeCloseTo(2);
  expect(seconds('2026-12-19 00:00', '2026-12-21 00:00')).toBeCloseTo(12);
});

test('what the clock shows and how long the engine waits agree, wherever an instant lies', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 24 * 60 }), fc.constantFrom(1, 4), (minutes, rest) => {
      const clock = scaledClock({ start, speed: 24_000, rest, origin });
      const at = start.add({ minutes });
      const later = at.add({ minutes: 1 });
      expect(clock.reach(later)).toBeGreaterThan(clock.reach(at));
      expect(clock.engineDelay(at) > 0).toBe(Temporal.Instant.compare(clock.now(), at) < 0);
    }),
  );
});

test('two processes with the same setting agree', () => {
  const setting = `2026-11-15T07:00+07:00@24000x4@${origin.toString()}`;
  const difference = clockFrom(setting).now().since(clockFrom(setting).now()).total('seconds');
  expect(Math.abs(difference)).toBeLessThan(24_000);
});

test('without a setting it is the machine’s clock; a wrong one is named', () => {
  expect(clockFrom(undefined)).toBe(systemClock);
  expect(clockFrom('')).toBe(systemClock);
  for (const wrong of ['fast', '2026-11-15@', '2026-11-15T07:00+07:00@-3', '2026-11-15T07:00+07:00@10x0']) {
    expect(() => clockFrom(wrong)).toThrow(`CLOCK: expected START@SPEED`);
  }
});
