import { beyondCalendar } from '../beyond-calendar.ts';
import type { CycleStep } from '../cycle.ts';
import { isOnTime } from '../deadline.ts';
import type { MissingAgency } from '../letter.ts';
import { dueOf, owesNothing } from '../obligation.ts';
import { isSendUpFlag, isWave, rungOf } from '../regime.ts';
import { climbersOf, waveLine } from '../wave.ts';
import type { EarlierSlot } from '../wave.ts';
import { laterOf } from '../zone.ts';
import type { Play, Player } from './play.ts';
import { addLine, reachable, writeLine } from './write-line.ts';

/** Takes a step: a wave writes its lines, a flag and an escalation tell the focal agency's people, closing ends the cycle. */
export function takeStep(play: Play, step: CycleStep, now: Temporal.Instant): void {
  play.taken.set(step.key, now);
  play.steps.push({ ...step, takenAt: now });
  if (isWave(step.kind)) takeWave(play, step, now);
  if (step.kind === 'flag' || step.kind === 'escalate') tellStaff(play, step, now);
  if (step.kind === 'close') play.closedAt = now;
}

function takeWave(play: Play, step: CycleStep, now: Temporal.Instant): void {
  const { regime, term, window, form } = play.script;
  const { period, cutOff } = play.dates;
  const cycle = { term, periodFrom: period.from, periodTo: period.to, cutOff };
  const frame = { regime, calendar: play.calendar, window, cycle };
  const reports = [...play.players.values()].map(({ report }) => report);
  const climbers = climbersOf(step, reports, ({ agency }) => slotsOf(play.players.get(agency)));
  for (const climber of climbers) {
    const { agency } = climber.report;
    const recipients = contactsFor(play, step, agency);
    const line = waveLine(climber, step, frame, form, recipients.length, laterOf(now, step.at));
    if (!line) continue;
    addLine(play, { ...line, agency, recipients, due: dueOf(climber.report).due }, now);
    const added = play.lines.get(line.slot);
    if (added) play.players.get(agency)?.waves.push(added);
    if (line.state === 'failed') flagFailed(play, line.slot, agency, step.rung, line.reason ?? 'unexpected', now);
  }
  flagBeyond(play, reports, now);
}

const slotsOf = (player: Player | undefined): readonly EarlierSlot[] =>
  (player?.waves ?? [])
    .filter(({ kind }) => kind !== 'step-failed')
    .map(({ kind, rung = null, revision, plannedAt, claimedAt }) => ({ kind, rung, revision, plannedAt, claimedAt }));

/** Only an agency's own contacts get the letters of waves. */
const contactsFor = (play: Play, { rung }: CycleStep, agency: string): string[] =>
  reachable(
    play,
    rungOf(play.script.regime, rung).to.filter((role) => role !== 'officer' && role !== 'leader'),
    agency,
  );

function flagFailed(play: Play, slot: string, agency: string, step: string, code: string, now: Temporal.Instant): void {
  const letter = { kind: 'step-failed' as const, agency, step, code };
  const why = 'Không lập được thư cho cơ quan này; cần Sở Khoa học và Công nghệ xử lý';
  writeLine(play, { slot: `${slot}/flag`, letter, why, to: ['officer'] }, now);
}

function flagBeyond(play: Play, reports: readonly Player['report'][], now: Temporal.Instant): void {
  const { regime, term } = play.script;
  for (const { report, due, rung, year } of beyondCalendar(reports, regime, term, play.calendar)) {
    const { agency, revision } = report;
    const letter = { kind: 'step-failed' as const, agency, step: rung, code: 'calendar.gap', beyond: { due, year } };
    const why = 'Hạn của cơ quan nằm ngoài lịch làm việc nên không lập được thư; cần nhập lịch làm việc';
    writeLine(play, { slot: `${play.cycle}/${agency}/beyond-calendar/${revision}`, letter, why, to: ['officer'] }, now);
  }
}

function tellStaff(play: Play, step: CycleStep, now: Temporal.Instant): void {
  const { basis, to } = rungOf(play.script.regime, step.rung);
  const notice = { slot: `${play.cycle}/${step.rung}`, why: basis, rung: step.rung, plannedAt: step.at, to };
  writeLine(play, { ...notice, letter: staffLetter(play, step, now) }, now);
}

function staffLetter(play: Play, { kind, rung }: CycleStep, now: Temporal.Instant) {
  if (isSendUpFlag(rungOf(play.script.regime, rung)))
    return { kind: 'send-up' as const, due: play.dates.sendUp, sent: false };
  const players = [...play.players.values()];
  const total = players.length;
  const reported = players.filter(({ report: { state } }) => state === 'submitted' || state === 'accepted').length;
  const missing = players.flatMap((player) => missingAgency(play, player, now));
  if (kind === 'escalate') {
    const late = play.reports.filter(({ version, onTime }) => version === 1 && !onTime).length;
    return { kind: 'escalation-drafted' as const, total, reported, late, missing };
  }
  const excused = players.filter(({ report }) => report.state === 'excused').length;
  return { kind: 'missing-list' as const, due: play.dates.due, total, reported, excused, missing };
}

function missingAgency(play: Play, { report, waves }: Player, now: Temporal.Instant): MissingAgency[] {
  const { due } = dueOf(report);
  if (owesNothing(report.state) || isOnTime(now, due, play.script.regime.graceHours)) return [];
  const urged = waves.filter(({ kind, state }) => kind === 'urge' && state === 'sent').length;
  const [extended, returned] = [report.extendedDue !== undefined, report.state === 'returned'];
  return [{ agency: report.agencyName, due, extended, returned, urged }];
}
