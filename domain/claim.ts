import { firstSlot } from './follow-up.ts';
import { isOfLadder, leavesAtOnce, onlyWhileOwing } from './letter.ts';
import type { LetterKind } from './letter.ts';
import { owesNothing } from './obligation.ts';
import type { ObligationState } from './obligation.ts';
import { momentToLeave } from './send-window.ts';
import type { OfficeHours } from './send-window.ts';
import { isBefore, laterOf } from './zone.ts';

/** A letter of a wave to the same agency, that is planned, on its way or sent. */
export interface WaveSlot {
  slot: string;
  kind: LetterKind;
  rung: string;
  plannedAt: Temporal.Instant;
  claimedAt: Temporal.Instant | undefined;
}

/** What was done since a reminder was planned: the sending it asks for, or what each of its letters waited for. */
export type DoneMeanwhile = 'sent_up' | 'letter_moved_on';

/** What is looked at when a planned letter is claimed. */
export interface ClaimFacts {
  slot: string;
  kind: LetterKind;
  plannedAt: Temporal.Instant;
  /** The obligation's state; undefined for letters that belong to none. */
  owed: ObligationState | undefined;
  /** The agency's date was moved after the letter was planned: that letter speaks of a date that no longer holds. */
  moved: boolean;
  /** Its cycle is closed: nothing is received any more. */
  closed?: boolean;
  /** The letters of waves to the same agency in this cycle, itself among them. */
  waves: readonly WaveSlot[];
  now: Temporal.Instant;
  hours: OfficeHours;
  /** What the letter reminds of has been done since it was planned. */
  done?: DoneMeanwhile | undefined;
}

/** What becomes of a planned letter when its turn comes. */
export type ClaimVerdict =
  | { outcome: 'claimed' }
  | { outcome: 'cancelled'; reason: ObligationState | 'due_moved' | 'closed' | DoneMeanwhile }
  | { outcome: 'overtaken'; by: string }
  | { outcome: 'put_off'; until: Temporal.Instant };

/**
 * Whether a planned letter may leave now. A letter of a wave is cancelled when the agency owes nothing any more or has
 * another date by now, or its cycle is closed, and overtaken when a newer one of its waves stands in the ledger: after an
 * outage only the newest leaves,
 * and of two that were planned for one moment exactly one. The request is always sent, and overtakes the reminders that
 * were planned before it left. Nothing leaves before the moment for which it was planned. All but what the recipient asked
 * for waits for working hours. A reminder whose matter has been done meanwhile is cancelled.
 */
export function claimVerdict({
  slot,
  kind,
  plannedAt,
  owed,
  moved,
  closed,
  waves,
  now,
  hours,
  done,
}: ClaimFacts): ClaimVerdict {
  if (done) return { outcome: 'cancelled', reason: done };
  if (onlyWhileOwing(kind)) {
    if (owed && owesNothing(owed)) return { outcome: 'cancelled', reason: owed };
    if (closed) return { outcome: 'cancelled', reason: 'closed' };
    if (moved && kind !== 'request') return { outcome: 'cancelled', reason: 'due_moved' };
    const by = isOfLadder(kind) ? overtaking({ slot, kind, plannedAt }, waves.filter(hasCome(now))) : undefined;
    if (by) return { outcome: 'overtaken', by };
  }
  if (leavesAtOnce(kind)) return { outcome: 'claimed' };
  const until = momentToLeave(laterOf(now, plannedAt), hours);
  return until.equals(now) ? { outcome: 'claimed' } : { outcome: 'put_off', until };
}

/** Lines that are written ahead of their moment overtake nothing before it. */
const hasCome =
  (now: Temporal.Instant) =>
  ({ plannedAt }: WaveSlot): boolean =>
    !isBefore(now, plannedAt);

function overtaking(
  mine: Pick<WaveSlot, 'slot' | 'kind' | 'plannedAt'>,
  waves: readonly WaveSlot[],
): string | undefined {
  const newer = waves.filter((wave) => isBefore(mine.plannedAt, wave.plannedAt) || winsTie(wave, mine));
  // The request that has not left by then leaves first, and asks for the same.
  const asked = waves.find(
    ({ kind, claimedAt }) => kind === 'request' && (claimedAt === undefined || isBefore(mine.plannedAt, claimedAt)),
  );
  return newer.toSorted((a, b) => Temporal.Instant.compare(a.plannedAt, b.plannedAt)).at(-1)?.rung ?? asked?.rung;
}

/** Of two planned for one moment: the one that has been claimed or asks for the report, else an urging before a reminder, else by the slot's name. */
function winsTie(wave: WaveSlot, mine: Pick<WaveSlot, 'slot' | 'kind' | 'plannedAt'>): boolean {
  // A letter once more is the same letter, not another one.
  if (firstSlot(wave.slot) === firstSlot(mine.slot) || !wave.plannedAt.equals(mine.plannedAt)) return false;
  if (wave.claimedAt || wave.kind === 'request') return true;
  return wave.kind === mine.kind ? wave.slot > mine.slot : wave.kind === 'urge';
}
