import { isWorkingDay } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { statedDay } from './deadline.ts';
import { dayInTerm } from './term.ts';
import type { Term } from './term.ts';
import { isWave } from './regime.ts';
import type { Regime, StatedDate } from './regime.ts';
import { dayOf } from './zone.ts';
import { knows, warning } from './outlook.ts';
import type { Defect, Outlook } from './outlook.ts';

/** Dates and steps that fall on Tết, on another day off, or on a weekend. The cut-off is the period's end, worked or not. */
export function dayDefects({ regime, term, dates, rungs, hours: { calendar } }: Outlook): Defect[] {
  const { dueOf = {} } = regime;
  const stated: [where: string, stated: StatedDate, falls: Temporal.PlainDate][] = [
    ['due', regime.due, dates.due],
    ...Object.entries(dueOf).flatMap(([kind, own]): [string, StatedDate, Temporal.PlainDate][] => {
      const falls = dates.dueOf[kind as keyof typeof dueOf];
      return falls ? [[`dueOf.${kind}`, own, falls]] : [];
    }),
    ['sendUp', regime.sendUp, dates.sendUp],
    ['extensionLimit', regime.extensionLimit, dates.extensionLimit],
  ];
  return [
    ...stated.flatMap(([where, each, falls]) => dateDefect(where, saidDay(each, term, regime), falls, calendar)),
    ...rungs
      .filter(({ at }) => isOff(dayOf(at), calendar))
      .map(({ rung, at }) => warning('rung.day-off', `ladder.${rung.rung}`, { ...dayFacts(dayOf(at), calendar) })),
    ...rungs
      .filter(({ rung }) => !('workingDays' in rung.when) && !isWave(rung.kind))
      .flatMap(({ rung, at }) => {
        if ('workingDays' in rung.when) return [];
        const said = dayInTerm(rung.when, term, regime.frequency);
        return movedByHoliday(`ladder.${rung.rung}`, said, dayOf(at), calendar);
      }),
  ];
}

const saidDay = (stated: StatedDate, term: Term, { frequency }: Regime): Temporal.PlainDate =>
  statedDay(stated.wording, dayInTerm(stated, term, frequency));

function dateDefect(where: string, said: Temporal.PlainDate, falls: Temporal.PlainDate, calendar: Calendar): Defect[] {
  if (isOff(falls, calendar)) return [warning('date.day-off', where, dayFacts(falls, calendar))];
  return movedByHoliday(where, said, falls, calendar);
}

/** A weekend moves a date by a day or two and is what the roll is for; Tết moves it by a week and is to be seen. */
function movedByHoliday(
  where: string,
  said: Temporal.PlainDate,
  falls: Temporal.PlainDate,
  calendar: Calendar,
): Defect[] {
  const holiday = calendar.days.get(said.toString());
  if (said.equals(falls) || !holiday || holiday.kind === 'makeup_work') return [];
  return [warning('date.moved', where, { ...dayFacts(said, calendar), to: falls.toString() })];
}

const isOff = (day: Temporal.PlainDate, calendar: Calendar): boolean =>
  knows(calendar, day) && !isWorkingDay(day, calendar);

const dayFacts = (day: Temporal.PlainDate, { days }: Calendar): Record<string, string> => {
  const holiday = days.get(day.toString());
  return { day: day.toString(), ...(holiday && { holiday: holiday.name }) };
};
