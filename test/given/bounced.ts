import { sql } from 'kysely';
import type { Bounce } from '../../domain/bounce.ts';
import { recordBounce } from '../../office/record-bounce.ts';
import { takeWave } from '../../office/take-wave.ts';
import type { CycleId } from '../../domain/matter.ts';
import type { Db } from '../../store/connection.ts';

/** The third-last reminder to all agencies, sent at an instant; those to some agencies come back as said. */
export async function givenBounced(
  db: Db,
  cycle: CycleId,
  returned: Readonly<Record<string, Omit<Bounce, 'address'>>>,
  at: Temporal.Instant,
): Promise<void> {
  const due = Temporal.PlainDate.from('2026-12-17');
  await takeWave(db, cycle, { key: 'remind-3@2026-12-17', kind: 'remind', rung: 'remind-3', at, due }, at);
  await db
    .updateTable('notification')
    .set({
      ...{ state: 'sent', claimed_at: at, settled_at: at, attempts: 1, subject: '[Nhắc hạn] Báo cáo năm 2026' },
      message_id: sql<string>`'<' || slot || '@skhcn.example>'`,
    })
    .where('state', '=', 'planned')
    .execute();
  for (const [agency, bounce] of Object.entries(returned)) {
    const slot = `${cycle}/${agency}/remind-3`;
    const line = await db.selectFrom('notification').selectAll().where('slot', '=', slot).executeTakeFirstOrThrow();
    const bounces = line.recipients.map(({ email }) => ({ ...bounce, address: email }));
    const names = { messageIds: [line.message_id ?? ''], envelope: undefined };
    await recordBounce(db, { id: agency.padEnd(64, '0'), bounces, ...names, at: at.add({ minutes: 2 }) });
  }
}
