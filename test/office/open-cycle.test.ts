import { expect, test } from 'vitest';
import { openCycle } from '../../office/open-cycle.ts';
import { listObligations } from '../../store/obligations.ts';
import { vn } from '../given/clock.ts';
import { givenCycle, givenSample } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';

test('the cycle of 2026 asks the 110 agencies of 2026: departments, communes, wards, the special zone', async () => {
  const db = await givenDb();
  const obligations = await listObligations(db, await givenCycle(db));
  expect(obligations).toHaveLength(110);
  expect(obligations.map(({ agency }) => agency)).toEqual(expect.arrayContaining(['SNNMT', 'SDTTG']));
  expect(obligations.map(({ agencyName }) => agencyName)).toContain('UBND đặc khu Lý Sơn');
});

test('a cycle of 2024 would ask the agencies of 2024: 19 departments and 13 districts', async () => {
  const db = await givenDb();
  await givenSample(db);
  const obligations = await listObligations(
    db,
    await openCycle(db, 'kl69-nam', { year: 2024 }, vn('2024-11-04 08:00')),
  );
  expect(obligations).toHaveLength(32);
  expect(obligations.map(({ agency }) => agency)).toEqual(
    expect.arrayContaining(['SKHDT', 'STTTT', 'BDT', 'H-BINHSON']),
  );
});

test('opening a cycle again changes nothing', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const before = await listObligations(db, cycle);
  expect(await openCycle(db, 'kl69-nam', { year: 2026 }, vn('2026-12-01 08:00'))).toBe(cycle);
  expect((await listObligations(db, cycle)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});
