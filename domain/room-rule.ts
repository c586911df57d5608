import { mayDo } from './actor.ts';
import type { Actor } from './actor.ts';
import { Refusal } from './refusal.ts';

/** What an agency may ask for its own room: that its head submits, and that a code is typed before submitting. */
export type RoomRule = 'approval' | 'code';

export const everyRoomRule: readonly RoomRule[] = ['approval', 'code'];

/** Whether somebody may decide for an agency's room: its head by their own link, or the focal agency's reviewers. */
export function decidesForRoom(actor: Actor): boolean {
  if (actor.kind === 'staff') return mayDo(actor.role, 'review');
  return actor.kind === 'agency' && actor.person?.role === 'head';
}

/** Refuses `person.not_head` unless the actor decides for the agency's room. */
export function demandHead(actor: Actor): void {
  if (!decidesForRoom(actor)) throw new Refusal(actor.kind === 'staff' ? 'actor.not_allowed' : 'person.not_head');
}

/** Refuses `actor.not_allowed` unless the actor is of that agency, or one of the focal agency's reviewers. */
export function demandRoom(actor: Actor, agency: string): void {
  const ours = actor.kind === 'agency' ? actor.agency === agency : decidesForRoom(actor);
  if (!ours) throw new Refusal('actor.not_allowed');
}

/** A name as people typed it, on one line: it stands in letters, lists and the audit. */
export const tidyName = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 200);
