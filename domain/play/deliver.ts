import { claimVerdict } from '../claim.ts';
import type { ClaimVerdict, WaveSlot } from '../claim.ts';
import { retryAt } from '../delivery.ts';
import { leaveAt } from '../planned-line.ts';
import { byInstant, isBefore } from '../zone.ts';
import type { Attempt, Play, PlayedLine } from './play.ts';
import { writeLine } from './write-line.ts';

/** When the post office has something to do next. */
export function nextDelivery({ waiting }: Play): Temporal.Instant | undefined {
  return [...waiting].map(({ notBefore }) => notBefore).toSorted(byInstant)[0];
}

/** Sends every letter whose moment has come, as the post office does: orphans are taken back, the facts looked at, then DATA. */
export function deliver(play: Play, now: Temporal.Instant): void {
  for (const line of play.waiting) if (line.state === 'claimed') release(line);
  for (let due = dueLines(play, now); due.length > 0; due = dueLines(play, now)) {
    const verdicts = due.map((line) => ({ line, verdict: verdictOn(play, line, now) }));
    for (const { line, verdict } of verdicts) settle(play, line, verdict, now);
    const claimed = verdicts.flatMap(({ line, verdict }) => (verdict.outcome === 'claimed' ? [line] : []));
    for (const line of claimed) claim(play, line, now);
    for (const line of claimed) send(play, line, now);
    if (play.deadUntil && isBefore(now, play.deadUntil)) return;
  }
}

function release(line: PlayedLine): void {
  line.state = 'planned';
  line.unacknowledged += 1;
}

const dueLines = ({ waiting }: Play, now: Temporal.Instant): PlayedLine[] =>
  [...waiting].filter(({ state, notBefore }) => state === 'planned' && !isBefore(now, notBefore));

function verdictOn(play: Play, line: PlayedLine, now: Temporal.Instant): ClaimVerdict {
  const player = play.players.get(line.agency ?? '');
  return claimVerdict({
    slot: line.slot,
    kind: line.kind,
    plannedAt: line.plannedAt,
    owed: player?.report.state,
    moved: player !== undefined && player.report.revision !== line.revision,
    closed: play.closedAt !== undefined,
    waves: (player?.waves ?? []).flatMap(waveSlot),
    now,
    hours: { calendar: play.calendar, window: play.script.window },
  });
}

function waveSlot({ slot, kind, rung = '', plannedAt, claimedAt, state }: PlayedLine): WaveSlot[] {
  const stands = state === 'planned' || state === 'claimed' || state === 'sent';
  return stands ? [{ slot, kind, rung, plannedAt, claimedAt }] : [];
}

function settle(play: Play, line: PlayedLine, verdict: ClaimVerdict, now: Temporal.Instant): void {
  if (verdict.outcome === 'put_off') line.notBefore = verdict.until;
  if (verdict.outcome === 'cancelled') end(play, line, 'cancelled', verdict.reason, now);
  if (verdict.outcome === 'overtaken') end(play, line, 'overtaken', verdict.by, now);
}

/** The Message-ID of the first attempt stays. */
function claim({ script }: Play, line: PlayedLine, now: Temporal.Instant): void {
  line.state = 'claimed';
  line.claimedAt = now;
  line.messageId ??= script.messageIdOf(line.slot);
}

function send(play: Play, line: PlayedLine, now: Temporal.Instant): void {
  const trouble = play.script.mailTroubles.find(({ from, to }) => !isBefore(now, from) && isBefore(now, to));
  const outcome: Attempt['outcome'] = trouble?.trouble ?? 'sent';
  line.attempts.push({ at: now, messageId: line.messageId ?? '', outcome });
  if (outcome === 'sent') end(play, line, 'sent', undefined, now);
  if (outcome === 'refused') fail(play, line, 'refused', now);
  if (outcome === 'put_off' || outcome === 'unacknowledged') putOff(play, line, outcome === 'unacknowledged', now);
  if (outcome === 'died') play.deadUntil = trouble?.to;
}

function putOff(play: Play, line: PlayedLine, unacknowledged: boolean, now: Temporal.Instant): void {
  if (unacknowledged) line.unacknowledged += 1;
  const again = retryAt(line.attempts.length, now);
  if (!again) return fail(play, line, 'put_off_too_long', now);
  line.state = 'planned';
  line.notBefore = leaveAt(line.kind, again, { calendar: play.calendar, window: play.script.window });
}

/** A letter that will not arrive is flagged; a flag about a flag would go round in circles. */
function fail(play: Play, line: PlayedLine, reason: string, now: Temporal.Instant): void {
  end(play, line, 'failed', reason, now);
  if (line.kind === 'delivery-failed') return;
  const agency = line.agency ?? '';
  const letter = { kind: 'delivery-failed' as const, agency, addresses: [], subject: '', reply: reason };
  const why = 'Máy chủ thư từ chối địa chỉ; cần Sở Khoa học và Công nghệ sửa người liên hệ';
  writeLine(play, { slot: `${line.slot}/refused`, letter, why, to: ['officer'] }, now);
}

function end(
  play: Play,
  line: PlayedLine,
  state: 'sent' | 'failed' | 'cancelled' | 'overtaken',
  reason: string | undefined,
  now: Temporal.Instant,
): void {
  Object.assign(line, { state, reason, settledAt: now });
  play.waiting.delete(line);
}
