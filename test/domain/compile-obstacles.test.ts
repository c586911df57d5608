import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileObstacles, isSettled } from '../../domain/compile-obstacles.ts';
import type { ObstacleFact } from '../../domain/compile-obstacles.ts';
import { isObstacleCompilationDue, lastObstaclePeriod } from '../../domain/obstacle-period.ts';
import type { ObstacleEntryKind } from '../../domain/obstacle.ts';
import { calendar, day, vn } from './given-calendar.ts';

const fact = (id: string, ...entries: readonly (readonly [ObstacleEntryKind, string, string?])[]): ObstacleFact => ({
  ...{ id, agency: `Cơ quan ${id}`, title: `Vướng mắc ${id}`, task: undefined },
  raisedAt: vn(entries[0]?.[1] ?? ''),
  entries: entries.map(([kind, at, document]) => ({
    ...{ kind, words: `${kind} ${id}`, at: vn(at) },
    ...(document && { document }),
  })),
});

const facts = [
  fact('new', ['raised', '2026-12-10 09:00']),
  fact('old', ['raised', '2026-06-01 09:00'], ['forwarded', '2026-07-01 09:00']),
  fact(
    'done',
    ['raised', '2026-05-04 09:00'],
    ['forwarded', '2026-06-01 09:00'],
    ['decided', '2026-10-01 09:00', '45/UBND'],
  ),
  fact('before', ['raised', '2026-02-02 09:00'], ['closed', '2026-03-02 09:00']),
  fact('later', ['raised', '2026-12-14 16:00']),
];
const span = { number: 2, from: day('2026-09-15'), to: day('2026-12-14'), asOf: vn('2026-12-14 10:00'), since: 1 };

test('a compilation holds what was raised in its span and what was not settled when it began, waiting ones first, the oldest first', () => {
  const { obstacles, figures } = compileObstacles(facts, span, new Map(), calendar);
  expect(obstacles.map(({ id, state, ageDays }) => [id, state, ageDays])).toEqual([
    ['old', 'forwarded', 137],
    ['new', 'raised', 2],
    ['done', 'decided', 106],
  ]);
  expect(figures).toEqual({ total: 3, unsettled: 2, settled: 1, fresh: 3, oldestDays: 137 });
  expect(obstacles[2]?.decision).toEqual({ words: 'decided done', document: '45/UBND', on: day('2026-10-01') });
  expect(obstacles[0]).toMatchObject({ proposal: 'raised old', answer: 'forwarded old' });
});

test('beside the compilation before, each is new, settled since, moved, or as it was', () => {
  const before = new Map([['old', 'forwarded'] as const, ['done', 'forwarded'] as const]);
  const { obstacles } = compileObstacles(facts, span, before, calendar);
  expect(obstacles.map(({ id, news }) => [id, news])).toEqual([
    ['old', 'same'],
    ['new', 'new'],
    ['done', 'settled'],
  ]);
  const moved = compileObstacles(facts, span, new Map([['old', 'raised'] as const]), calendar);
  expect(moved.obstacles[0]?.news).toBe('moved');
});

test('nothing unsettled is left out, whenever it was raised, and what came after the moment is not seen', () => {
  const kinds = fc.constantFrom<ObstacleEntryKind>('answered', 'forwarded', 'decided', 'closed');
  const thread = fc.tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 200 })), { maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(thread, { maxLength: 12 }), (threads) => {
      const given = threads.map(([start, rest], place) => {
        const raised = vn('2026-01-05 09:00').add({ hours: 24 * start });
        const entries = rest
          .map(([kind, after]) => ({ kind, words: '', at: raised.add({ hours: 24 * after + 1 }) }))
          .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
        const first = { kind: 'raised' as const, words: '', at: raised };
        return {
          id: String(place),
          agency: '',
          title: '',
          task: undefined,
          raisedAt: raised,
          entries: [first, ...entries],
        };
      });
      const { obstacles, figures } = compileObstacles(given, span, new Map(), calendar);
      for (const each of given) {
        const seen = each.entries.filter(({ at }) => Temporal.Instant.compare(at, span.asOf) <= 0);
        const last = seen.at(-1);
        const unsettled = last && !isSettled(last.kind);
        if (unsettled) expect(obstacles.map(({ id }) => id)).toContain(each.id);
        if (!last) expect(obstacles.map(({ id }) => id)).not.toContain(each.id);
      }
      expect(figures.unsettled + figures.settled).toBe(figures.total);
      expect(obstacles.every(({ ageDays }) => ageDays >= 0)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('quarter IV of 2026 ends on 14/12 and is due on the first working day after it, until a compilation reaches its end', () => {
  const period = lastObstaclePeriod(day('2026-12-15'), calendar);
  expect([period.name, period.words, period.from.toString(), period.to.toString(), period.dueOn.toString()]).toEqual([
    ...['2026-4', 'quý IV năm 2026', '2026-09-15', '2026-12-14', '2026-12-15'],
  ]);
  expect(lastObstaclePeriod(day('2026-12-14'), calendar).name).toBe('2026-3');
  expect(isObstacleCompilationDue(period, day('2026-12-15'), undefined)).toBe(true);
  expect(isObstacleCompilationDue(period, day('2026-12-20'), day('2026-12-10'))).toBe(true);
  expect(isObstacleCompilationDue(period, day('2026-12-20'), day('2026-12-14'))).toBe(false);
});
