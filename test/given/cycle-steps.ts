import { createPlanCycle, pressingOf } from '../../activities/plan-cycle.ts';
import type { PressingOrder } from '../../activities/plan-cycle.ts';
import type { CycleStep } from '../../domain/cycle.ts';
import type { Regime } from '../../domain/regime.ts';
import { lapseExtensions } from '../../office/lapse-extensions.ts';
import { pressExtensions, pressLetters, pressReviews } from '../../office/press-focal-agency.ts';
import { pressSendings } from '../../office/press-sendings.ts';
import { json } from '../../store/json.ts';
import { getRegime } from '../../store/regimes.ts';
import type { Db } from '../../store/connection.ts';
import { givenClock, vn } from './clock.ts';

const verbs = {
  'press-extension': pressExtensions,
  'press-review': pressReviews,
  'press-letter': pressLetters,
  'press-sending': pressSendings,
  lapse: lapseExtensions,
};

const isPressing = (order: { kind: string }): order is PressingOrder => order.kind in verbs;

/**
 * Lets a cycle follow its own plan up to a wall-clock time in Vietnam, each pressing step at its moment; its ladder's
 * steps are noted as taken without being done. Answers the pressing steps' keys in order; those of
 * sendings, which are there in every cycle, when they are asked for.
 */
export async function followPresses(db: Db, cycle: string, until: string, sendings = false): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const clock = givenClock(until);
    const next = await createPlanCycle({ db, clock }).planCycle(cycle);
    if (next.done || !next.step || next.delay > 0) return keys;
    const { step } = next;
    const at = Temporal.Instant.from(step.at);
    if (isPressing(step)) {
      await verbs[step.kind](db, cycle, pressingOf(step), at);
      if (sendings || step.kind !== 'press-sending') keys.push(step.key);
    } else await skipStep(db, cycle, step.key, at);
  }
}

async function skipStep(db: Db, cycle: string, key: string, at: Temporal.Instant): Promise<void> {
  await db
    .insertInto('step')
    .values({
      ...{ matter: `cycle/${cycle}`, key, kind: 'wait', rung: 'skipped' },
      ...{ planned_at: at, taken_at: at, outcome: json({}) },
    })
    .execute();
}

/** Changes some fields of the sample regime's policy, and of the cycles that have opened with it. */
export async function givenPolicy(db: Db, change: Partial<Regime>): Promise<void> {
  const { policy } = await getRegime(db, 'kl69-nam');
  const changed = json({ ...policy, ...change });
  await db.updateTable('regime').set({ policy: changed }).execute();
  await db.updateTable('cycle').set({ policy: changed }).execute();
}

/** What the ledger says that left to the focal agency's people, by kind: each letter once, with all whom it went to. */
export async function lettersOf(db: Db, kind: string) {
  const rows = await db
    .selectFrom('notification')
    .select(['slot', 'letter', 'recipients', 'planned_at', 'why', 'state'])
    .where('kind', '=', kind as 'settled')
    .orderBy('planned_at')
    .orderBy('slot')
    .execute();
  const letters = Map.groupBy(rows, ({ slot }) => slot.replace(/\/to-[0-9a-f]{8}$/, ''));
  return [...letters].flatMap(([slot, [row, ...others]]) => {
    if (!row) return [];
    const recipients = [row, ...others].flatMap((each) => each.recipients);
    const roles = recipients.map(({ role }) => role).toSorted((x, y) => y.localeCompare(x));
    return [{ ...row, slot, recipients, roles, letter: row.letter as Record<string, never> }];
  });
}

export const pdate = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

/** The step of the sample's request in 2026, at its moment. */
export const requestStep: CycleStep = {
  key: 'request@2026-12-17',
  kind: 'request',
  rung: 'request',
  at: vn('2026-11-18 08:00'),
  due: pdate('2026-12-17'),
};
