import { reachable as reachableContacts } from '../addressees.ts';
import { lineStart } from '../planned-line.ts';
import type { Recipient } from '../regime.ts';
import type { Play, PlayedLine } from './play.ts';

/** A line to be written: what it says and to whom, by their roles. */
export interface Notice extends Pick<PlayedLine, 'slot' | 'letter' | 'why'> {
  agency?: string;
  rung?: string;
  revision?: number;
  plannedAt?: Temporal.Instant;
  to: readonly Recipient[];
}

/** Writes a letter into the ledger as the office does; a slot that is there stays. */
export function writeLine(play: Play, { to, ...notice }: Notice, now: Temporal.Instant): void {
  const recipients = reachable(play, to, notice.agency);
  const hours = { calendar: play.calendar, window: play.script.window };
  const plannedAt = notice.plannedAt ?? now;
  const start = lineStart({ kind: notice.letter.kind, plannedAt, recipients: recipients.length }, hours, now);
  addLine(play, { ...notice, ...start, plannedAt, recipients }, now);
}

/** A line as it stands when it is written. */
export type NewLine = Pick<PlayedLine, 'slot' | 'letter' | 'why' | 'recipients' | 'plannedAt' | 'notBefore' | 'state'> &
  Partial<Pick<PlayedLine, 'agency' | 'rung' | 'revision' | 'due' | 'reason' | 'settledAt' | 'caughtUpDays'>>;

/** Adds a line to the ledger, unless its slot is there. */
export function addLine(play: Play, line: NewLine, now: Temporal.Instant): void {
  if (play.lines.has(line.slot)) return;
  const written: PlayedLine = {
    agency: undefined,
    rung: undefined,
    revision: 0,
    due: undefined,
    reason: undefined,
    settledAt: undefined,
    caughtUpDays: 0,
    ...line,
    kind: line.letter.kind,
    writtenAt: now,
    claimedAt: undefined,
    attempts: [],
    unacknowledged: 0,
    messageId: undefined,
  };
  play.lines.set(line.slot, written);
  if (written.state === 'planned') play.waiting.add(written);
}

/** The roles in which somebody is written to: of an agency as its addresses are known to work, and the focal agency's people. */
export function reachable(play: Play, roles: readonly Recipient[], agency?: string): string[] {
  const { contacts = [], struck = [] } = (agency && play.players.get(agency)?.agency) || {};
  const known = contacts.map((role) => ({
    ...{ role, name: '', title: '', email: role },
    bouncedAt: struck.includes(role) ? play.dates.opensAt : undefined,
  }));
  const wanted = roles.filter((role) => role !== 'officer' && role !== 'leader');
  const staff = roles.filter((role) => play.script.staff.some((each) => each === role));
  return [...reachableContacts(known, wanted).map(({ role }) => role), ...staff];
}
