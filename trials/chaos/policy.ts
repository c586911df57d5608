import { readFileSync } from 'node:fs';
import { momentOf } from './wall-calendar.ts';
import type { WallCalendar } from './wall-calendar.ts';

/** A rung as the regime's data file states it. */
export interface StatedRung {
  rung: string;
  kind: string;
  when: { workingDays: number } | { monthDay: string; roll: 'forward' | 'back' | 'keep' };
  time: string;
  to: string[];
  follows?: 'correction';
}

interface StatedDate {
  monthDay: string;
  roll: 'forward' | 'back' | 'keep';
}

/** What the trial takes from the regime's data file: nothing of it has passed through the program. */
export interface Policy {
  id: string;
  due: StatedDate;
  sendUp: StatedDate;
  extensionLimit: StatedDate;
  ladder: StatedRung[];
}

/** Reads the sample's regime. */
export function readPolicy(): Policy {
  const file = new URL('../../data/regime-kl69.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { regime: Policy }).regime;
}

/** A stated date in a year. */
export const dateIn = ({ monthDay, roll }: StatedDate, year: number, calendar: WallCalendar): Temporal.PlainDate =>
  calendar.roll(Temporal.PlainDate.from(`${year}-${monthDay}`), roll);

/** When a rung falls for a due date. */
export function momentOfRung(
  { when, time }: StatedRung,
  due: Temporal.PlainDate,
  year: number,
  calendar: WallCalendar,
): Temporal.Instant {
  return momentOf('workingDays' in when ? calendar.step(due, when.workingDays) : dateIn(when, year, calendar), time);
}

/** The rungs that are letters to agencies. */
export const isWave = ({ kind }: StatedRung): boolean => kind === 'request' || kind === 'remind' || kind === 'urge';
