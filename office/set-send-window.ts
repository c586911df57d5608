import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { postOfficeMatter } from '../domain/matter.ts';
import { everyPostOffice } from '../domain/post-office.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import type { SendWindow } from '../domain/send-window.ts';
import { record } from '../store/audits.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db } from '../store/connection.ts';
import { getSendWindow, putSendWindow } from '../store/installation.ts';
import { wake } from '../store/wakes.ts';
import { lockWaitingLetters, movedByHours, moveWaitingLetters } from './move-waiting-letters.ts';

export interface SetSendWindow {
  window: SendWindow;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Sets the hours of working days in which this installation's letters leave; those that wait move with them. Answers how
 * many moved. The same hours again change nothing. Refuses: `request.invalid`, `actor.not_allowed`, `calendar.gap`.
 */
export function setSendWindow(db: Db, { window, actor, at }: SetSendWindow): Promise<number> {
  demand(actor, 'administer');
  refuseNonsense(window);
  return db.transaction().execute(async (tx) => {
    await lockWaitingLetters(tx);
    const before = await getSendWindow(tx);
    if (before.from === window.from && before.to === window.to) return 0;
    await putSendWindow(tx, window);
    const lines = await movedByHours(tx, { calendar: await getCalendar(tx), window }, at);
    await moveWaitingLetters(tx, lines, at);
    const facts = { from: window.from, to: window.to, before: `${before.from}-${before.to}` };
    await record(tx, { actor, at, verb: 'set-send-window', subject: 'installation', facts });
    for (const number of everyPostOffice) await wake(tx, postOfficeMatter(number), at);
    return lines.length;
  });
}

/** Times are `HH:MM`, so that they are ordered as texts. */
function refuseNonsense({ from, to }: SendWindow): void {
  const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  const malformed = (['from', 'to'] as const).filter((field) => !isTime(field === 'from' ? from : to));
  const problems: Problem[] = malformed.map((field) => ({
    field,
    message: 'Giờ viết dạng 07:00, từ 00:00 đến 23:59.',
  }));
  if (problems.length === 0 && minutesOf(to) - minutesOf(from) < 60) {
    problems.push({ field: 'to', message: 'Giờ kết thúc phải sau giờ bắt đầu ít nhất 1 giờ.' });
  }
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
