import { Client } from 'pg';
import type { LedgerLine, Observed, StoredReport } from './observed.ts';

/** What the facts hold at the end, read from the database itself. */
export type Facts = Pick<Observed, 'agencies' | 'addresses' | 'ledger' | 'steps' | 'reports' | 'compiled'>;

/** Reads the facts. In: the cycle, and how an instant of the machine reads on the trial's clock. */
export async function readFacts(
  url: string,
  cycle: string,
  onClock: (machine: Temporal.Instant) => Temporal.Instant,
): Promise<Facts> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  try {
    const rows = async <T extends object>(text: string): Promise<T[]> => (await client.query<T>(text, [cycle])).rows;
    return {
      agencies: (
        await rows<{ code: string }>(`select agency_code as code from obligation where cycle_id = $1 order by position`)
      ).map(({ code }) => code),
      addresses: await readAddresses(rows),
      ledger: (await rows<LedgerRow>(ledgerQuery)).map((row) => lineOf(row, onClock)),
      steps: new Map((await rows<StepRow>(stepQuery)).map((row) => [row.key, takenAt(row, onClock)])),
      reports: (await rows<ReportRow>(reportQuery)).map((row) => reportOf(row, onClock)),
      compiled: (
        await rows<{ number: number }>(`select number from compilation where cycle_id = $1 and state = 'ready'`)
      ).map(({ number }) => number),
    };
  } finally {
    await client.end();
  }
}

/** Whether nothing is on its way any more: no letter, no wake, no compilation, and the cycle has closed. */
export async function isQuiet(url: string, cycle: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ quiet: boolean }>(
      `select not exists (select from notification where state in ('planned', 'claimed'))
          and not exists (select from wake)
          and not exists (select from compilation where state = 'running')
          and exists (select from cycle where id = $1 and closed_at is not null) as quiet`,
      [cycle],
    );
    return rows[0]?.quiet === true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface LedgerRow {
  slot: string;
  state: string;
  reason: string | null;
  claimed: string | null;
  settled: string | null;
  changed: string | null;
  unacknowledged: number;
}

const ledgerQuery = `
  select slot, state, reason, unacknowledged, settled_at::text as settled,
    claimed_at::text as claimed, pg_xact_commit_timestamp(xmin)::text as changed
  from notification where cycle_id = $1 or cycle_id is null`;

/** A line counts as settled when that was committed: its own instant was read before the transaction could begin. */
function lineOf(
  { slot, state, reason, unacknowledged, claimed, settled, changed }: LedgerRow,
  onClock: (machine: Temporal.Instant) => Temporal.Instant,
): LedgerLine {
  const settledAt = settled ? Temporal.Instant.from(settled) : undefined;
  const committed = changed ? onClock(Temporal.Instant.from(changed)) : undefined;
  const claimedAt = claimed ? Temporal.Instant.from(claimed) : undefined;
  return { slot, state, reason, unacknowledged, claimedAt, settledAt: settledAt && later(settledAt, committed) };
}

interface StepRow {
  key: string;
  taken: string;
  stored: string | null;
}

const stepQuery = `
  select key, taken_at::text as taken, pg_xact_commit_timestamp(xmin)::text as stored
  from step where matter = 'cycle/' || $1`;

/** A step counts as taken when that was committed, as a line does: who owes was read in the same transaction. */
const takenAt = (
  { taken, stored }: StepRow,
  onClock: (machine: Temporal.Instant) => Temporal.Instant,
): Temporal.Instant => later(Temporal.Instant.from(taken), stored ? onClock(Temporal.Instant.from(stored)) : undefined);

const later = (a: Temporal.Instant, b: Temporal.Instant | undefined): Temporal.Instant =>
  b && Temporal.Instant.compare(a, b) < 0 ? b : a;

interface ReportRow {
  submission: string;
  code: string;
  sha256: string;
  content: StoredReport['content'];
  received: string;
  stored: string | null;
}

const reportQuery = `
  select s.id as submission, receipt_code as code, sha256, content, received_at::text as received,
         pg_xact_commit_timestamp(s.xmin)::text as stored
  from submission s join obligation o on o.id = s.obligation_id where o.cycle_id = $1`;

const reportOf = (
  { submission, code, sha256, content, received, stored }: ReportRow,
  onClock: (machine: Temporal.Instant) => Temporal.Instant,
): StoredReport => ({
  ...{ submission, code, sha256, content, receivedAt: Temporal.Instant.from(received) },
  storedAt: stored ? onClock(Temporal.Instant.from(stored)) : undefined,
});

async function readAddresses(rows: <T extends object>(text: string) => Promise<T[]>): Promise<Map<string, string[]>> {
  const known = await rows<{ place: string; email: string }>(
    `select agency_code || '/' || role as place, email from contact where withdrawn_at is null and $1 <> ''
     union all select role, email from account where withdrawn_at is null`,
  );
  return new Map(
    [...Map.groupBy(known, ({ place }) => place)].map(([place, some]) => [place, some.map(({ email }) => email)]),
  );
}
