import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimVerdict } from '../../domain/claim.ts';
import type { WaveSlot } from '../../domain/claim.ts';
import { officeHours } from '../../domain/send-window.ts';
import { calendar, vn } from './given-calendar.ts';

const plannedAt = vn('2026-12-14 08:00:00');
const wave = (slot: string, kind: WaveSlot['kind'] = 'remind', more: Partial<WaveSlot> = {}): WaveSlot => ({
  ...{ slot, kind, rung: slot, plannedAt, claimedAt: undefined },
  ...more,
});

const verdictOf = ({ slot, kind, plannedAt: at }: WaveSlot, waves: readonly WaveSlot[]) =>
  claimVerdict({
    ...{ slot, kind, plannedAt: at, owed: 'open', moved: false, waves },
    ...{ now: vn('2026-12-14 09:00:00'), hours: { calendar, window: officeHours } },
  });

const leaving = (waves: readonly WaveSlot[]) =>
  waves.filter((each) => verdictOf(each, waves).outcome === 'claimed').map(({ slot }) => slot);

test('of two reminders planned for one moment exactly one leaves, and the other names it', () => {
  const waves = [wave('remind-10'), wave('remind-3')];
  expect(leaving(waves)).toEqual(['remind-3']);
  expect(leaving(waves.toReversed())).toEqual(['remind-3']);
  expect(verdictOf(wave('remind-10'), waves)).toEqual({ outcome: 'overtaken', by: 'remind-3' });
});

test('an urging leaves instead of a reminder of the same moment', () => {
  expect(leaving([wave('remind-9'), wave('a-first-urging', 'urge')])).toEqual(['a-first-urging']);
});

test('a closed cycle asks and urges nobody any more, but a receipt still leaves', () => {
  const verdict = (kind: WaveSlot['kind'] | 'receipt') =>
    claimVerdict({
      ...{ slot: 's', kind, plannedAt, owed: 'open', moved: false, closed: true, waves: [] },
      ...{ now: vn('2027-01-04 09:00:00'), hours: { calendar, window: officeHours } },
    });
  for (const kind of ['request', 'remind', 'urge'] as const) {
    expect(verdict(kind)).toEqual({ outcome: 'cancelled', reason: 'closed' });
  }
  expect(verdict('receipt')).toEqual({ outcome: 'claimed' });
});

test('what has been claimed already leaves no room for another of its moment', () => {
  const claimed = wave('remind-10', 'remind', { claimedAt: vn('2026-12-14 08:01:00') });
  expect(verdictOf(wave('remind-3'), [claimed, wave('remind-3')])).toEqual({ outcome: 'overtaken', by: 'remind-10' });
});

test('a request of the same moment leaves instead of a reminder, however quickly it left', () => {
  const request = wave('request', 'request', { claimedAt: plannedAt });
  expect(verdictOf(wave('remind-3'), [request, wave('remind-3')])).toEqual({ outcome: 'overtaken', by: 'request' });
});

test('a letter that waits to be tried again is not overtaken by itself', () => {
  const again = wave('remind-3', 'remind', { claimedAt: vn('2026-12-14 08:01:00') });
  expect(verdictOf(again, [again])).toEqual({ outcome: 'claimed' });
});

test('invariant 3: however many are planned for whatever moments, in whatever order they are looked at, exactly one leaves', () => {
  const slots = fc.uniqueArray(
    fc.record({ name: fc.integer({ min: 0, max: 20 }), minute: fc.integer({ min: 0, max: 3 }), urges: fc.boolean() }),
    { minLength: 1, maxLength: 8, selector: ({ name }) => name },
  );
  fc.assert(
    fc.property(slots, (given) => {
      const waves = given.map(({ name, minute, urges }) =>
        wave(`rung-${name}`, urges ? 'urge' : 'remind', { plannedAt: plannedAt.add({ minutes: minute }) }),
      );
      expect(leaving(waves)).toHaveLength(1);
    }),
  );
});

test('a letter that is written ahead of its moment waits for it, and overtakes nothing before it', () => {
  const ahead = wave('remind-1', 'remind', { plannedAt: vn('2026-12-14 09:00:30') });
  expect(verdictOf(ahead, [ahead])).toEqual({ outcome: 'put_off', until: ahead.plannedAt });
  expect(leaving([wave('remind-3'), ahead])).toEqual(['remind-3']);
});
