import { addWorkingDays, workingDaysBetween } from './calendar.ts';
import { receiverDues, sameReceiver } from './receiver-dues.ts';
import { Refusal } from './refusal.ts';
import { finalCompile } from './regime.ts';
import type { Recipient } from './regime.ts';
import { byDate, dayOf, endOf, isBefore } from './zone.ts';
import { error, known, warning } from './outlook.ts';
import type { Defect, Outlook, OwnDue } from './outlook.ts';

/** Dates of the regime that contradict each other, the law, or the order in which the work is done. */
export function limitDefects(outlook: Outlook): Defect[] {
  return [
    ...outlook.dues.flatMap((due) => [...cutOffDefects(due, outlook), ...sendUpDefects(due, outlook)]),
    ...receiverDefects(outlook),
    ...limits(outlook),
    ...lockDefects(outlook),
    ...pressDefects(outlook),
  ];
}

/** NĐ 09/2019 Đ.8.5b. */
function cutOffDefects({ where, day }: OwnDue, { dates: { cutOff }, hours: { calendar } }: Outlook): Defect[] {
  const days = known(() => workingDaysBetween(cutOff, day, calendar));
  if (days instanceof Refusal || days >= 1) return [];
  return [error('cut-off.too-close', where, { cutOff: cutOff.toString(), due: day.toString() })];
}

/** The focal agency cannot send on what its contributors still have time to send. */
function sendUpDefects({ where, day }: OwnDue, { dates: { sendUp } }: Outlook): Defect[] {
  const facts = { due: day.toString(), sendUp: sendUp.toString(), of: where };
  const order = byDate(sendUp, day);
  if (order < 0) return [error('send-up.before-due', 'sendUp', facts)];
  return order === 0 ? [warning('send-up.same-day', 'sendUp', facts)] : [];
}

/** Nor can a receiver's own date come before the agencies' last one. */
function receiverDefects({ regime, term, lastDue, hours: { calendar } }: Outlook): Defect[] {
  const own = regime.sendings?.dates ?? [];
  const dues = known(() => receiverDues(regime, term, calendar));
  if (dues instanceof Refusal) return [];
  return own.flatMap(({ receiver }, place) => {
    const due = dues.find((each) => sameReceiver(each.receiver, receiver));
    if (!due || byDate(due.due, lastDue.day) >= 0) return [];
    const facts = { due: lastDue.day.toString(), sendUp: due.due.toString(), of: lastDue.where };
    return [error('send-up.before-due', `sendings.dates.${place}`, facts)];
  });
}

function limits({ regime, dates: { extensionLimit, sendUp }, lastDue, rungs }: Outlook): Defect[] {
  const limit = extensionLimit.toString();
  const compiled = rungs.find(({ rung }) => rung === finalCompile(regime));
  return [
    ...(byDate(extensionLimit, lastDue.day) < 0
      ? [error('limit.before-due', 'extensionLimit', { limit, due: lastDue.day.toString() })]
      : []),
    ...(byDate(extensionLimit, sendUp) > 0
      ? [error('limit.after-send-up', 'extensionLimit', { limit, sendUp: sendUp.toString() })]
      : []),
    ...(compiled && byDate(extensionLimit, sendUp) <= 0 && byDate(dayOf(compiled.at), extensionLimit) <= 0
      ? [warning('limit.after-compile', 'extensionLimit', { limit, at: compiled.at.toString() })]
      : []),
  ];
}

/** A report that still counts as on time, or that was granted time, must still be received. */
function lockDefects({ regime: { late, graceHours }, dates, dues, hours: { calendar } }: Outlook): Defect[] {
  if (late.policy !== 'lock') return [];
  return dues.flatMap(({ day }) => {
    const locked = known(() => addWorkingDays(day, late.workingDays, calendar));
    if (locked instanceof Refusal) return [];
    const facts = { lock: locked.toString(), due: day.toString() };
    const grace = endOf(day).add({ hours: graceHours });
    return [
      ...(isBefore(endOf(locked), grace)
        ? [error('lock.before-grace', 'late', { ...facts, at: grace.toString() })]
        : []),
      ...(byDate(locked, dates.extensionLimit) < 0
        ? [warning('lock.before-limit', 'late', { ...facts, limit: dates.extensionLimit.toString() })]
        : []),
    ];
  });
}

function pressDefects({ regime: { extension, review, letters } }: Outlook): Defect[] {
  const nobody = (to: readonly Recipient[]) => !to.includes('officer') && !to.includes('leader');
  return [
    ...extension.press.flatMap(({ workingDays, to }, place) => {
      const where = `extension.press.${place}`;
      return [
        ...(nobody(to) ? [error('press.nobody', where)] : []),
        ...(workingDays > 0 ? [warning('press.too-late', where, { days: String(workingDays) })] : []),
      ];
    }),
    ...Object.entries({ review, letters }).flatMap(([name, policy]) =>
      (policy?.press ?? []).flatMap(({ to }, place) =>
        nobody(to) ? [error('press.nobody', `${name}.press.${place}`)] : [],
      ),
    ),
  ];
}
