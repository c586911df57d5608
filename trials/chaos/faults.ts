import { seeded } from '../demo/seeded.ts';
import type { Mischief } from './bad-mail-server.ts';

/** What is done to the system. */
export type FaultKind =
  | 'kill-worker'
  | 'kill-api'
  | 'kill-engine'
  | 'lose-engine'
  | 'kill-postgres'
  | 'stop-postgres'
  | 'sleep-worker'
  | `mail-${Mischief}`;

/** A fault, planned in the office's time. */
export interface Fault {
  at: Temporal.Instant;
  /** When what was broken is started again, or behaves again. */
  until: Temporal.Instant;
  kind: FaultKind;
  /** Which of the two processes of its kind. */
  which: 0 | 1;
}

/** How often each kind is drawn, and for how many hours of the office's time it lasts. */
const kinds: readonly (readonly [FaultKind, number, readonly [number, number]])[] = [
  ['kill-worker', 4, [1, 30]],
  ['kill-api', 2, [1, 20]],
  ['kill-engine', 2, [4, 60]],
  ['lose-engine', 1, [4, 60]],
  ['kill-postgres', 1, [2, 30]],
  ['stop-postgres', 1, [2, 30]],
  ['sleep-worker', 2, [48, 150]],
  ['mail-refuse', 1, [2, 30]],
  ['mail-busy', 1, [4, 40]],
  ['mail-reject', 1, [2, 12]],
  ['mail-hang', 1, [1, 20]],
  ['mail-drop-unstored', 1, [2, 20]],
  ['mail-drop-stored', 1, [1, 12]],
];

/**
 * The faults of a year, from its seed alone. Half of them fall about the moments at which letters leave: there they hurt.
 * In: those moments, and the stretch of the year in which faults may begin.
 */
export function planFaults(
  seed: string,
  count: number,
  moments: readonly Temporal.Instant[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Fault[] {
  const next = seeded(`${seed}/faults`);
  const inMoments = moments.filter(
    (at) => Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, to) <= 0,
  );
  return Array.from({ length: count }, () => {
    const [kind, , [least, most]] = draw(next());
    const moment = inMoments[Math.floor(next() * inMoments.length)];
    const near = moment !== undefined && next() < 0.5;
    const span = to.epochMilliseconds - from.epochMilliseconds;
    const at = near
      ? moment.add({ minutes: Math.round(-10 + 120 * next()) })
      : from.add({ milliseconds: Math.round(span * next()) });
    const hours = least + (most - least) * next();
    return { at, until: at.add({ minutes: Math.round(hours * 60) }), kind, which: next() < 0.5 ? 0 : 1 } as const;
  }).toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function draw(chance: number) {
  const total = kinds.reduce((sum, [, weight]) => sum + weight, 0);
  let left = chance * total;
  for (const kind of kinds) {
    left -= kind[1];
    if (left < 0) return kind;
  }
  return kinds[0] as (typeof kinds)[number];
}
