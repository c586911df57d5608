import { cycleDates } from '../../../domain/cycle.ts';
import type { Act, Script } from '../../../domain/play/script.ts';
import type { Regime, RegimeComponent, Rung, StatedDate, When } from '../../../domain/regime.ts';
import type { Term } from '../../../domain/term.ts';
import { instantOf } from '../../../domain/zone.ts';
import { givenCalendar } from './given-calendars.ts';
import type { Recipe, RecipeAct, When as RecipeWhen } from './given-recipe.ts';

/** The script of a random year. */
export function scriptOf(recipe: Recipe): Script {
  const regime = regimeOf(recipe);
  const term: Term =
    recipe.frequency === 'year' || recipe.frequency === 'once' ? { year: 2026 } : { year: 2026, part: recipe.part };
  const calendar = givenCalendar(recipe.calendar);
  const { due } = cycleDates(regime, term, calendar);
  const moment = ([days, time]: RecipeWhen) => instantOf(due.add({ days }), time);
  const span = ({ from, hours }: { from: RecipeWhen; hours: number }) => ({
    from: moment(from),
    to: moment(from).add({ hours }),
  });
  return {
    regime,
    term,
    calendar,
    window: { from: recipe.window[0], to: recipe.window[1] },
    form: 'Đề cương',
    agencies: recipe.agencies.map(({ kind, contacts, corrupt }, place) => ({
      code: `CQ${place + 1}`,
      name: `Cơ quan ${place + 1}`,
      kind,
      contacts,
      ...(corrupt && { extendedDue: new Temporal.PlainDate(2099, 12, 31) }),
    })),
    staff: recipe.staff,
    acts: recipe.acts
      .map((act) => actOf(act, recipe, moment(act.at), due))
      .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
    outages: recipe.outages.map(span),
    mailTroubles: recipe.troubles.map((trouble) => ({ ...span(trouble), trouble: trouble.trouble })),
    messageIdOf: (slot) => `<${slot}@made-up.example>`,
  };
}

function actOf(
  { act, agency, until, granted }: RecipeAct,
  { agencies }: Recipe,
  at: Temporal.Instant,
  due: Temporal.PlainDate,
): Act {
  const code = `CQ${(agency % agencies.length) + 1}`;
  if (act === 'calendar') return { at, act, calendar: givenCalendar(64 + until + 5) };
  if (act === 'return') return { at, act, agency: code, until: due.add({ days: until }) };
  if (act === 'extend') return { at, act, agency: code, until: due.add({ days: until }), granted };
  return { at, act, agency: code };
}

function regimeOf(recipe: Recipe): Regime {
  const { roll, wording, wardsEarlier } = recipe;
  const date = (daysAfter: number): StatedDate => ({ ...dayOf(recipe, daysAfter), wording, roll, basis: 'made up' });
  return {
    id: 'made-up',
    plan: 'plan',
    form: 'form',
    frequency: recipe.frequency,
    focalAgency: 'SKHCN',
    subjects: ['department', 'ward'],
    components: {} as Record<RegimeComponent, string>,
    cutOff: date(-3),
    due: date(0),
    ...(wardsEarlier > 0 && { dueOf: { ward: date(-wardsEarlier) } }),
    sendUp: date(12),
    extensionLimit: date(8),
    openingLead: recipe.lead,
    notice: 5,
    late: { policy: 'accept' },
    graceHours: 0,
    outageHours: 0,
    extension: { press: [], undecided: 'refused' },
    review: { press: [] },
    ladder: ladderOf(recipe),
  };
}

/** A day of the term; a one-off report states days of December. */
function dayOf({ frequency, dueDay, monthsAfter }: Recipe, daysAfter: number) {
  const day = Math.min(28, Math.max(1, dueDay + daysAfter));
  return frequency === 'once' ? { monthDay: `11-${String(day).padStart(2, '0')}` } : { day, monthsAfter };
}

function ladderOf({ times, request, reminders, urgings, corrections, later }: Recipe): Rung[] {
  const rung = (name: string, kind: Rung['kind'], workingDays: number, to: Rung['to']): Rung => {
    const when: When = { workingDays };
    return { rung: name, kind, when, time: '08:00', to, basis: `vì ${name}` };
  };
  const ladder = [
    rung('request', 'request', request, ['focal', 'head', 'mailbox']),
    ...reminders.map((days) => rung(`remind-${-days}`, 'remind', days, days < -3 ? ['focal'] : ['focal', 'head'])),
    ...urgings.map((days) => rung(`urge-${days}`, 'urge', days, ['head', 'mailbox'])),
    ...corrections.map((days) => ({
      ...rung(`correct-${days}`, days <= 0 ? ('remind' as const) : ('urge' as const), days, ['focal', 'head']),
      follows: 'correction' as const,
    })),
    rung('flag-missing', 'flag', later.flag, ['officer', 'leader']),
    rung('escalate', 'escalate', later.escalate, ['officer', 'leader']),
    rung('compile-final', 'compile', later.compile, ['officer', 'leader']),
    rung('close', 'close', later.close, []),
  ];
  return ladder.map((each, place) => ({ ...each, time: times[place % times.length] ?? '08:00' }));
}
