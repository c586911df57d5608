import { proposalsOf, recordPolicy } from '../domain/records-over-years.ts';
import type { AgencyRecord, RecordPolicy } from '../domain/records-over-years.ts';
import { Refusal } from '../domain/refusal.ts';
import { readRecords } from '../office/read-records.ts';
import type { Records } from '../office/read-records.ts';
import type { Db } from '../store/connection.ts';
import { listAllRegimes } from '../store/regimes.ts';

/** The records of a regime's agencies with the two lists that a policy proposes from them. */
export interface Proposals {
  records: Records;
  policy: RecordPolicy;
  commend: readonly AgencyRecord[];
  remind: readonly AgencyRecord[];
}

/**
 * Reads the proposals that an address asks for: a regime (else the first that is not withdrawn) and how many cycles; what
 * is no number from 1 to 20 is the policy's own. Refuses: `regime.not_found`.
 */
export async function readProposals(
  db: Db,
  query: Readonly<Record<string, string | undefined>>,
  now: Temporal.Instant,
): Promise<Proposals> {
  const all = await listAllRegimes(db);
  const regime = query['regime'] ?? all.find(({ state }) => state === 'active')?.id ?? all[0]?.id;
  if (!regime) throw new Refusal('regime.not_found');
  const asked = (name: keyof RecordPolicy) =>
    /^(?:[1-9]|1\d|20)$/.test(query[name] ?? '') ? Number(query[name]) : recordPolicy[name];
  const policy = {
    ...{
      commendCycles: asked('commendCycles'),
      remindTimes: asked('remindTimes'),
      remindCycles: asked('remindCycles'),
    },
  };
  const records = await readRecords(db, regime, now);
  return { records, policy, ...proposalsOf(records.records, policy) };
}
