import fc from 'fast-check';
import type { ContactRole } from '../../../domain/agency.ts';
import type { Frequency } from '../../../domain/period.ts';
import { partsOf } from '../../../domain/term.ts';

/** A moment of a year: so many days from its due date, at a wall-clock time. */
export type When = [days: number, time: string];

/**
 * A random year in plain figures, so that a counterexample is small and can be read: `script-of.ts` makes the script of
 * it. Offsets of rungs are working days from the due date, those of people calendar days.
 */
export interface Recipe {
  frequency: Frequency;
  part: number;
  dueDay: number;
  monthsAfter: number;
  roll: 'forward' | 'keep' | 'back';
  wording: 'by' | 'before';
  /** How many days before the others the wards report. */
  wardsEarlier: number;
  lead: number;
  request: number;
  reminders: number[];
  urgings: number[];
  corrections: number[];
  /** When the focal agency is told, when it reports upward, compiles and closes. */
  later: { flag: number; escalate: number; compile: number; close: number };
  times: string[];
  window: [from: string, to: string];
  calendar: number;
  agencies: RecipeAgency[];
  staff: ('officer' | 'leader')[];
  acts: RecipeAct[];
  outages: { from: When; hours: number }[];
  troubles: { from: When; hours: number; trouble: 'put_off' | 'unacknowledged' | 'refused' | 'died' }[];
}

export interface RecipeAgency {
  kind: 'department' | 'ward';
  contacts: ContactRole[];
  /** Its data hold a date that no calendar reaches. */
  corrupt: boolean;
}

export interface RecipeAct {
  at: When;
  act: 'submit' | 'accept' | 'excuse' | 'return' | 'extend' | 'calendar';
  agency: number;
  /** Days from the due date to a granted or corrected date; the seed of a new calendar. */
  until: number;
  granted: boolean;
}

const roles: ContactRole[] = ['focal', 'head', 'mailbox'];
const whenFrom = (earliest: number, latest: number) =>
  fc.tuple(
    fc.integer({ min: earliest, max: latest }),
    // Also within the minute in which a wave's lines stand ready.
    fc.constantFrom('08:00', '07:59', '07:59:30', '12:14:30', '08:01', '00:00', '16:30', '17:00', '23:59', '20:00'),
  );
const offsets = (min: number, max: number, most: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { maxLength: most });

const agency = (corrupt: number): fc.Arbitrary<RecipeAgency> =>
  fc.record({
    kind: fc.constantFrom('department', 'ward'),
    contacts: fc.oneof({ weight: 5, arbitrary: fc.constant(roles) }, { weight: 1, arbitrary: fc.subarray(roles) }),
    corrupt: fc.integer({ min: 0, max: 99 }).map((chance) => chance < corrupt),
  });

const act: fc.Arbitrary<RecipeAct> = fc.record({
  at: fc.oneof(whenFrom(-35, 30), whenFrom(-12, 8)),
  act: fc.constantFrom(
    'submit',
    'submit',
    'submit',
    'accept',
    'excuse',
    'return',
    'return',
    'extend',
    'extend',
    'calendar',
  ),
  agency: fc.nat({ max: 3 }),
  until: fc.oneof(fc.integer({ min: -5, max: 14 }), fc.integer({ min: 1, max: 8 })),
  granted: fc.boolean(),
});

/** The hours of something that lasts: mostly short, at times up to a month. */
const hours = (most: number) =>
  fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 12, max: 72 }), fc.integer({ min: 72, max: most }));

const frequency = fc
  .constantFrom<Frequency[]>('year', 'half', 'quarter', 'month', 'once')
  .chain((each) => fc.tuple(fc.constant(each), fc.integer({ min: 1, max: partsOf(each) })));

/** Random years. In: the percentage of agencies whose data hold an impossible date. */
export const recipes = (corrupt = 5): fc.Arbitrary<Recipe> =>
  fc
    .record({
      frequency,
      dueDay: fc.integer({ min: 1, max: 20 }),
      monthsAfter: fc.nat({ max: 1 }),
      roll: fc.constantFrom('forward', 'keep', 'back'),
      wording: fc.constantFrom('by', 'before'),
      wardsEarlier: fc.constantFrom(0, 0, 2, 5),
      lead: fc.integer({ min: 5, max: 30 }),
      request: fc.integer({ min: -25, max: -5 }),
      reminders: offsets(-15, 0, 4),
      urgings: offsets(1, 6, 3),
      corrections: offsets(-3, 3, 3),
      later: fc.record({
        flag: fc.integer({ min: 1, max: 4 }),
        escalate: fc.integer({ min: 2, max: 8 }),
        compile: fc.integer({ min: 1, max: 9 }),
        close: fc.integer({ min: 5, max: 20 }),
      }),
      times: fc.array(fc.constantFrom('08:00', '08:00', '05:30', '12:15', '17:00', '19:45'), {
        minLength: 1,
        maxLength: 4,
      }),
      window: fc.constantFrom<[string, string][]>(['07:00', '17:30'], ['08:00', '16:30'], ['07:30', '11:30']),
      calendar: fc.nat({ max: 63 }),
      agencies: fc.array(agency(corrupt), { minLength: 1, maxLength: 4 }),
      staff: fc.subarray<'officer' | 'leader'>(['officer', 'leader']),
      acts: fc.array(act, { maxLength: 9 }),
      outages: fc.array(fc.record({ from: whenFrom(-40, 20), hours: hours(744) }), { maxLength: 2 }),
      troubles: fc.array(
        fc.record({
          from: whenFrom(-30, 15),
          hours: hours(120),
          trouble: fc.constantFrom('put_off', 'unacknowledged', 'refused', 'died'),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ frequency: [each, part], ...rest }) => ({ frequency: each, part, ...rest }));
