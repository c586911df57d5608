import type { Db } from '../store/connection.ts';

/** Gives the names behind recorded actors: `staff:<account>` is a person, `agency:STC` the agency itself. */
export async function readPeople(db: Db): Promise<(actor: string) => string> {
  const accounts = await db.selectFrom('account').select(['id', 'name']).execute();
  const names = new Map(accounts.map(({ id, name }) => [`staff:${id}`, name]));
  return (actor) => names.get(actor) ?? (actor.startsWith('agency:') ? 'Cơ quan báo cáo' : 'Hệ thống');
}
