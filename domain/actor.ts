import { Refusal } from './refusal.ts';

/** Staff roles: quản trị, chuyên viên, lãnh đạo Sở, lãnh đạo UBND tỉnh (reads only). */
export type StaffRole = 'admin' | 'officer' | 'leader' | 'viewer';

/** What a person's own link lets them do in an agency's room: write, or decide as its head. */
export type PersonRole = 'officer' | 'head';

/** Somebody of an agency who came by a link of their own. */
export interface Person {
  /** The link's id. */
  link: string;
  name: string;
  role: PersonRole;
}

/** Who does something. Verbs take it as an argument; it is recorded with what was done. */
export type Actor =
  | { kind: 'staff'; account: string; name: string; role: StaffRole }
  | { kind: 'agency'; obligation: string; cycle: string; agency: string; person?: Person | undefined }
  | { kind: 'engine' };

export const engine: Actor = { kind: 'engine' };

/** What staff may be allowed to do. */
export type Power = 'read' | 'review' | 'lead' | 'administer';

const powers: Record<StaffRole, readonly Power[]> = {
  admin: ['read', 'review', 'lead', 'administer'],
  officer: ['read', 'review'],
  leader: ['read', 'review', 'lead'],
  viewer: ['read'],
};

/** Whether a role may do something: an officer reviews, a leader also leads, an administrator also administers; a viewer reads. */
export const mayDo = (role: StaffRole, power: Power): boolean => powers[role].includes(power);

/** Refuses `actor.not_allowed` unless the actor is staff whose role may do that. */
export function demand(actor: Actor, power: Power): void {
  if (actor.kind !== 'staff' || !mayDo(actor.role, power)) throw new Refusal('actor.not_allowed', { power });
}
