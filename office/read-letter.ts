import { numberedAs, plainNumber } from '../domain/official/number.ts';
import { ruleOf } from '../domain/official/kinds.ts';
import type { OfficialSheet } from '../domain/official/sheet.ts';
import type { OfficialState } from '../domain/official/state.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { getLetter, listAttachedLetters, listLetterVersions, stateOfLetter } from '../store/letters.ts';
import type { LetterRow } from '../store/letters.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findSuperiorMailbox } from '../store/superior-mailbox.ts';
import { letterSheet } from './letter-sheet.ts';
import { leaveAt } from './notify.ts';
import { refreshLetter } from './refresh-letter.ts';
import type { RefreshedLetter } from './refresh-letter.ts';
import { listReaders } from './send-letter.ts';

/** A letter with all that its page shows. */
export interface LetterView {
  row: LetterRow;
  state: OfficialState;
  sheet: OfficialSheet;
  /** Of a draft that is not approved: the figures of now, and what changed. */
  fresh: RefreshedLetter | undefined;
  attached: LetterRow[];
  versions: Awaited<ReturnType<typeof listLetterVersions>>;
  /** The agencies that it is sent to. */
  readers: OwedReport[];
  superior: string | undefined;
  /** When an e-mail leaves that is ordered now. */
  leavesAt: Temporal.Instant;
  /** The number that the register gives next, unless somebody takes it first. */
  next: string;
  /** The number that the decision on an extension was given already. */
  given: string | undefined;
}

/** Reads a letter for its page. Refuses: `letter.not_found`. */
export async function readLetter(db: Db, id: string, now: Temporal.Instant): Promise<LetterView> {
  const row = await getLetter(db, id);
  const open = !row.number && !row.voided_at && !row.approved_at;
  const last = await db
    .selectFrom('letter_register')
    .select('last')
    .where('register', '=', ruleOf(row.kind).register)
    .where('year', '=', dayOf(now).year)
    .executeTakeFirst();
  return {
    row,
    state: stateOfLetter(row),
    sheet: await letterSheet(db, row),
    fresh: open ? await refreshLetter(db, row, now) : undefined,
    attached: await listAttachedLetters(db, id),
    versions: await listLetterVersions(db, id),
    readers: await listReaders(db, row),
    superior: await findSuperiorMailbox(db),
    leavesAt: leaveAt('official-letter', now, await getOfficeHours(db)),
    next: numberedAs(row.kind, (last?.last ?? 0) + 1),
    given: await givenNumber(db, row),
  };
}

/** Whoever granted an extension typed the number of its document: the letter is that document. */
async function givenNumber(db: Db, { content }: LetterRow): Promise<string | undefined> {
  if (!content.extension) return undefined;
  const row = await db
    .selectFrom('extension')
    .select('decision_words')
    .where('id', '=', content.extension)
    .where('decision', '=', 'granted')
    .executeTakeFirst();
  const words = row?.decision_words ?? '';
  return plainNumber(words) === undefined ? undefined : words;
}
