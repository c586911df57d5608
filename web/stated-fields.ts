import type { StatedDate } from '../domain/regime.ts';
import type { DayOfTerm } from '../domain/term.ts';
import type { Typed } from './forms.ts';

/** What was typed as a number; what is none stays text, to be named. */
export const numberFrom = (text: string): number | string =>
  /^[-−]?\d{1,6}$/.test(text) ? Number(text.replace('−', '-')) : text;

/** A day as the two fields of a form. */
export function dayFields(field: string, stated: DayOfTerm): Record<string, string> {
  if (!('monthDay' in stated)) {
    return { [`${field}.way`]: String(stated.monthsAfter), [`${field}.value`]: String(stated.day) };
  }
  return { [`${field}.way`]: 'year', [`${field}.value`]: stated.monthDay.split('-').toReversed().join('/') };
}

/** `17/12` of the year, or the 16th of a month counted from the term's last. */
export function dayOfFields(way: string, value: string): Record<string, unknown> {
  if (way !== 'year') return { day: numberFrom(value), ...(/^-?\d+$/.test(way) && { monthsAfter: Number(way) }) };
  const [, day = '', month = ''] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})$/.exec(value) ?? [];
  return { monthDay: month ? `${month.padStart(2, '0')}-${day.padStart(2, '0')}` : value };
}

/** A stated date as the fields of a form; `statedOf` gives it back. */
export const statedFields = (field: string, { wording, roll, basis, ...day }: StatedDate): Record<string, string> => ({
  ...dayFields(field, day),
  [`${field}.wording`]: wording,
  [`${field}.roll`]: roll,
  [`${field}.basis`]: basis,
});

/** The stated date that was typed, right or wrong. */
export function statedOf(fields: Typed, field: string): unknown {
  const text = (name: string) => (fields[`${field}.${name}`] ?? '').trim();
  const said = { wording: text('wording'), roll: text('roll'), basis: text('basis') };
  return { ...dayOfFields(text('way'), text('value')), ...said };
}
