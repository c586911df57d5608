import { seeded, shuffled } from './seeded.ts';

/** How an agency of the demo behaves. */
export type Role =
  | 'early' // reports by itself, between the request and the due date
  | 'returned' // reports early, is returned the report, corrects it
  | 'obstacle' // raises an obstacle, then reports early
  | 'after-remind-3'
  | 'after-remind-1'
  | 'after-urge-1'
  | 'after-urge-2'
  | 'extension-granted'
  | 'extension-refused'
  | 'excused'
  | 'never';

const shares: readonly (readonly [Role, number])[] = [
  ['returned', 6],
  ['obstacle', 5],
  ['after-remind-3', 7],
  ['after-remind-1', 6],
  ['after-urge-1', 5],
  ['after-urge-2', 3],
  ['extension-granted', 5],
  ['extension-refused', 3],
  ['excused', 1],
  ['never', 4],
];

/** The role of each agency: the shares above, everybody else reports by itself. The same seed gives the same roles. */
export function rolesOf(agencies: readonly string[], seed: string): ReadonlyMap<string, Role> {
  const order = shuffled(agencies.toSorted(), seeded(`${seed}/roles`));
  const roles = shares.flatMap(([role, count]) => Array.from({ length: count }, () => role));
  return new Map(order.map((agency, place) => [agency, roles[place] ?? 'early']));
}
