import { sheetOf } from '../domain/official/sheet.ts';
import type { OfficialSheet } from '../domain/official/sheet.ts';
import { getAgency } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import type { LetterRow } from '../store/letters.ts';

/** Makes a Word file of a letter; it comes in, since the layout is not the office's. */
export type BuildDocument = (sheet: OfficialSheet) => Promise<Uint8Array>;

/** A letter as it is laid out. */
export async function letterSheet(
  db: Db,
  row: Pick<LetterRow, 'kind' | 'title' | 'content' | 'drafted_at' | 'number' | 'issued_on' | 'agency_code'>,
): Promise<OfficialSheet> {
  const { subject, paragraphs, list } = row.content;
  return sheetOf({
    ...{ kind: row.kind, title: row.title, subject, paragraphs, list, draftedAt: row.drafted_at },
    agency: row.agency_code ? (await getAgency(db, row.agency_code)).name : undefined,
    ...{ number: row.number ?? undefined, issuedOn: row.issued_on ?? undefined },
  });
}
