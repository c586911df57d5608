import { beyondCalendar } from '../domain/beyond-calendar.ts';
import type { Tx } from '../store/connection.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { notify } from './notify.ts';

/**
 * Tells the focal agency's officer, once for each such date, of agencies that no wave reaches because the calendar does not:
 * whom it is about, and which year to bring in.
 */
export async function flagBeyondCalendar(
  tx: Tx,
  { cycle, regime, calendar, obligations }: CycleFacts,
  at: Temporal.Instant,
): Promise<void> {
  for (const { report, due, rung, year } of beyondCalendar(obligations, regime, cycle.term, calendar)) {
    const { agency, agencyName, revision } = report;
    await notify(
      tx,
      {
        slot: `${cycle.id}/${agency}/beyond-calendar/${revision}`,
        letter: { kind: 'step-failed', agency: agencyName, step: rung, code: 'calendar.gap', beyond: { due, year } },
        cycle: cycle.id,
        page: `/cycles/${cycle.id}/agencies/${agency}`,
        why: 'Hạn của cơ quan nằm ngoài lịch làm việc nên không lập được thư; cần nhập lịch làm việc',
        to: ['officer'],
      },
      at,
    );
  }
}
