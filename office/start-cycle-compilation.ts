import { engine } from '../domain/actor.ts';
import type { CycleStep } from '../domain/cycle.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { finalCompile } from '../domain/regime.ts';
import type { Db } from '../store/connection.ts';
import { getCyclePolicy } from '../store/cycles.ts';
import { takeStep } from '../store/steps.ts';
import { startCompilation } from './start-compilation.ts';

/** Starts the compilation that a cycle's timeline asks for. Taking the step again changes nothing. */
export async function startCycleCompilation(
  db: Db,
  cycle: CycleId,
  step: CycleStep,
  at: Temporal.Instant,
): Promise<void> {
  const regime = await getCyclePolicy(db, cycle);
  const final = finalCompile(regime)?.rung === step.rung;
  await startCompilation(db, { cycle, final, slot: `${cycle}/${step.rung}`, actor: engine, at });
  await takeStep(
    db,
    { matter: cycleMatter(cycle), key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at },
    at,
  );
}
