import type { DryAgency, DryTerm } from './dry-run.ts';
import { isWave } from './regime.ts';
import { dayOf } from './zone.ts';

/** How many letters leave to an agency in a year, by kind. */
export interface AgencyTotal {
  agency: DryAgency;
  request: number;
  remind: number;
  urge: number;
}

/** How many letters each agency would get in those terms, in the order of the agencies' list. */
export function totalsByAgency(terms: readonly DryTerm[]): AgencyTotal[] {
  const totals = new Map<string, AgencyTotal>();
  for (const { kind, letters } of terms.flatMap(({ steps }) => steps)) {
    for (const { agency, state } of letters) {
      const total = totals.get(agency.code) ?? { agency, request: 0, remind: 0, urge: 0 };
      if (isWave(kind) && state === 'sent') total[kind] += 1;
      totals.set(agency.code, total);
    }
  }
  return [...totals.values()];
}

/** How many letters leave to agencies in each month, `2026-12`, in order. */
export function totalsByMonth(terms: readonly DryTerm[]): { month: string; letters: number }[] {
  const months = new Map<string, number>();
  for (const { leavesAt, letters } of terms.flatMap(({ steps }) => steps)) {
    const sent = letters.filter(({ state }) => state === 'sent').length;
    if (!leavesAt || sent === 0) continue;
    const month = dayOf(leavesAt).toPlainYearMonth().toString();
    months.set(month, (months.get(month) ?? 0) + sent);
  }
  return [...months].toSorted(([a], [b]) => a.localeCompare(b)).map(([month, letters]) => ({ month, letters }));
}
