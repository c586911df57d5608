import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { LetterFrame } from '../domain/letter.ts';
import type { DueEvent } from './letter-words.ts';

/**
 * An all-day event on a due date. An agency's report of a term has one such event whatever the letter (request,
 * reminder, extension, return): its UID stays, so that a moved date moves the entry in the calendar.
 */
export function dueEvent({ plan, term, asOf }: LetterFrame, agency: string, { due, summary }: DueEvent): string {
  const about = [plan, term ?? '', agency, 'hạn báo cáo'].join('\n');
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Don Doc', product: 'Han bao cao', language: 'VI' },
  });
  calendar.createEvent({
    id: `${createHash('sha256').update(about).digest('hex').slice(0, 32)}@dondoc`,
    // Minutes since 1970: a later letter always has the higher number.
    sequence: Math.floor(asOf.epochMilliseconds / 60_000),
    stamp: asOf,
    start: due,
    end: due.add({ days: 1 }),
    allDay: true,
    summary,
    description: `${agency}: mở liên kết trong thư để nhập và gửi báo cáo.`,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
  return `${calendar.toString()}\r\n`;
}
