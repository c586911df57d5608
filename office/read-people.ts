import type { Db } from '../store/connection.ts';

/**
 * Gives the names behind recorded actors: `staff:<account>` is a person, `agency:STC` the agency itself,
 * `agency:STC/Lê Thị Mai` a person of it.
 */
export async function readPeople(db: Db): Promise<(actor: string) => string> {
  const accounts = await db.selectFrom('account').select(['id', 'name']).execute();
  const names = new Map(accounts.map(({ id, name }) => [`staff:${id}`, name]));
  return (actor) => names.get(actor) ?? agencyName(actor) ?? 'Hệ thống';
}

function agencyName(actor: string): string | undefined {
  if (!actor.startsWith('agency:')) return undefined;
  const slash = actor.indexOf('/');
  return slash < 0 ? 'Cơ quan báo cáo' : `${actor.slice(slash + 1)} (cơ quan báo cáo)`;
}
