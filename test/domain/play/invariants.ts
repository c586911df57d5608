import type { Played } from '../../../domain/play/play-cycle.ts';
import { playCycle } from '../../../domain/play/play-cycle.ts';
import type { PlayedLine } from '../../../domain/play/play.ts';
import type { Script } from '../../../domain/play/script.ts';
import type { Rung } from '../../../domain/regime.ts';
import { calendarAt, dayOfDate, dayOfMs, isWorked, ms, msOf, rungMs } from './naive.ts';
import { standingAt, standingsAt, standingsOf, statedOn, stepWorked, words } from './naive.ts';
import type { Standing } from './naive.ts';

/** A year that was played, with how each agency stood. */
export interface Year {
  script: Script;
  played: Played;
  standings: Map<string, Standing[]>;
}

export function yearOf(script: Script): Year {
  const played = playCycle(script);
  const standings = new Map(script.agencies.map(({ code }) => [code, standingsOf(script, played, code)]));
  return { script, played, standings };
}

const hold = (holds: boolean, rule: string, about: () => string): void => {
  if (!holds) throw new Error(`${rule}: ${about()}`);
};
const waves: readonly string[] = ['request', 'remind', 'urge'];
const isWaveLine = ({ kind }: PlayedLine): boolean => waves.includes(kind);
const isPush = ({ kind }: PlayedLine): boolean => kind === 'remind' || kind === 'urge';
const at = (line: PlayedLine, moment: number): string => `${line.slot} at ${words(moment)}`;

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

/** Invariant 2: every line has ended once. */
export function everySlotEndsOnce({ played }: Year): void {
  const rule = 'invariant 2: a slot ends in exactly one way';
  hold(new Set(played.lines.map(({ slot }) => slot)).size === played.lines.length, rule, () => 'a slot stands twice');
  for (const { slot, state, settledAt, attempts, writtenAt } of played.lines) {
    hold(['sent', 'failed', 'cancelled', 'overtaken'].includes(state), rule, () => `${slot} is ${state}`);
    hold(settledAt !== undefined && ms(settledAt) >= ms(writtenAt), rule, () => `${slot} ended before it began`);
    const sent = attempts.filter(({ outcome }) => outcome === 'sent').length;
    hold(sent === (state === 'sent' ? 1 : 0), rule, () => `${slot} is ${state} and was sent ${sent} times`);
  }
}

/** Invariant 2: no line is missing, reckoned from the ladder alone. */
export function noSlotIsLost(year: Year): void {
  const { script, played, standings } = year;
  // With a new calendar the moments themselves move: the other checks hold those years.
  if (script.acts.some(({ act }) => act === 'calendar')) return;
  const slots = new Set(played.lines.map(({ slot }) => slot));
  const closes = script.regime.ladder.find(({ kind }) => kind === 'close');
  const end = closes
    ? rungMs(closes, statedOn(script.regime.due, script.regime, script.term, script.calendar), script.calendar)
    : Infinity;
  for (const { code, extendedDue } of script.agencies) {
    if (extendedDue) continue;
    const mine = standings.get(code) ?? [];
    for (const [place, standing] of mine.entries()) {
      const until = mine
        .slice(place + 1)
        .find(
          (next) => next.due !== standing.due || next.kind !== standing.kind || next.revision !== standing.revision,
        );
      for (const rung of script.regime.ladder.filter(({ kind }) => waves.includes(kind))) {
        if (!isOn(rung, standing)) continue;
        const due = rungMs(rung, standing.due, script.calendar);
        const isFirst = place === 0 && rung.kind === 'request';
        if (due > end || (due < standing.from && !isFirst)) continue;
        if (until && standingUp(script, Math.max(due, ms(played.opensAt))) >= until.from) continue;
        const slot = [played.cycle, code, rung.rung, ...(standing.revision > 0 ? [standing.revision] : [])].join('/');
        hold(slots.has(slot), 'invariant 2: no slot is lost', () => `${slot}, due ${words(due)}`);
      }
    }
  }
}

const isOn = (rung: Rung, { kind }: Standing): boolean =>
  rung.kind === 'request' ? kind === 'due' : (rung.follows === 'correction') === (kind === 'correction');

/** The latest moment by which the engine must have stood again. */
function standingUp({ outages, mailTroubles }: Script, moment: number): number {
  const down = [...outages, ...mailTroubles.filter(({ trouble }) => trouble === 'died')];
  let up = moment;
  for (let round = 0; round < 5; round += 1) {
    for (const { from, to } of down) if (ms(from) <= up && up < ms(to)) up = ms(to);
  }
  return up;
}

/** Invariant 3. */
export function missedWavesAreCaughtUpOnce({ script, played }: Year): void {
  const moved = script.acts.some(({ act }) => act === 'calendar');
  for (const mine of Map.groupBy(played.lines.filter(isWaveLine), ({ agency }) => agency).values()) {
    const pushes = mine.filter(isPush);
    onlyOneAtAMoment(pushes, moved);
    neverAnOlderAfterANewer(pushes);
    if (!moved) for (const line of pushes.filter(({ state }) => state === 'overtaken')) overtakenByNewer(line, mine);
  }
  for (const line of played.lines.filter(({ state }) => state === 'sent')) {
    const late = Math.max(0, dayOfMs(ms(line.writtenAt)) - dayOfMs(ms(line.plannedAt)));
    hold(line.caughtUpDays === late, caughtUp, () => `${line.slot} says ${line.caughtUpDays} days late, not ${late}`);
  }
}

const caughtUp = 'invariant 3: a missed wave is caught up once, by its newest rung';

/** A new calendar may move a rung onto the very moment of an earlier one: then neither is newer, and both leave. */
function onlyOneAtAMoment(pushes: readonly PlayedLine[], moved: boolean): void {
  const first = ({ attempts }: PlayedLine): number => (attempts[0] ? ms(attempts[0].at) : Number.NaN);
  for (const [place, line] of pushes.entries()) {
    const twin = pushes.slice(place + 1).find((other) => first(other) === first(line));
    if (!twin || (moved && ms(twin.plannedAt) === ms(line.plannedAt))) continue;
    hold(false, caughtUp, () => `${at(line, first(line))} leaves together with ${twin.slot}`);
  }
}

function neverAnOlderAfterANewer(pushes: readonly PlayedLine[]): void {
  const claims = pushes
    .flatMap((line) => line.attempts.map((attempt) => ({ line, moment: ms(attempt.at), planned: ms(line.plannedAt) })))
    .toSorted((a, b) => a.moment - b.moment || a.planned - b.planned);
  for (const [place, { line, moment, planned }] of claims.entries()) {
    const earlier = claims[place - 1];
    hold(!earlier || earlier.planned <= planned, caughtUp, () => `${at(line, moment)}, after ${earlier?.line.slot}`);
  }
}

function overtakenByNewer(line: PlayedLine, mine: readonly PlayedLine[]): void {
  const by = mine.filter(({ rung }) => rung === line.reason);
  const asked = by.some(({ kind }) => kind === 'request');
  const newer = by.some((other) => ms(other.plannedAt) > ms(line.plannedAt));
  hold(asked || newer, caughtUp, () => `${line.slot} is overtaken by ${line.reason}, which does not stand after it`);
}

/** Invariant 4. */
export function receiptsAreTrue({ script, played, standings }: Year): void {
  const rule = 'invariant 4: one receipt for one stored report, on time by its instant';
  const submits = played.done.filter(({ act }) => act === 'submit').length;
  const receipts = played.lines.filter(({ kind }) => kind === 'receipt');
  hold(submits === played.reports.length, rule, () => `${submits} sent, ${played.reports.length} stored`);
  hold(
    receipts.length === played.reports.length,
    rule,
    () => `${receipts.length} receipts for ${played.reports.length}`,
  );
  for (const { agency, version, receivedAt, due, onTime } of played.reports) {
    const slot = `${played.cycle}/${agency}/receipt/${version}`;
    const receipt = receipts.find((each) => each.slot === slot);
    const said = receipt?.letter.kind === 'receipt' ? receipt.letter : undefined;
    const then = standingsAt(standings.get(agency) ?? [], ms(receivedAt));
    hold(
      then.some((each) => each.due === dayOfDate(due)),
      rule,
      () => `${slot} is measured by ${due.toString()}`,
    );
    const inTime = ms(receivedAt) < msOf(dayOfDate(due) + 1, '00:00');
    hold(onTime === inTime && said?.onTime === inTime, rule, () => `${slot} says on time: ${said?.onTime}`);
    hold(said !== undefined && ms(said.receivedAt) === ms(receivedAt), rule, () => `${slot} names another instant`);
  }
  hold(script.agencies.length > 0, rule, () => 'nobody reports');
}

/** Invariant 5. */
export function datesMoveByToldFactsOnly({ played, standings }: Year): void {
  const rule = 'invariant 5: a date moves only by a recorded fact that its agency is told of';
  for (const deed of played.done) {
    if (deed.act !== 'return' && !(deed.act === 'extend' && deed.granted)) continue;
    const told = played.lines.some(
      ({ agency, letter, plannedAt }) =>
        agency === deed.agency &&
        ms(plannedAt) === ms(deed.at) &&
        ((letter.kind === 'returned' && letter.correctionDue.equals(deed.until)) ||
          (letter.kind === 'extension-granted' && letter.until.equals(deed.until))),
    );
    hold(told, rule, () => `${deed.agency} is not told of ${deed.until.toString()}`);
  }
  for (const line of played.lines.filter(isWaveLine)) {
    const mine = standings.get(line.agency ?? '') ?? [];
    const written = standingAt(mine, ms(line.writtenAt));
    hold(
      line.due !== undefined && written?.due === dayOfDate(line.due),
      rule,
      () => `${line.slot} is about ${String(line.due)}`,
    );
    for (const attempt of line.kind === 'request' ? [] : line.attempts) {
      const then = standingAt(mine, ms(attempt.at));
      hold(
        then?.revision === line.revision,
        rule,
        () => `${at(line, ms(attempt.at))} speaks of a date that no longer holds`,
      );
    }
  }
}

/** Invariant 6. */
export function momentsFollowTheCalendar(year: Year): void {
  const { script, played } = year;
  const rule = 'invariant 6: working days are those of the calendar in force';
  for (const line of played.lines.filter(isWaveLine)) {
    const rung = script.regime.ladder.find((each) => each.rung === line.rung);
    const calendar = calendarAt(script, played, ms(line.writtenAt));
    const expected = rung && line.due ? rungMs(rung, dayOfDate(line.due), calendar) : Number.NaN;
    hold(ms(line.plannedAt) === expected, rule, () => `${at(line, ms(line.plannedAt))}, not ${words(expected)}`);
  }
  for (const step of played.steps) {
    const rung = script.regime.ladder.find((each) => each.rung === step.rung);
    const calendar = calendarAt(script, played, ms(step.takenAt));
    const due = step.due ? dayOfDate(step.due) : statedOn(script.regime.due, script.regime, script.term, calendar);
    const expected = rung ? rungMs(rung, due, calendar) : Number.NaN;
    hold(ms(step.at) === expected, rule, () => `${step.key} at ${words(ms(step.at))}, not ${words(expected)}`);
    hold(ms(step.takenAt) >= ms(step.at), rule, () => `${step.key} is taken before its moment`);
  }
  const opens = msOf(
    stepWorked(
      statedOn(script.regime.due, script.regime, script.term, script.calendar),
      -script.regime.openingLead,
      script.calendar,
    ),
    '08:00',
  );
  hold(ms(played.opensAt) === opens, rule, () => `opens at ${words(ms(played.opensAt))}, not ${words(opens)}`);
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
    return lines
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
