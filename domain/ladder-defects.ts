import { workingDaysBetween } from './calendar.ts';
import { Refusal } from './refusal.ts';
import { isWave } from './regime.ts';
import { mayReceive } from './regime-problems.ts';
import { sendMoment } from './send-window.ts';
import { dayOf, endOf, isBefore } from './zone.ts';
import { error, graceOf, known, overFrom, warning } from './outlook.ts';
import type { Defect, Outlook, PlacedRung } from './outlook.ts';
import { onceDefects } from './once-defects.ts';

/** Rungs that cannot do what they are there for: too early, too late, twice, or to nobody. */
export function ladderDefects(outlook: Outlook): Defect[] {
  return [
    ...outlook.rungs.flatMap((placed) => [
      ...nobodyDefects(placed),
      ...openingDefects(placed, outlook),
      ...arrivalDefects(placed, outlook),
    ]),
    ...twiceDefects(outlook),
    ...onceDefects(outlook),
    ...(outlook.regime.ladder.some(({ kind }) => kind === 'request') ? [] : [warning('request.missing', 'ladder')]),
  ];
}

const whereOf = ({ rung }: PlacedRung): string => `ladder.${rung.rung}`;

/** A cycle is closed without a word to anybody; a step is for somebody. */
function nobodyDefects(placed: PlacedRung): Defect[] {
  const { kind, to } = placed.rung;
  if (kind === 'close' || to.some((who) => mayReceive(kind, who))) return [];
  return [error('rung.nobody', whereOf(placed))];
}

function openingDefects(placed: PlacedRung, { dates: { opensAt } }: Outlook): Defect[] {
  if (placed.rung.follows === 'correction' || !isBefore(placed.at, opensAt)) return [];
  const facts = { at: placed.at.toString(), opensAt: opensAt.toString() };
  return placed.rung.kind === 'request'
    ? [warning('request.before-opening', whereOf(placed), facts)]
    : [error('rung.before-opening', whereOf(placed), facts)];
}

/** A letter planned outside the hours in which letters leave comes later than its plan. */
function arrivalDefects(placed: PlacedRung, outlook: Outlook): Defect[] {
  const { rung, at, due } = placed;
  const { hours, regime } = outlook;
  const leaves = known(() => sendMoment(at, hours));
  if (leaves instanceof Refusal || !isWave(rung.kind)) return [];
  const facts = { at: at.toString(), leaves: leaves.toString(), due: due.day.toString() };
  const over = !isBefore(leaves, endOf(due.day));
  if (rung.kind === 'remind') return over ? [error('remind.too-late', whereOf(placed), facts)] : [];
  if (rung.kind === 'urge') {
    return isBefore(at, overFrom(outlook, due.day))
      ? [error('urge.before-due', whereOf(placed), { ...facts, ...graceOf(outlook) })]
      : [];
  }
  const days = known(() => workingDaysBetween(dayOf(leaves), due.day, hours.calendar));
  if (days instanceof Refusal || days >= regime.notice) return [];
  const notice = { days: String(Math.max(0, days)), notice: String(regime.notice) };
  return [error('request.short-notice', whereOf(placed), { ...facts, ...notice })];
}

/** Two rungs of one name are one slot in the ledger of letters; two of one kind at one moment are two letters of the same. */
function twiceDefects({ rungs, regime: { ladder } }: Outlook): Defect[] {
  const names = ladder
    .filter(({ rung }, place) => ladder.findIndex((each) => each.rung === rung) < place)
    .map(({ rung }) => error('rung.duplicate', `ladder.${rung}`, { rung }));
  const moments = rungs.flatMap((placed, place) => {
    const other = rungs.slice(0, place).find((each) => isSameMoment(each, placed));
    return other
      ? [error('rung.same-moment', whereOf(placed), { at: placed.at.toString(), other: other.rung.rung })]
      : [];
  });
  return [...names, ...moments];
}

const isSameMoment = (a: PlacedRung, b: PlacedRung): boolean =>
  a.rung.kind === b.rung.kind &&
  a.rung.rung !== b.rung.rung &&
  a.rung.follows === b.rung.follows &&
  a.due.where === b.due.where &&
  a.at.equals(b.at) &&
  a.rung.to.some((who) => b.rung.to.includes(who));
