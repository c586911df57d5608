import { onTestFinished } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { StaffRole } from '../../domain/actor.ts';
import { buildSite } from '../../web/build-site.ts';
import type { Db } from '../../store/connection.ts';
import type { Deps } from '../../api/deps.ts';
import { givenDeps } from '../given/app.ts';
import type { GivenClock } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { visitor } from './visitor.ts';

export interface GivenSite {
  app: FastifyInstance;
  db: Db;
  clock: GivenClock;
  cycle: string;
  /** A signed-in person of that role in a browser. */
  as: (role: StaffRole) => Promise<ReturnType<typeof visitor> & { account: string }>;
  /** An agency's room and a browser for it. */
  room: (agency?: string) => Promise<ReturnType<typeof visitor> & { path: string; obligation: string }>;
}

/** The pages over the sample's cycle of 2026; closed after the test. */
export async function givenSite({
  at = '2026-12-01 08:00',
  ...more
}: { at?: string } & Pick<Deps, 'mailFolder' | 'scanner'> = {}): Promise<GivenSite> {
  const deps = { ...(await givenDeps(at)), ...more };
  const cycle = await givenCycle(deps.db);
  const app = await buildSite(deps);
  onTestFinished(() => app.close());
  return {
    app,
    db: deps.db,
    clock: deps.clock,
    cycle,
    as: async (role) => {
      const { headers, account } = await givenStaff(deps.db, role);
      return { ...visitor(app, headers), account };
    },
    room: async (agency) => {
      const { token, obligation } = await givenAgency(deps.db, cycle, agency);
      return { ...visitor(app), path: `/room/${token}`, obligation };
    },
  };
}
