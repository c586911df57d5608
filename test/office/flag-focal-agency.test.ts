import { expect, test } from 'vitest';
import { flagFocalAgency } from '../../office/flag-focal-agency.ts';
import { getRegime } from '../../store/regimes.ts';
import { vn } from '../given/clock.ts';
import { givenPolicy } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';

test('a flag on a stated date reminds of sending up, one counted from the due date lists the missing, whatever their names', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await givenStaff(db, 'officer');
  const { policy } = await getRegime(db, 'kl69-nam');
  const renamed: Record<string, string> = { 'send-up': 'bao-cao-bo', 'flag-missing': 'send-up' };
  const ladder = policy.ladder.map((each) => ({ ...each, rung: renamed[each.rung] ?? each.rung }));
  await givenPolicy(db, { ladder });
  const at = vn('2026-12-24 08:00');
  for (const rung of ['bao-cao-bo', 'send-up']) {
    await flagFocalAgency(db, cycle, { key: rung, kind: 'flag', rung, at }, at);
  }
  const rows = await db.selectFrom('notification').select(['rung', 'kind', 'page']).orderBy('rung').execute();
  expect(rows).toEqual([
    { rung: 'bao-cao-bo', kind: 'send-up', page: '/cycles/kl69-nam/2026/compilations' },
    { rung: 'send-up', kind: 'missing-list', page: '/cycles/kl69-nam/2026' },
  ]);
});
