import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playCycle } from '../../../domain/play/play-cycle.ts';
import type { Played } from '../../../domain/play/play-cycle.ts';
import type { Db } from '../../../store/connection.ts';
import { emptyDb, givenDb } from '../../given/db.ts';
import { liveByTheOffice } from './by-the-office.ts';
import { recipes } from './given-recipe.ts';
import { scriptOf } from './script-of.ts';

/** A ledger's agency lines in words, one for each slot: the office's and the player's must be the same ones. */
const inWords = (
  line: Record<string, string | number | boolean | Temporal.Instant | Temporal.PlainDate | null | undefined>,
): string =>
  Object.entries(line)
    .map(([name, value]) => `${name}=${value?.toString() ?? '-'}`)
    .join(' ');

function playedWords({ lines, steps, reports }: Played) {
  const ledger = lines
    .filter(({ agency }) => agency !== undefined)
    .map((line) => ({
      slot: line.slot,
      kind: line.kind,
      state: line.state,
      reason: line.reason,
      planned: line.plannedAt,
      notBefore: line.notBefore,
      claimed: line.claimedAt,
      settled: line.settledAt,
      caughtUp: line.caughtUpDays,
      attempts: line.attempts.length,
      unacknowledged: line.unacknowledged,
      // What surely has not left may leave in another envelope, under another name.
      messageId: line.state === 'sent' ? line.messageId : undefined,
      to: line.recipients.join(','),
      why: line.rung && line.why,
    }));
  return {
    ledger: ledger.map(inWords).toSorted(),
    steps: steps.map(({ key, at, takenAt }) => inWords({ key, at, takenAt })),
    reports: reports.map(({ agency, version, due, onTime }) => inWords({ agency, version, due, onTime })).toSorted(),
  };
}

/** The same words from the database; codes and ids in slots become the numbers that the player counts. */
async function livedWords(db: Db, cycle: string) {
  const submissions = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'obligation_id')
    .select(['receipt_code', 'version', 'agency_code', 'submission.due', 'on_time'])
    .execute();
  const extensions = await db.selectFrom('extension').selectAll().orderBy('requested_at').execute();
  const numbers = new Map(submissions.map(({ receipt_code, version }) => [receipt_code, String(version)]));
  for (const mine of Map.groupBy(extensions, (each) => each.obligation_id).values()) {
    for (const [place, { id }] of mine.entries()) numbers.set(id, String(place + 1));
  }
  const rows = await db.selectFrom('notification').selectAll().where('agency_code', 'is not', null).execute();
  const named = (slot: string): string => slot.replace(/[^/]+$/, (last) => numbers.get(last) ?? last);
  const ledger = rows.map((row) => ({
    slot: named(row.slot),
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    planned: row.planned_at,
    notBefore: row.not_before,
    claimed: row.claimed_at,
    settled: row.settled_at,
    caughtUp: row.caught_up_days,
    attempts: row.attempts,
    unacknowledged: row.unacknowledged,
    messageId: row.state === 'sent' && row.message_id ? `<${named(row.slot)}@made-up.example>` : undefined,
    to: row.recipients.map(({ role }) => role).join(','),
    why: row.rung && row.why,
  }));
  const steps = await db.selectFrom('step').selectAll().where('matter', '=', `cycle/${cycle}`).execute();
  return {
    ledger: ledger.map(inWords).toSorted(),
    steps: steps.map(({ key, planned_at, taken_at }) => inWords({ key, at: planned_at, takenAt: taken_at })),
    reports: submissions
      .map(({ agency_code, version, due, on_time }) => inWords({ agency: agency_code, version, due, onTime: on_time }))
      .toSorted(),
  };
}

test('a cycle that is played by the rules alone comes to the ledger, the steps and the receipts of the office itself', async () => {
  const db = await givenDb();
  await fc.assert(
    fc.asyncProperty(recipes(), async (recipe) => {
      await emptyDb(db);
      const script = scriptOf(recipe);
      const cycle = await liveByTheOffice(db, script);
      const lived = await livedWords(db, cycle);
      expect(playedWords(playCycle(script))).toEqual(lived);
    }),
    { numRuns: 40, seed: Number(process.env['SEED'] ?? 69) },
  );
}, 600_000);
