import { createCompilationSteps } from './compile-report.ts';
import { createDelivery } from './deliver-letters.ts';
import { createRegimeSteps } from './open-cycle.ts';
import type { Outside } from './outside.ts';
import { createPlanCycle } from './plan-cycle.ts';
import { createObstacleSteps } from './press-obstacle.ts';
import { createBounceReading } from './read-bounces.ts';
import { createCycleSteps } from './take-cycle-step.ts';

/** What workflows order. Names are the glossary's verbs; each reads facts, asks the rules, and lets the office record. */
export const createActivities = (outside: Outside) => ({
  ...createRegimeSteps(outside),
  ...createPlanCycle(outside),
  ...createCycleSteps(outside),
  ...createCompilationSteps(outside),
  ...createObstacleSteps(outside),
  ...createDelivery(outside),
  ...createBounceReading(outside),
});

export type Activities = ReturnType<typeof createActivities>;
