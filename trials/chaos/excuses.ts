import type { Demand } from './model.ts';
import type { LedgerLine, Observed } from './observed.ts';
import { dateIn, momentOfRung } from './policy.ts';
import { isBefore } from './wall-calendar.ts';

/**
 * Whether a letter that did not arrive was rightly held back. The ledger says when and why; it is believed only where the
 * people's own diary, the mail server or another letter that did arrive bears it out.
 */
export function isExcused(
  demand: Demand,
  seen: Observed,
  arrived: ReadonlyMap<string, unknown>,
  asked: ReadonlySet<string> = new Set(),
): boolean {
  const line = seen.ledger.find(({ slot }) => slot === demand.slot || slot.startsWith(`${demand.slot}/to-`));
  if (!line) return dateHadMoved(demand, seen);
  if (line.state === 'failed') return wasRefused(line, demand, seen);
  if (!demand.wave || !line.settledAt) return false;
  const { owedUntil } = demand.wave;
  if (line.state === 'cancelled' && line.reason === 'closed') return !isBefore(line.settledAt, closingOf(seen));
  if (line.state === 'cancelled') return owedUntil !== undefined && !isBefore(line.settledAt, owedUntil);
  if (line.state !== 'overtaken') return false;
  return isOvertaken(line, demand, seen, arrived, asked);
}

/** When the cycle closes: from then on no letter asks for a report. */
function closingOf({ policy, calendar, year }: Observed): Temporal.Instant {
  const rung = policy.ladder.find(({ kind }) => kind === 'close');
  if (!rung) throw new RangeError('the ladder closes no cycle');
  return momentOfRung(rung, dateIn(policy.due, year, calendar), year, calendar);
}

/** No line at all: when the wave was taken, if it was, the agency no longer owed a report by that date. */
function dateHadMoved({ wave }: Demand, { steps }: Observed): boolean {
  if (!wave?.owedUntil) return false;
  const takenAt = steps.get(wave.step);
  return takenAt === undefined || !isBefore(takenAt, wave.owedUntil);
}

/**
 * The mail server refused this very letter for good: its text, or each of its addresses while it was on its way; and the
 * office was told of it, or that was refused too.
 */
function wasRefused({ slot, reason, claimedAt, settledAt }: LedgerLine, { to }: Demand, seen: Observed): boolean {
  if (reason !== 'refused' || !claimedAt || !settledAt) return false;
  const told = seen.ledger.some((line) => line.slot.startsWith(`${slot}/refused`)) || /\/refused(\/|$)/.test(slot);
  // A letter of which each person has a line of their own was refused to that one.
  const own = slot.includes('/to-') ? 'some' : 'every';
  const addresses = (address: string): boolean => wasRefusedTo(address, { from: claimedAt, to: settledAt }, seen);
  return told && (isTextRefused(slot, seen) || to[own](addresses));
}

const isTextRefused = (slot: string, { refused }: Observed): boolean =>
  refused.some((each) => 'slots' in each && each.slots.includes(slot));

/** Whether the mail server refused an address for good between two moments, both included. */
export const wasRefusedTo = (
  address: string,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
  { refused }: Observed,
): boolean =>
  refused.some(
    (each) => 'address' in each && each.address === address && !isBefore(each.at, from) && !isBefore(to, each.at),
  );

/** A newer rung, whose moment had come, arrived in its place, or was itself rightly held back. */
function isOvertaken(
  { reason, settledAt }: LedgerLine,
  demand: Demand,
  seen: Observed,
  arrived: ReadonlyMap<string, unknown>,
  asked: ReadonlySet<string>,
): boolean {
  const { wave } = demand;
  const rung = seen.policy.ladder.find((each) => each.rung === reason);
  if (!wave || !rung || !settledAt || asked.has(rung.rung)) return false;
  const [regime = '', year = '', agency = '', , revision] = demand.slot.split('/');
  const due = Temporal.PlainDate.from(wave.step.split('@')[1] ?? '');
  const at = momentOfRung(rung, due, seen.year, seen.calendar);
  if (rung.kind !== 'request' && (isBefore(at, wave.at) || isBefore(settledAt, at))) return false;
  const slot = [regime, year, agency, rung.rung, ...(revision && rung.kind !== 'request' ? [revision] : [])].join('/');
  if (arrived.has(slot)) return true;
  const instead: Demand = {
    ...demand,
    slot,
    wave: { ...wave, rung: rung.rung, at, step: `${rung.rung}@${due.toString()}` },
  };
  return isExcused(instead, seen, arrived, new Set([...asked, wave.rung]));
}
