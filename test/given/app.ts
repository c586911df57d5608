import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../api/build-app.ts';
import type { Deps } from '../../api/deps.ts';
import type { Db } from '../../store/connection.ts';
import { givenClock } from './clock.ts';
import type { GivenClock } from './clock.ts';
import { givenCycle } from './cycle.ts';
import { givenDb } from './db.ts';
import { publicUrl, secret } from './people.ts';

/** What an app needs, over a test's own database and clock. */
export async function givenDeps(at = '2026-12-01 08:00'): Promise<Deps & { clock: GivenClock }> {
  return { db: await givenDb(), clock: givenClock(at), secret, publicUrl };
}

export interface GivenApp {
  app: FastifyInstance;
  db: Db;
  clock: GivenClock;
  deps: Deps;
  cycle: string;
}

/** The app with the sample's cycle of 2026 open, at a wall-clock time in Vietnam; closed after the test. */
export async function givenApp(at = '2026-12-01 08:00'): Promise<GivenApp> {
  const deps = await givenDeps(at);
  const cycle = await givenCycle(deps.db);
  const app = await buildApp(deps);
  onTestFinished(() => app.close());
  return { app, db: deps.db, clock: deps.clock, deps, cycle };
}
