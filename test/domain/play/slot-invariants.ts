import type { PlayedLine } from '../../../domain/play/play.ts';
import type { Script } from '../../../domain/play/script.ts';
import type { Rung } from '../../../domain/regime.ts';
import { dayOfMs, ms, rungMs, statedOn, words } from './naive.ts';
import type { Standing } from './naive.ts';
import { at, hold, isWaveLine, waves } from './year.ts';
import type { Year } from './year.ts';

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
    onlyOneAtAMoment(pushes);
    // Moments planned by two calendars do not say which rung is the newer one.
    if (moved) continue;
    neverAnOlderAfterANewer(pushes);
    for (const line of pushes.filter(({ state }) => state === 'overtaken')) overtakenByNewer(line, mine);
  }
  for (const line of played.lines.filter(({ state }) => state === 'sent')) {
    const late = Math.max(0, dayOfMs(ms(line.writtenAt)) - dayOfMs(ms(line.plannedAt)));
    hold(line.caughtUpDays === late, caughtUp, () => `${line.slot} says ${line.caughtUpDays} days late, not ${late}`);
  }
}

const caughtUp = 'invariant 3: a missed wave is caught up once, by its newest rung';

const isPush = ({ kind }: PlayedLine): boolean => kind === 'remind' || kind === 'urge';

function onlyOneAtAMoment(pushes: readonly PlayedLine[]): void {
  const first = ({ attempts }: PlayedLine): number => (attempts[0] ? ms(attempts[0].at) : Number.NaN);
  for (const [place, line] of pushes.entries()) {
    const twin = pushes.slice(place + 1).find((other) => first(other) === first(line));
    hold(!twin, caughtUp, () => `${at(line, first(line))} leaves together with ${twin?.slot}`);
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
  // Two that were missed together: the older one ends as it is written, and does not wait for the post office.
  const together = by.some((other) => other.kind !== 'request' && other.writtenAt.equals(line.writtenAt));
  const settled = line.settledAt?.equals(line.writtenAt) ?? false;
  hold(!together || settled, caughtUp, () => `${line.slot} waited, though ${line.reason} was due when it was written`);
}
