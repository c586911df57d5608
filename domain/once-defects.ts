import { Refusal } from './refusal.ts';
import { finalCompile, isSendUpFlag } from './regime.ts';
import type { StepKind } from './regime.ts';
import { sendMoment } from './send-window.ts';
import { byDate, dayOf, endOf, isBefore } from './zone.ts';
import { error, graceOf, known, overFrom, warning } from './outlook.ts';
import type { Defect, Outlook, PlacedRung } from './outlook.ts';

/** The steps that happen once in a cycle, against its dates: report upward, compilation, sending, closing. */
export function onceDefects(outlook: Outlook): Defect[] {
  return [
    ...ofKind(outlook, 'escalate').flatMap((placed) => escalateDefects(placed, outlook)),
    ...compileDefects(outlook),
    ...outlook.rungs.filter(({ rung }) => isSendUpFlag(rung)).flatMap((placed) => toldDefects(placed, outlook)),
    ...closeDefects(outlook),
  ];
}

const ofKind = ({ rungs }: Outlook, kind: StepKind): readonly PlacedRung[] =>
  rungs.filter(({ rung }) => rung.kind === kind).toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));

const whereOf = ({ rung }: PlacedRung): string => `ladder.${rung.rung}`;

/** UBND tỉnh is told of who has not reported in spite of having been urged. */
function escalateDefects(placed: PlacedRung, outlook: Outlook): Defect[] {
  const { at } = placed;
  const facts = { at: at.toString(), due: outlook.lastDue.day.toString(), ...graceOf(outlook) };
  if (isBefore(at, overFrom(outlook, outlook.lastDue.day)))
    return [error('escalate.before-due', whereOf(placed), facts)];
  const last = ofKind(outlook, 'urge').findLast(({ rung }) => rung.follows === undefined);
  if (!last || isBefore(last.at, at)) return [];
  return [
    error('escalate.before-urge', whereOf(placed), { ...facts, urge: last.rung.rung, urged: last.at.toString() }),
  ];
}

/** An early draft may be wanted; the last compilation is what is sent up, and is made of all reports. */
function compileDefects(outlook: Outlook): Defect[] {
  const compiles = ofKind(outlook, 'compile');
  const last = compiles.find(({ rung }) => rung === finalCompile(outlook.regime));
  const { lastDue, dates } = outlook;
  if (!last) return [warning('compile.missing', 'ladder')];
  return compiles.flatMap((placed) => {
    const facts = {
      ...{ at: placed.at.toString(), due: lastDue.day.toString(), sendUp: dates.sendUp.toString() },
      ...graceOf(outlook),
    };
    const early = isBefore(placed.at, overFrom(outlook, lastDue.day));
    return [
      ...(early && placed === last ? [error('compile.before-due', whereOf(placed), facts)] : []),
      ...(early && placed !== last ? [warning('compile.early', whereOf(placed), facts)] : []),
      ...(byDate(dayOf(placed.at), dates.sendUp) > 0 ? [error('compile.after-send-up', whereOf(placed), facts)] : []),
    ];
  });
}

/** A word on sending up is of use until the day for it is over. */
function toldDefects(placed: PlacedRung, { dates: { sendUp }, hours }: Outlook): Defect[] {
  const leaves = known(() => sendMoment(placed.at, hours));
  if (leaves instanceof Refusal || isBefore(leaves, endOf(sendUp))) return [];
  return [error('send-up.told-late', whereOf(placed), { leaves: leaves.toString(), sendUp: sendUp.toString() })];
}

function closeDefects(outlook: Outlook): Defect[] {
  const { sendUp, extensionLimit } = outlook.dates;
  const closes = ofKind(outlook, 'close');
  if (!outlook.regime.ladder.some(({ kind }) => kind === 'close')) return [error('close.missing', 'ladder')];
  return closes.flatMap((placed) => {
    const at = placed.at.toString();
    return [
      ...(byDate(dayOf(placed.at), sendUp) < 0
        ? [error('close.before-send-up', whereOf(placed), { at, sendUp: sendUp.toString() })]
        : []),
      ...(isBefore(placed.at, endOf(extensionLimit))
        ? [error('close.before-limit', whereOf(placed), { at, limit: extensionLimit.toString() })]
        : []),
    ];
  });
}
