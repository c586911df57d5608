import type { Actor } from '../domain/actor.ts';

/** How a letter to an agency's people names who did something. */
export function actingName(actor: Actor, agencyName: string): string {
  if (actor.kind === 'staff') return `Đồng chí ${actor.name}, Sở Khoa học và Công nghệ`;
  if (actor.kind === 'agency' && actor.person) return `Đồng chí ${actor.person.name}, ${agencyName}`;
  return actor.kind === 'agency' ? `Người dùng liên kết chung của ${agencyName}` : 'Hệ thống';
}
