import { reachable } from '../domain/addressees.ts';
import type { Agency, ContactRole } from '../domain/agency.ts';
import type { Addressee } from '../domain/letter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';
import { listKnownContacts } from './contacts.ts';
import type { Tables } from './schema.ts';

/** Every agency that the province has had, in the order of its list. */
export async function listAgencies(db: Db): Promise<Agency[]> {
  const rows = await db.selectFrom('agency').selectAll().orderBy('position').execute();
  return rows.map(agencyOf);
}

/** The agency of a code. Refuses: `agency.not_found`. */
export async function getAgency(db: Db, code: string): Promise<Agency> {
  const row = await db.selectFrom('agency').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) throw new Refusal('agency.not_found', { agency: code });
  return agencyOf(row);
}

/** The contacts in force of an agency, for the given roles, in the order of the roles. */
export async function listContacts(db: Db, agency: string, roles: readonly ContactRole[]): Promise<Addressee[]> {
  if (roles.length === 0) return [];
  const rows = await db
    .selectFrom('contact')
    .select(['role', 'name', 'title', 'email'])
    .where('agency_code', '=', agency)
    .where('withdrawn_at', 'is', null)
    .where('role', 'in', [...roles])
    .orderBy('valid_from')
    .execute();
  return rows.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}

const agencyOf = (
  row: Pick<Tables['agency'], 'code' | 'name' | 'kind' | 'valid_from' | 'valid_to'> & { successors: string[] },
): Agency => ({
  code: row.code,
  name: row.name,
  kind: row.kind,
  validFrom: row.valid_from,
  validTo: row.valid_to ?? undefined,
  successors: row.successors,
});

/** To whom of many agencies a rung's letters go, by agency. */
export async function listContactsOfAll(
  db: Db,
  agencies: readonly string[],
  { to }: { to: readonly string[] },
): Promise<ReadonlyMap<string, Addressee[]>> {
  const roles = to.filter((role): role is ContactRole => role === 'focal' || role === 'head' || role === 'mailbox');
  const rows = roles.length > 0 ? await listKnownContacts(db, agencies) : [];
  return new Map(
    [...Map.groupBy(rows, ({ agency }) => agency)].map(([agency, mine]) => [agency, reachable(mine, roles)]),
  );
}
