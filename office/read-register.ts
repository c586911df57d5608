import type { OfficialKind } from '../domain/official/kinds.ts';
import type { OfficialState } from '../domain/official/state.ts';
import { unaccented } from '../domain/unaccented.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { stateOfLetter } from '../store/letters.ts';
import type { LetterRow } from '../store/letters.ts';

export interface RegisterFilter {
  /** Of the letter's date, or of its drafting before it has one. */
  year?: number | undefined;
  kind?: OfficialKind | undefined;
  state?: OfficialState | undefined;
  cycle?: string | undefined;
  /** Words of title, number or an agency that it names; accents and case do not count. */
  words?: string | undefined;
}

/** A letter with its state. */
export interface RegisteredLetter {
  row: LetterRow;
  state: OfficialState;
}

/** Reads the register of letters out, drafts and voided ones among them, the newest first. */
export async function readRegister(db: Db, filter: RegisterFilter): Promise<RegisteredLetter[]> {
  let query = db.selectFrom('letter').selectAll().orderBy('drafted_at', 'desc').orderBy('slot');
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.cycle) query = query.where('cycle_id', '=', filter.cycle);
  const wanted = filter.words ? unaccented(filter.words.trim()) : '';
  return (await query.execute())
    .filter((row) => !filter.year || yearOf(row) === filter.year)
    .map((row) => ({ row, state: stateOfLetter(row) }))
    .filter(({ row, state }) => (!filter.state || state === filter.state) && (!wanted || holds(row, wanted)));
}

const yearOf = ({ issued_on, drafted_at }: LetterRow): number => (issued_on ?? dayOf(drafted_at)).year;

const holds = ({ title, number, content }: LetterRow, wanted: string): boolean =>
  [title, number ?? '', ...content.list.map(({ agency }) => agency)].some((text) => unaccented(text).includes(wanted));
