import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldDates, rungFates, rungsNear } from '../../domain/explain.ts';
import type { DateMove, ExplainFacts, RungLine } from '../../domain/explain.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { dayOf } from '../../domain/zone.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const openedAt = vn('2026-11-05 08:00');

const givenObligation = (facts: Partial<Obligation> = {}): Obligation => ({
  ...{ id: 'o', cycle: 'kl69-nam/2026', agency: 'STC', state: 'open', stateAt: openedAt, due: day('2026-12-17') },
  ...{ extendedDue: undefined, correctionDue: undefined, dueSince: openedAt, revision: 0 },
  ...facts,
});

function fatesOf(facts: Partial<ExplainFacts> & { moves?: DateMove[] } = {}) {
  const { moves = [], obligation = givenObligation(), ...others } = facts;
  const held = heldDates(obligation, openedAt, moves);
  const common = { lines: [], taken: new Set<string>(), regime, term: { year: 2026 }, calendar };
  return rungFates({ ...common, now: vn('2026-12-10 09:00'), obligation, held, ...others });
}

const shortly = (fates: ReturnType<typeof fatesOf>) =>
  fates.map(({ rung, due, fate }) => `${rung} ${due.toString().slice(5)} ${fate.outcome}`);

const line = (rung: string, state: RungLine['state'], revision = 0): RungLine => ({
  ...{ slot: `kl69-nam/2026/STC/${rung}`, rung, revision, state, reason: undefined },
});

test('every rung of the ladder has a fate: in the ledger, ahead, or not taken yet', () => {
  const lines = [line('request', 'sent'), line('remind-10', 'sent')];
  expect(shortly(fatesOf({ lines }))).toEqual([
    'request 12-17 in_ledger',
    'remind-10 12-17 in_ledger',
    'remind-3 12-17 ahead',
    'remind-1 12-17 ahead',
    'urge-1 12-17 ahead',
    'urge-2 12-17 ahead',
  ]);
  expect(shortly(fatesOf({ lines, now: vn('2026-12-14 08:00') }))[2]).toBe('remind-3 12-17 overdue');
  const taken = new Set(['remind-3@2026-12-17']);
  expect(shortly(fatesOf({ lines, taken, now: vn('2026-12-14 08:00') }))[2]).toBe('remind-3 12-17 passed_over');
});

test('what lies ahead of an agency that has reported is needless', () => {
  const obligation = givenObligation({ state: 'submitted' });
  const outcomes = new Set(fatesOf({ obligation, lines: [line('request', 'sent')] }).map(({ fate }) => fate.outcome));
  expect(outcomes).toEqual(new Set(['in_ledger', 'overdue', 'needless']));
});

test('an extension ends the ladder of the first date and begins one of its own', () => {
  const at = vn('2026-12-15 09:00');
  const obligation = givenObligation({ extendedDue: day('2026-12-21'), dueSince: at, revision: 1 });
  const moves = [{ at, due: day('2026-12-21'), kind: 'extended' as const }];
  const lines = [line('request', 'sent'), line('remind-10', 'sent'), line('remind-3', 'sent')];
  expect(shortly(fatesOf({ obligation, moves, lines, now: at.add({ hours: 1 }) }))).toEqual([
    'request 12-17 in_ledger',
    'remind-10 12-17 in_ledger',
    'remind-10 12-21 before_date',
    'remind-3 12-17 in_ledger',
    'remind-1 12-17 moved_on',
    'remind-3 12-21 ahead',
    'urge-1 12-17 moved_on',
    'remind-1 12-21 ahead',
    'urge-2 12-17 moved_on',
    'urge-1 12-21 ahead',
    'urge-2 12-21 ahead',
  ]);
});

test('an extension of a correction stays a correction, and an accepted report keeps what it climbed', () => {
  const moves = [
    { at: vn('2026-12-11 09:00'), due: day('2026-12-16'), kind: 'correction' as const },
    { at: vn('2026-12-14 09:00'), due: day('2026-12-18'), kind: 'extended' as const },
  ];
  const obligation = givenObligation({ state: 'accepted', dueSince: vn('2026-12-14 09:00'), revision: 2 });
  expect(
    heldDates(obligation, openedAt, moves).map(({ due, kind, revision }) => `${revision} ${kind} ${due.day}`),
  ).toEqual(['0 due 17', '1 correction 16', '2 correction 18']);
});

test('a stated date on a day off says from where it was moved', () => {
  const saturday = { ...regime, ladder: regime.ladder.map((rung) => (rung.rung === 'remind-3' ? moved(rung) : rung)) };
  const found = fatesOf({ regime: saturday }).find(({ rung }) => rung === 'remind-3');
  expect([found?.statedOn?.toString(), dayOf(found?.at ?? openedAt).toString()]).toEqual(['2026-12-12', '2026-12-14']);
});

const moved = (rung: (typeof regime.ladder)[number]) => ({
  ...rung,
  when: { monthDay: '12-12', roll: 'forward' as const },
});

test('near a day are the rungs of a week around it, or the nearest before and after', () => {
  const fates = fatesOf();
  expect(rungsNear(fates, day('2026-12-17')).map(({ rung }) => rung)).toEqual([
    'remind-3',
    'remind-1',
    'urge-1',
    'urge-2',
  ]);
  expect(rungsNear(fates, day('2026-11-26')).map(({ rung }) => rung)).toEqual(['remind-10']);
  expect(rungsNear(fates, day('2027-03-01')).map(({ rung }) => rung)).toEqual(['urge-2']);
});

test('whatever moved, each rung of each date has one fate, and what lies ahead is of the date in force only', () => {
  // An extension or a correction is never a date before the regime's own.
  const days = fc.integer({ min: 1, max: 8 }).map((count) => day('2026-12-17').add({ days: count }));
  const moves = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 40 * 24 }).map((hours) => openedAt.add({ hours })),
      due: days,
      kind: fc.constantFrom('extended' as const, 'correction' as const),
    }),
    { maxLength: 4 },
  );
  const moments = fc.integer({ min: 0, max: 60 * 24 }).map((hours) => openedAt.add({ hours }));
  fc.assert(
    fc.property(moves, moments, (all, later) => {
      const sorted = all.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
      const last = sorted.at(-1);
      const corrected = sorted.some(({ kind }) => kind === 'correction');
      const obligation = givenObligation({
        revision: sorted.length,
        dueSince: last?.at ?? openedAt,
        ...(last && (corrected ? { correctionDue: last.due } : { extendedDue: last.due })),
      });
      // Nobody asks before the last date was given.
      const now = last && Temporal.Instant.compare(later, last.at) < 0 ? last.at : later;
      const fates = fatesOf({ obligation, moves: sorted, now });
      const reminding = regime.ladder.filter(({ kind }) => ['remind', 'urge'].includes(kind));
      const climbed = heldDates(obligation, openedAt, sorted).flatMap(({ kind }) =>
        reminding.filter(({ follows }) => (kind === 'correction') === (follows === 'correction')),
      );
      expect(fates.filter(({ kind }) => kind !== 'request')).toHaveLength(climbed.length);
      for (const { due, kind, fate, at } of fates) {
        if (fate.outcome !== 'ahead' || kind === 'request') continue;
        expect(due.toString()).toBe((last?.due ?? obligation.due).toString());
        expect(Temporal.Instant.compare(now, at)).toBe(-1);
      }
    }),
  );
});
