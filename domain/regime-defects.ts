import { dayDefects } from './day-defects.ts';
import { ladderDefects } from './ladder-defects.ts';
import { limitDefects } from './limit-defects.ts';
import { outlookOf } from './outlook.ts';
import type { Defect } from './outlook.ts';
import type { Regime } from './regime.ts';
import type { OfficeHours } from './send-window.ts';
import type { Term } from './term.ts';

export type { Defect, DefectCode } from './outlook.ts';

/**
 * What is wrong with a regime's policy as its dates fall in a term: errors, with which it is not put in force, and
 * warnings. Nothing here keeps a cycle from being planned: a cycle that is open goes on.
 * In: the term, the calendar and the hours in which letters leave. Out: each defect once, errors first; days of which
 * the calendar knows nothing are left out and named by one warning.
 * Source: NĐ 09/2019 Đ.8.5b (one working day between cut-off and due date), BLDS 2015 Đ.148, the regime's own dates.
 */
export function defectsOf(regime: Regime, term: Term, hours: OfficeHours): readonly Defect[] {
  const outlook = outlookOf(regime, term, hours);
  if (!('dates' in outlook)) return [outlook];
  const found = [...dayDefects(outlook), ...limitDefects(outlook), ...ladderDefects(outlook), ...outlook.gaps];
  const once = new Map(found.map((defect) => [`${defect.code} ${defect.where}`, defect]));
  return [...once.values()].toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

/** Whether a regime may be put in force. */
export const isSound = (defects: readonly Defect[]): boolean => defects.every(({ severity }) => severity === 'warning');
