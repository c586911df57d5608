import { calendarOf } from '../../../domain/calendar.ts';
import type { Calendar, CalendarDay, DayKind } from '../../../domain/calendar.ts';

const made = new Map<number, Calendar>();

/** A made-up working calendar of 2025 to 2027, always the same one for a seed: Tết somewhere, holidays, swapped days, make-up Saturdays. */
export function givenCalendar(seed: number): Calendar {
  const known = made.get(seed) ?? calendarOf(`made-up ${seed}`, daysOf(seed));
  made.set(seed, known);
  return known;
}

function daysOf(seed: number): CalendarDay[] {
  const below = randomOf(seed);
  const days = new Map<string, CalendarDay>();
  for (const year of [2025, 2026, 2027]) {
    const put = (number: number, kind: DayKind): void => {
      const date = new Temporal.PlainDate(year, 1, 1).add({ days: Math.min(number, 364) }).toString();
      days.set(date, { date, name: kind, kind, source: 'made up', confidence: 'high' });
    };
    put(0, 'statutory');
    const tet = 15 + below(40);
    for (let day = 0; day < 4 + below(4); day += 1) put(tet + day, 'statutory');
    for (let some = 0; some < 6 + below(10); some += 1) put(below(365), 'statutory');
    for (let some = 0; some < below(4); some += 1) put(below(365), 'compensatory');
    for (let some = 0; some < below(5); some += 1) {
      const off = below(330);
      put(off, 'swapped_off');
      put(nextSaturday(year, off + below(20)), 'makeup_work');
    }
  }
  return [...days.values()];
}

function nextSaturday(year: number, number: number): number {
  const { dayOfWeek } = new Temporal.PlainDate(year, 1, 1).add({ days: number });
  return number + ((6 - dayOfWeek + 7) % 7);
}

/** Whole numbers below a limit, always the same ones for a seed (mulberry32). */
function randomOf(seed: number): (limit: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
