import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datesMoveByToldFactsOnly, momentsFollowTheCalendar, receiptsAreTrue } from './play/date-invariants.ts';
import { recipes } from './play/given-recipe.ts';
import {
  badDataHarmsNobodyElse,
  noReminderAfterAReport,
  nothingLeavesOutsideWorkingHours,
  repeatsKeepTheirMessageId,
} from './play/letter-invariants.ts';
import { scriptOf } from './play/script-of.ts';
import { everySlotEndsOnce, missedWavesAreCaughtUpOnce, noSlotIsLost } from './play/slot-invariants.ts';
import { yearOf } from './play/year.ts';
import type { Year } from './play/year.ts';

const checks = [
  noReminderAfterAReport,
  everySlotEndsOnce,
  noSlotIsLost,
  missedWavesAreCaughtUpOnce,
  receiptsAreTrue,
  datesMoveByToldFactsOnly,
  momentsFollowTheCalendar,
  nothingLeavesOutsideWorkingHours,
  badDataHarmsNobodyElse,
  repeatsKeepTheirMessageId,
];

/** The same years in every run, so that a build that fails fails again; other ones with `SEED`, more of them with `YEARS`. */
const years = Number(process.env['YEARS'] ?? 10_000);
const seed = Number(process.env['SEED'] ?? 69);

test('invariants 1 to 7, 11 and 12 hold in ten thousand random years of policies, calendars, people, outages and mail trouble', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(recipes(), (recipe) => {
      const year = yearOf(scriptOf(recipe));
      for (const check of checks) check(year);
      for (const sight of sightsOf(year)) seen.set(sight, (seen.get(sight) ?? 0) + 1);
    }),
    { numRuns: years, seed },
  );
  // A property over tame years proves nothing: each of these must have happened at least this often.
  const rare = sights.filter((sight) => (seen.get(sight) ?? 0) < years / 500);
  expect(rare, `seen: ${JSON.stringify(Object.fromEntries(seen))}`).toEqual([]);
}, 600_000);

const sights = [
  'sent',
  'cancelled',
  'overtaken',
  'failed',
  'moved',
  'caught up',
  'tried again',
  'unacknowledged',
  'corrected',
  'extended',
  'excused',
  'late',
  'calendar',
  'bad data',
];

/** What happened in a year. */
function sightsOf({ played, script }: Year): Set<string> {
  const lines = played.lines.map(({ state }) => state as string);
  const more = [
    played.lines.some(({ reason }) => reason === 'due_moved') && 'moved',
    played.lines.some(({ caughtUpDays }) => caughtUpDays > 0) && 'caught up',
    played.lines.some(({ attempts }) => attempts.length > 1) && 'tried again',
    played.lines.some(({ unacknowledged }) => unacknowledged > 0) && 'unacknowledged',
    played.lines.some(({ rung, state }) => rung?.startsWith('correct-') && state === 'sent') && 'corrected',
    played.lines.some(({ letter }) => letter.kind === 'remind' && letter.extended) && 'extended',
    played.done.some(({ act }) => act === 'excuse') && 'excused',
    played.reports.some(({ onTime }) => !onTime) && 'late',
    played.done.some(({ act }) => act === 'calendar') && 'calendar',
    script.agencies.some(({ extendedDue, contacts }) => extendedDue || contacts.length < 3) && 'bad data',
  ];
  return new Set([...lines, ...more.flatMap((each) => each || [])]);
}
