import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { KnownContact } from '../domain/addressees.ts';
import { cycleId } from '../domain/matter.ts';
import { heldChain } from './audits.ts';
import type { Tx } from './connection.ts';
import { contactsInForce } from './contacts.ts';
import { taskCodesOf } from './cycles.ts';
import { json } from './json.ts';
import type { OwedReport } from './obligations.ts';

/** What a report may have to reckon with; of nearly every one there is nothing of it. */
export interface IntakeLook {
  /** Earlier versions of it. */
  versions: boolean;
  /** Files beside it. */
  files: boolean;
  /** Rules that its agency has switched on. */
  rules: boolean;
  /** A request for an extension that is not decided. */
  extension: boolean;
  /** A letter or list for superiors that names its agency. */
  namedUpward: boolean;
  /** A cycle of the same term a year before. */
  yearBefore: boolean;
  /** The codes of the tasks of its regime's plan. */
  tasks: readonly string[];
  /** Its agency's contacts in force, the oldest first. */
  contacts: readonly KnownContact[];
  /** The hash of what its draft holds; null without a draft, or when a release without hashes saved it. */
  draft: string | null;
}

/**
 * Sees in one statement what else there is to be read for a report: in a deadline hour most of what a submission costs
 * is going to the database and back. In: the obligation, locked before, so that what is seen stays. The chain of its
 * audit is held from here on.
 */
export async function lookAtIntake(
  tx: Tx,
  { id, agency, cycle, agencyName, regime, term }: OwedReport,
): Promise<IntakeLook> {
  const before = cycleId(regime, { ...term, year: term.year - 1 });
  const contacts = contactsInForce(tx).select('bounced_at').where('agency_code', '=', agency);
  const { rows } = await sql<SeenRow>`select
      exists (select 1 from submission where obligation_id = ${id}) as "versions",
      exists (select 1 from attachment where obligation_id = ${id} and withdrawn_at is null) as "files",
      exists (select 1 from room_rule where agency_code = ${agency} and off_at is null) as "rules",
      exists (select 1 from extension where obligation_id = ${id} and decision is null) as "extension",
      ${namedUpward(cycle, agencyName)} as "namedUpward",
      exists (select 1 from cycle where id = ${before}) as "yearBefore",
      array(${taskCodesOf(tx, regime)}) as "tasks",
      ${jsonArrayFrom(contacts)} as "contacts",
      (select sha256 from draft where obligation_id = ${id} and hashed_version = version) as "draft",
      ${heldChain(id)} as "held"`.execute(tx);
  const [look] = rows;
  if (!look) throw new Error('a select without a table answered no row');
  return { ...look, contacts: look.contacts.map(knownContact) };
}

interface SeenRow extends Omit<IntakeLook, 'contacts'> {
  contacts: (Omit<KnownContact, 'bouncedAt'> & { bounced_at: string | null })[];
}

const knownContact = ({ bounced_at, ...contact }: SeenRow['contacts'][number]): KnownContact => ({
  ...contact,
  bouncedAt: bounced_at === null ? undefined : Temporal.Instant.from(bounced_at),
});

/** Whether a letter or a list for superiors names an agency as one that is late. */
export function namedUpward(cycle: string, agencyName: string) {
  const agency = json([{ agency: agencyName }]);
  return sql<boolean>`(exists (select 1 from letter where cycle_id = ${cycle} and content -> 'list' @> ${agency})
    or exists (select 1 from notification where cycle_id = ${cycle}
      and kind in ('missing-list', 'escalation-drafted') and letter -> 'missing' @> ${agency}))`;
}
