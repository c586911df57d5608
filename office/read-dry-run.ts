import { sql } from 'kysely';
import type { ContactRole } from '../domain/agency.ts';
import { dryYear } from '../domain/dry-run.ts';
import type { DryRunFacts, DryTerm } from '../domain/dry-run.ts';
import { totalsByAgency, totalsByMonth } from '../domain/dry-run-totals.ts';
import type { AgencyTotal } from '../domain/dry-run-totals.ts';
import type { ProvincialPlan } from '../domain/plan.ts';
import { uncertainYears } from '../domain/provisional-days.ts';
import type { Term } from '../domain/term.ts';
import { listStaffOf } from '../store/accounts.ts';
import { listAgencies } from '../store/agencies.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db } from '../store/connection.ts';
import { getPlan } from '../store/cycles.ts';
import { getSendWindow } from '../store/installation.ts';
import { getRegime } from '../store/regimes.ts';

/** A regime's year as it would run if nobody reported (chạy thử cả năm). */
export interface DryRun {
  facts: DryRunFacts;
  plan: ProvincialPlan;
  year: number;
  terms: readonly DryTerm[];
  /** Terms that the calendar does not reach. */
  beyond: readonly Term[];
  agencies: readonly AgencyTotal[];
  months: readonly { month: string; letters: number }[];
  /** Years whose holidays are not decided yet. */
  provisionalYears: readonly number[];
}

/** Reads what a regime's dry run looks at, and runs a year of it. Writes nothing. Refuses: `cycle.not_found`. */
export async function readDryRun(db: Db, regime: string, year: number): Promise<DryRun> {
  const facts = await readDryRunFacts(db, regime);
  const { terms, beyond } = dryYear(facts, year);
  return {
    facts,
    plan: await getPlan(db, facts.regime.plan),
    year,
    terms,
    beyond,
    agencies: totalsByAgency(terms),
    months: totalsByMonth(terms),
    provisionalYears: [...uncertainYears(facts.calendar)],
  };
}

async function readDryRunFacts(db: Db, id: string): Promise<DryRunFacts> {
  const { policy: regime } = await getRegime(db, id);
  const contacts = Map.groupBy(await listReachable(db), (contact) => contact.agency);
  const agencies = await listAgencies(db);
  const staff = await Promise.all(
    (['officer', 'leader'] as const).map(async (role) => ((await listStaffOf(db, role)).length > 0 ? [role] : [])),
  );
  const { title } = await db
    .selectFrom('form')
    .select('title')
    .where('id', '=', regime.form)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return {
    regime,
    form: title,
    calendar: await getCalendar(db),
    window: await getSendWindow(db),
    agencies: agencies.map((agency) => ({
      ...agency,
      contacts: (contacts.get(agency.code) ?? []).map(({ role }) => role),
      struck: (contacts.get(agency.code) ?? []).filter(({ struck }) => struck).map(({ role }) => role),
    })),
    staff: staff.flat(),
  };
}

/** In which roles each agency can be written to, and whether every address of that role came back. */
const listReachable = (db: Db): Promise<{ agency: string; role: ContactRole; struck: boolean }[]> =>
  db
    .selectFrom('contact')
    .select(['agency_code as agency', 'role', sql<boolean>`bool_and(bounced_at is not null)`.as('struck')])
    .where('withdrawn_at', 'is', null)
    .groupBy(['agency_code', 'role'])
    .orderBy('agency_code')
    .orderBy('role')
    .execute();
