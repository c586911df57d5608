import { sql } from 'kysely';
import { createLinks } from '../../office/link.ts';
import type { Db } from '../../store/connection.ts';
import { fillProvince, waveCycle } from './province.ts';
import { wordsHash } from './rush-errands.ts';
import type { Handed, RushAgency } from './rush-errands.ts';

/** An hour before the sample's last day is over. */
export const rushAt = Temporal.Instant.from('2026-12-17T23:00+07:00');

/** The wave's province as it stands on its last evening: each agency has had its four letters. Answers the agencies' links. */
export async function fillRush(db: Db, agencies: number, secret: string): Promise<RushAgency[]> {
  await fillProvince(db, agencies, Temporal.Instant.from('2026-11-05T08:00+07:00'));
  await sql`insert into notification
      (slot, kind, cycle_id, agency_code, obligation_id, rung, letter, recipients, why, state, planned_at, not_before, settled_at, post_office, recipient)
    select cycle_id || '/' || agency_code || '/bench-' || n, 'remind', cycle_id, agency_code, id, 'bench-' || n,
      '{}', '[]', 'bench', 'sent', opened.at, opened.at, opened.at, 1, 'agency/' || agency_code
    from obligation, generate_series(1, 4) n, (select ${rushAt.subtract({ hours: 240 })}::timestamptz as at) opened
    where cycle_id = ${waveCycle}`.execute(db);
  await sql`analyze`.execute(db);
  const links = createLinks(secret, '');
  const rows = await db
    .selectFrom('obligation')
    .select(['id', 'link_version'])
    .where('cycle_id', '=', waveCycle)
    .orderBy('position')
    .execute();
  return rows.map(({ id, link_version }) => {
    return { obligation: id, token: links.token({ obligation: id, linkVersion: link_version }) };
  });
}

/** Every receipt that was handed out against what is stored; answers what does not agree, in words. */
export async function compareReceipts(db: Db, handed: readonly Handed[]): Promise<string[]> {
  const rows = new Map<string, { receipt_code: string; sha256: string; words: string }>();
  for (let from = 0; ; from += 1000) {
    const some = await db
      .selectFrom('submission')
      .select(['obligation_id', 'receipt_code', 'sha256', 'content'])
      .orderBy('id')
      .limit(1000)
      .offset(from)
      .execute();
    for (const { obligation_id, content, ...row } of some)
      rows.set(obligation_id, { ...row, words: wordsHash(content) });
    if (some.length < 1000) break;
  }
  const wrong = handed.flatMap(({ obligation, code, sha256, content }) => {
    const row = rows.get(obligation);
    const agrees = row?.receipt_code === code && row.sha256 === sha256 && row.words === content;
    return agrees ? [] : [`receipt ${code} is not what is stored`];
  });
  if (rows.size !== handed.length) wrong.push(`${rows.size} stored for ${handed.length} receipts`);
  return wrong;
}
