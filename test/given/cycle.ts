import type { CycleId } from '../../domain/matter.ts';
import { loadSample } from '../../office/load-sample.ts';
import { openCycle } from '../../office/open-cycle.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';

/** The Quảng Ngãi sample (plan, agencies, calendar, form, regime), loaded at an instant. Loading it again changes nothing. */
export async function givenSample(db: Db, at: Temporal.Instant = vn('2026-10-01 08:00')): Promise<void> {
  await loadSample(db, at);
}

/** The sample with the yearly cycle of 2026 (due 17/12/2026) opened, by default on its planned day; answers `kl69-nam/2026`. */
export async function givenCycle(
  db: Db,
  { year = 2026, at = vn(`${year}-11-05 08:00`) }: { year?: number; at?: Temporal.Instant } = {},
): Promise<CycleId> {
  await givenSample(db, at);
  return openCycle(db, 'kl69-nam', { year }, at);
}
