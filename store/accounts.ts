import type { StaffRole } from '../domain/actor.ts';
import type { Addressee } from '../domain/letter.ts';
import type { Db } from './connection.ts';

export interface Account {
  id: string;
  email: string;
  name: string;
  title: string;
  role: StaffRole;
}

/** The accounts in force, by name. */
export function listAccounts(db: Db) {
  return db.selectFrom('account').selectAll().where('withdrawn_at', 'is', null).orderBy('name').execute();
}

/**
 * Whom the focal agency's letters reach for a role. An installation without an account of that role falls back to its
 * administrators, so that a flag always reaches somebody.
 */
export async function listStaffOf(db: Db, role: 'officer' | 'leader'): Promise<Addressee[]> {
  const accounts = await listAccounts(db);
  const named = accounts.filter((account) => account.role === role);
  const reached = named.length > 0 ? named : accounts.filter((account) => account.role === 'admin');
  return reached.map(({ name, title, email }) => ({ role, name, title, email }));
}

/** The account in force with that address, in whatever case it was typed. */
export function findAccount(db: Db, email: string) {
  return db
    .selectFrom('account')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}
