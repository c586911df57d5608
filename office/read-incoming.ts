import { unaccented } from '../domain/unaccented.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';

/** A letter that came in: recorded as such, a report outside the system, or a decision on an obstacle. */
export interface IncomingLine {
  kind: 'letter' | 'report' | 'decision';
  number: string;
  /** Absent where the fact does not say it. */
  issuedOn?: Temporal.PlainDate | undefined;
  receivedOn: Temporal.PlainDate;
  sender: string;
  subject: string;
  /** The page where it stands. */
  page?: string | undefined;
  /** The recorded letter's row, when it has a file. */
  file?: string | undefined;
}

export interface IncomingFilter {
  year?: number | undefined;
  words?: string | undefined;
}

/** Reads the register of letters in, the newest first. */
export async function readIncoming(db: Db, { year, words }: IncomingFilter): Promise<IncomingLine[]> {
  const lines = [...(await recorded(db)), ...(await reports(db)), ...(await decisions(db))];
  const wanted = words ? unaccented(words.trim()) : '';
  return lines
    .filter(({ receivedOn }) => !year || receivedOn.year === year)
    .filter((line) => [line.number, line.sender, line.subject].some((text) => unaccented(text).includes(wanted)))
    .toSorted((a, b) => Temporal.PlainDate.compare(b.receivedOn, a.receivedOn));
}

async function recorded(db: Db): Promise<IncomingLine[]> {
  const rows = await db.selectFrom('incoming_letter').selectAll().orderBy('recorded_at', 'desc').execute();
  return rows.map((row) => ({
    kind: 'letter',
    ...{ number: row.number, issuedOn: row.issued_on, receivedOn: row.received_on },
    ...{ sender: row.sender, subject: row.subject },
    page: row.cycle_id && row.agency_code ? `/cycles/${row.cycle_id}/agencies/${row.agency_code}` : undefined,
    file: row.file_sha256 ? row.id : undefined,
  }));
}

/** Reports that came on paper or by the document system. */
async function reports(db: Db): Promise<IncomingLine[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .select(['submission.id', 'document_number', 'received_on', 'agency.name', 'obligation.cycle_id'])
    .where('channel', '!=', 'system')
    .orderBy('recorded_at', 'desc')
    .execute();
  return rows.flatMap(({ id, document_number, received_on, name, cycle_id }) =>
    document_number && received_on
      ? [
          {
            kind: 'report' as const,
            ...{ number: document_number, receivedOn: received_on, sender: name },
            ...{ subject: `Báo cáo kỳ ${cycle_id.split('/').at(-1)}`, page: `/submissions/${id}` },
          },
        ]
      : [],
  );
}

/** What UBND tỉnh decided on obstacles: number, date and words as they were recorded. */
async function decisions(db: Db): Promise<IncomingLine[]> {
  const rows = await db
    .selectFrom('obstacle_entry')
    .innerJoin('obstacle', 'obstacle.id', 'obstacle_entry.obstacle_id')
    .select(['obstacle_entry.words', 'obstacle_entry.made_at', 'obstacle.id', 'obstacle.title'])
    .where('obstacle_entry.kind', '=', 'decided')
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(({ words, made_at, id, title }) => ({
    kind: 'decision',
    number: /\d+[\p{L}]?\/[\p{L}\p{N}/-]+/u.exec(words)?.[0] ?? '',
    receivedOn: dayOf(made_at),
    sender: 'UBND tỉnh',
    subject: `Quyết định về vướng mắc “${title}”: ${words}`,
    page: `/obstacles/${id}`,
  }));
}
