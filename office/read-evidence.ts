import type { CycleId } from '../domain/matter.ts';
import { citation } from '../domain/official/words.ts';
import type { OfficialFacts } from '../domain/official/facts.ts';
import { dayWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';

/**
 * What was sent before a letter, by the ledger and by the register: `Đề nghị báo cáo: 110 thư điện tử, ngày 18/11/2026`.
 * A letter that came back counts as sent: the agency's next contact had it, and the ledger says so.
 */
export async function readEvidence(db: Db, cycle: CycleId, issued: OfficialFacts['issued']): Promise<string[]> {
  const rows = await db
    .selectFrom('notification')
    .select((eb) => [
      'kind',
      'rung',
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('settled_at').as('first'),
      eb.fn.max('settled_at').as('last'),
    ])
    .where('cycle_id', '=', cycle)
    .where('kind', 'in', ['request', 'remind', 'urge'])
    .where('state', 'in', ['sent', 'bounced'])
    .groupBy(['kind', 'rung'])
    .execute();
  const sent = rows
    .toSorted((a, b) => String(a.first).localeCompare(String(b.first)))
    .flatMap(({ kind, rung, count, first, last }) =>
      first && last ? [`${stepName(kind, rung ?? '')}: ${count} thư điện tử, ${daysWords(first, last)}`] : [],
    );
  return [...sent, ...issued.map(citation)];
}

function stepName(kind: string, rung: string): string {
  const [, ordinal] = /-(\d+)$/.exec(rung) ?? [];
  if (kind === 'request') return 'Đề nghị báo cáo';
  if (kind === 'remind') return ordinal ? `Nhắc trước hạn ${ordinal} ngày làm việc` : 'Nhắc trước hạn';
  return ordinal ? `Đôn đốc lần ${ordinal}` : 'Đôn đốc';
}

function daysWords(first: Temporal.Instant, last: Temporal.Instant): string {
  const [from, to] = [dayWords(dayOf(first)), dayWords(dayOf(last))];
  return from === to ? `ngày ${from}` : `từ ngày ${from} đến ngày ${to}`;
}
