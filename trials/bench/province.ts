import { sql } from 'kysely';
import { loadSample } from '../../office/load-sample.ts';
import { openCycle } from '../../office/open-cycle.ts';
import type { Regime, Rung } from '../../domain/regime.ts';
import type { Db } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';

export const waveCycle = 'kl69-nam/2026';
export const lagCycle = 'lag/2026';
/** The request of the sample's cycle: one letter to each agency. */
export const waveAt = Temporal.Instant.from('2026-11-18T08:00+07:00');
/** The steps by whose moments timers are measured, before the wave. */
export const lagSteps = 80;
/** The wave itself is taken a minute ahead. */
export const lagFrom = waveAt.subtract({ seconds: 120 });
const lagApart = 500;

/**
 * A province of so many communes with three contacts each and one cycle opened, in an empty database; and beside it a
 * regime of one agency whose steps follow each other twice a second.
 */
export async function fillProvince(db: Db, agencies: number, at: Temporal.Instant): Promise<void> {
  await migrate(db);
  await loadSample(db, at);
  await sql`update agency set valid_to = '2025-07-02' where valid_to is null and kind <> 'special-zone'`.execute(db);
  await sql`insert into agency (code, name, kind, valid_from, successors, position, source)
    select 'B' || n, 'UBND xã số ' || n, 'commune', '2025-07-01', '[]', 1000 + n, 'bench'
    from generate_series(1, ${agencies}::int) n`.execute(db);
  await sql`insert into contact (id, agency_code, role, name, title, email, valid_from)
    select gen_random_uuid(), 'B' || n, role, 'Cán bộ ' || n, '', role || '.b' || n || '@quangngai.example', ${at}
    from generate_series(1, ${agencies}::int) n, unnest(array['head', 'focal', 'mailbox']) role`.execute(db);
  const { policy } = await db
    .selectFrom('regime')
    .select('policy')
    .where('id', '=', 'kl69-nam')
    .executeTakeFirstOrThrow();
  await putPolicy(db, 'kl69-nam', { ...policy, subjects: ['commune'] });
  await sql`insert into regime (id, plan_id, policy, source, activated_at)
    select 'lag', plan_id, policy, source, activated_at from regime where id = 'kl69-nam'`.execute(db);
  await putPolicy(db, 'lag', { ...policy, id: 'lag', subjects: ['special-zone'], ladder: lagLadder() });
  await openCycle(db, 'kl69-nam', { year: 2026 }, at);
  await openCycle(db, 'lag', { year: 2026 }, at);
}

const putPolicy = (db: Db, id: string, policy: Regime) =>
  db
    .updateTable('regime')
    .set({ policy: JSON.stringify(policy) })
    .where('id', '=', id)
    .execute();

/** Flags without a reader: a step, its transaction, and nothing else. */
function lagLadder(): Rung[] {
  return Array.from({ length: lagSteps }, (_, place) => {
    const at = lagFrom.add({ milliseconds: place * lagApart }).toZonedDateTimeISO('Asia/Ho_Chi_Minh');
    return {
      ...{ rung: `lag-${place}`, kind: 'flag', to: [], basis: 'bench' },
      when: { monthDay: '11-18', roll: 'keep' },
      time: at.toPlainTime().toString(),
    };
  });
}

/** How late each of the measured steps was taken, in milliseconds, the least first. */
export async function lagsOf(db: Db): Promise<number[]> {
  const steps = await db
    .selectFrom('step')
    .select(['planned_at', 'taken_at'])
    .where('matter', '=', `cycle/${lagCycle}`)
    .where('kind', '=', 'flag')
    .execute();
  return steps.map((step) => step.taken_at.since(step.planned_at).total('milliseconds')).toSorted((a, b) => a - b);
}
