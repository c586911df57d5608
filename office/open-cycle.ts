import { randomUUID } from 'node:crypto';
import { engine } from '../domain/actor.ts';
import { obligedOn } from '../domain/agency.ts';
import type { Agency } from '../domain/agency.ts';
import { cycleDates } from '../domain/cycle.ts';
import type { CycleDates } from '../domain/cycle.ts';
import { cycleId, cycleMatter, regimeMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { termName } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import { listAgencies } from '../store/agencies.ts';
import { record } from '../store/audits.ts';
import { holdCalendar } from '../store/calendars.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockRegime, readRegimeFacts } from '../store/regimes.ts';
import { takeStep } from '../store/steps.ts';
import { wake } from '../store/wakes.ts';

/**
 * Opens the cycle of a term: its dates by the calendar in force, an obligation for each agency that exists on the due
 * date, and the wake of its timeline. It keeps the policy of now: a regime that is changed later is so for the next
 * cycle. Opening it again changes nothing. Refuses: `regime.not_active`.
 */
export async function openCycle(db: Db, regimeId: string, term: Term, at: Temporal.Instant): Promise<CycleId> {
  const id = cycleId(regimeId, term);
  return db.transaction().execute(async (tx) => {
    await holdCalendar(tx);
    const { state } = await lockRegime(tx, regimeId);
    if (state !== 'active') throw new Refusal('regime.not_active', { regime: regimeId });
    const { regime, calendar } = await readRegimeFacts(tx, regimeId);
    const dates = cycleDates(regime, term, calendar);
    const step = { matter: regimeMatter(regimeId), key: `open-${termName(term)}`, kind: 'open' as const, rung: 'open' };
    if (!(await takeStep(tx, { ...step, plannedAt: dates.opensAt }, at))) return id;
    const form = await latestForm(tx, regime.form);
    await tx
      .insertInto('cycle')
      .values({
        id,
        regime_id: regimeId,
        year: term.year,
        part: term.part ?? null,
        policy: json(regime),
        form_id: form.id,
        form_version: form.version,
        period_from: dates.period.from,
        period_to: dates.period.to,
        cut_off: dates.cutOff,
        due: dates.due,
        send_up: dates.sendUp,
        extension_limit: dates.extensionLimit,
        calendar_version: calendar.version,
        opened_at: at,
      })
      .execute();
    const obliged = obligedOn(await listAgencies(tx), regime.subjects, dates.due);
    await insertObligations(tx, id, obliged, dates, at);
    await record(tx, {
      actor: engine,
      at,
      verb: 'open-cycle',
      subject: id,
      facts: { obligations: String(obliged.length) },
    });
    await wake(tx, cycleMatter(id), at);
    return id;
  });
}

const latestForm = (tx: Tx, id: string) =>
  tx
    .selectFrom('form')
    .select(['id', 'version'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

/** The due date holds from the moment planned for the opening, so that a late opening does not hide the rungs it missed. */
async function insertObligations(
  tx: Tx,
  cycle: CycleId,
  agencies: readonly Agency[],
  { due, dueOf, opensAt }: { due: Temporal.PlainDate; dueOf: CycleDates['dueOf']; opensAt: Temporal.Instant },
  at: Temporal.Instant,
): Promise<void> {
  const rows = agencies.map((agency, position) => ({
    id: randomUUID(),
    cycle_id: cycle,
    agency_code: agency.code,
    due: dueOf[agency.kind] ?? due,
    due_since: opensAt,
    state: 'open' as const,
    state_at: at,
    state_by: 'engine',
    position,
  }));
  for (let from = 0; from < rows.length; from += 500) {
    await tx
      .insertInto('obligation')
      .values(rows.slice(from, from + 500))
      .execute();
  }
}
