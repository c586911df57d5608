import { isWorkingDay } from '../calendar.ts';
import { dueOf, judgedBy, owesNothing } from '../obligation.ts';
import { timeliness } from '../receipt.ts';
import { byDate, dayOf, isBefore } from '../zone.ts';
import type { Play, Player } from './play.ts';
import type { Act } from './script.ts';
import { writeLine } from './write-line.ts';

/** Lets people do what the script has for an instant. What the office would refuse changes nothing. */
export function act(play: Play, now: Temporal.Instant): void {
  for (let next = play.script.acts[play.acted]; next && !isBefore(now, next.at); next = play.script.acts[play.acted]) {
    play.acted += 1;
    if (take(play, next)) play.done.push(next);
  }
}

/** Whether the office takes what somebody does. */
function take(play: Play, deed: Act): boolean {
  if (deed.act === 'calendar') {
    play.calendar = deed.calendar;
    play.plan = undefined;
    return true;
  }
  const player = play.players.get(deed.agency);
  if (!player) return false;
  if (deed.act === 'submit') return submit(play, player, deed.at);
  if (deed.act === 'accept') return accept(play, player, deed.at);
  if (deed.act === 'excuse') return excuse(play, player, deed.at);
  if (deed.act === 'return') return giveBack(play, player, deed.until, deed.at);
  return deed.act === 'extend' && extend(play, player, deed);
}

function submit(play: Play, player: Player, at: Temporal.Instant): boolean {
  const { report, agency } = player;
  if (play.closedAt || report.state === 'accepted') return false;
  const due = judgedBy(report);
  const { onTime, workingDaysLate } = timeliness(at, {
    due,
    regime: play.script.regime,
    hours: { calendar: play.calendar, window: play.script.window },
    outages: [],
  });
  const version = player.version + 1;
  const code = String(version);
  Object.assign(player, { version, review: undefined });
  Object.assign(report, { state: 'submitted', stateAt: at });
  play.reports.push({ agency: agency.code, version, receivedAt: at, due, onTime });
  const facts = { agency: agency.name, code, version, receivedAt: at, due, onTime, workingDaysLate, sha256: '' };
  tell(play, player, `receipt/${version}`, { kind: 'receipt', ...facts }, at);
  return true;
}

function accept(play: Play, player: Player, at: Temporal.Instant): boolean {
  if (player.version === 0 || player.review) return false;
  player.review = 'accepted';
  Object.assign(player.report, { state: 'accepted', stateAt: at, correctionDue: undefined });
  play.plan = undefined;
  const code = String(player.version);
  tell(play, player, `accepted/${code}`, { kind: 'accepted', agency: player.agency.name, code }, at);
  return true;
}

/** Gives a report back to be corrected by a day. */
function giveBack(play: Play, player: Player, until: Temporal.PlainDate, at: Temporal.Instant): boolean {
  if (player.version === 0 || player.review || play.closedAt) return false;
  if (byDate(until, dayOf(at)) <= 0 || byDate(until, play.dates.sendUp) > 0) return false;
  if (!isWorkingDay(until, play.calendar)) return false;
  player.review = 'returned';
  Object.assign(player.report, { state: 'returned', stateAt: at });
  move(play, player, { correctionDue: until }, at);
  const code = String(player.version);
  const letter = { kind: 'returned' as const, agency: player.agency.name, code, reasons: [], correctionDue: until };
  tell(play, player, `returned/${code}`, letter, at);
  return true;
}

function extend(
  play: Play,
  player: Player,
  { until, granted, at }: { until: Temporal.PlainDate; granted: boolean; at: Temporal.Instant },
): boolean {
  const { report, agency } = player;
  const { due } = dueOf(report);
  if (play.closedAt || owesNothing(report.state)) return false;
  if (byDate(until, due) <= 0 || byDate(until, play.dates.extensionLimit) > 0) return false;
  player.extensions += 1;
  const reason = 'Đề nghị gia hạn';
  const asked = { kind: 'extension-requested' as const, agency: agency.name, due, until, reason };
  const slot = `${play.cycle}/${agency.code}/extension-requested/${player.extensions}`;
  writeLine(play, { slot, letter: asked, why: reason, to: ['officer'] }, at);
  if (granted) move(play, player, report.correctionDue ? { correctionDue: until } : { extendedDue: until }, at);
  const letter = granted
    ? { kind: 'extension-granted' as const, agency: agency.name, until, reference: '' }
    : { kind: 'extension-refused' as const, agency: agency.name, reason: '', due, sendUp: play.dates.sendUp };
  tell(play, player, `extension-decided/${player.extensions}`, letter, at);
  return true;
}

function excuse(play: Play, player: Player, at: Temporal.Instant): boolean {
  if (play.closedAt || owesNothing(player.report.state)) return false;
  Object.assign(player.report, { state: 'excused', stateAt: at });
  tell(play, player, 'excused', { kind: 'excused', agency: player.agency.name, reason: '' }, at);
  return true;
}

type Moved = { correctionDue: Temporal.PlainDate } | { extendedDue: Temporal.PlainDate };

/** A moved date has a ladder of its own, from now on. */
function move(play: Play, { report }: Player, date: Moved, at: Temporal.Instant): void {
  Object.assign(report, date, { dueSince: at, movedAt: at, revision: report.revision + 1 });
  play.plan = undefined;
}

/** The answer to what an agency did goes to its focal contact and its head. */
function tell(
  play: Play,
  { agency: { code } }: Player,
  about: string,
  letter: Parameters<typeof writeLine>[1]['letter'],
  at: Temporal.Instant,
): void {
  const notice = { slot: `${play.cycle}/${code}/${about}`, letter, agency: code, why: 'Trả lời cơ quan' };
  writeLine(play, { ...notice, to: ['focal', 'head'] }, at);
}
