import { playCycle } from '../../../domain/play/play-cycle.ts';
import type { PlayedLine } from '../../../domain/play/play.ts';
import type { Script } from '../../../domain/play/script.ts';
import { calendarAt, dayOfMs, isWorked, ms, msOf, standingAt } from './naive.ts';
import { at, hold, isWaveLine } from './year.ts';
import type { Year } from './year.ts';

/** Invariant 1. */
export function noReminderAfterAReport({ played, standings }: Year): void {
  const rule = 'invariant 1: who has reported or is excused at the claim gets no reminder';
  for (const line of played.lines.filter(isWaveLine)) {
    for (const attempt of line.attempts) {
      const standing = standingAt(standings.get(line.agency ?? '') ?? [], ms(attempt.at));
      hold(standing?.owes === true, rule, () => at(line, ms(attempt.at)));
    }
  }
}

/** Invariant 7. */
export function nothingLeavesOutsideWorkingHours({ script, played }: Year): void {
  const rule = 'invariant 7: nothing but a receipt leaves outside working hours';
  for (const line of played.lines.filter(({ kind }) => kind !== 'receipt')) {
    for (const attempt of line.attempts) {
      const moment = ms(attempt.at);
      const day = dayOfMs(moment);
      const inside = moment >= msOf(day, script.window.from) && moment < msOf(day, script.window.to);
      hold(inside && isWorked(day, calendarAt(script, played, moment)), rule, () => at(line, moment));
    }
  }
}

/** Invariant 11. */
export function badDataHarmsNobodyElse({ script }: Year): void {
  const bad = script.agencies.filter(({ contacts, extendedDue }) => extendedDue || contacts.length < 3);
  if (bad.length === 0 || bad.length === script.agencies.length) return;
  // A process that dies takes all letters of its moment with it, whosever they are.
  const mailTroubles = script.mailTroubles.filter(({ trouble }) => trouble !== 'died');
  const as = (agencies: Script['agencies']) => {
    const { lines } = playCycle({ ...script, mailTroubles, agencies });
    // A cancelled line is no letter: it may come or not with the waves that others have.
    const letters = lines.filter(({ state }) => state !== 'cancelled');
    return letters
      .filter(({ agency }) => agency && !bad.some(({ code }) => code === agency))
      .map(lineWords)
      .toSorted();
  };
  const mended = script.agencies.map(({ code, name, kind }) => ({
    code,
    name,
    kind,
    contacts: ['focal', 'head', 'mailbox'] as const,
  }));
  const [beside, alone] = [as(script.agencies), as(mended)];
  const differs = beside.find((line, place) => line !== alone[place]) ?? alone[beside.length];
  hold(
    differs === undefined && beside.length === alone.length,
    "invariant 11: one agency's bad data never stops another's letters",
    () => String(differs),
  );
}

const lineWords = ({ slot, state, reason, plannedAt, claimedAt, attempts }: PlayedLine): string =>
  [slot, state, reason, plannedAt, claimedAt, attempts.length].join(' ');

/** Invariant 12. */
export function repeatsKeepTheirMessageId({ played }: Year): void {
  const rule =
    'invariant 12: a letter arrives twice only after an unacknowledged attempt, with the same Message-ID, and counted';
  const ids = new Map<string, string>();
  for (const { slot, attempts, unacknowledged, messageId } of played.lines) {
    const mayHaveArrived = attempts.filter(({ outcome }) => outcome !== 'put_off' && outcome !== 'refused');
    const silent = mayHaveArrived.filter(({ outcome }) => outcome !== 'sent').length;
    hold(
      unacknowledged === silent,
      rule,
      () => `${slot} counts ${unacknowledged} unacknowledged attempts of ${silent}`,
    );
    hold(
      mayHaveArrived.length <= 1 + unacknowledged,
      rule,
      () => `${slot} may have arrived ${mayHaveArrived.length} times`,
    );
    for (const attempt of attempts) {
      hold(attempt.messageId === messageId, rule, () => `${slot} changed its Message-ID to ${attempt.messageId}`);
      hold((ids.get(attempt.messageId) ?? slot) === slot, rule, () => `${slot} has the Message-ID of another letter`);
      ids.set(attempt.messageId, slot);
    }
    const ended = attempts.findIndex(({ outcome }) => outcome === 'sent' || outcome === 'refused');
    hold(ended === -1 || ended === attempts.length - 1, rule, () => `${slot} was tried again after its end`);
  }
}
