import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { CycleId } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { findSynthesis, insertSynthesis } from '../store/syntheses.ts';
import { listReceipts } from '../store/written-reports.ts';
import { includedAt, placeNamed, readPlaces, readSources } from './read-sources.ts';

export interface SaveSynthesis {
  cycle: CycleId;
  /** `I`, `II.1.a`, … */
  place: string;
  /** Each line is a paragraph; blank: the sources' own words are compiled again. */
  text: string;
  keepSources: boolean;
  /** The version that the writer began from; 0 when there was none. */
  seen: number;
  /** The receipts of the sources that the text says it is made from; absent: those there are now. */
  beside?: readonly string[];
  actor: Actor;
  at: Temporal.Instant;
}

/** The most characters of a place's text. */
const longest = 200_000;

/**
 * Saves an officer's paragraphs for a place as its next version and answers that. What the newest version says already, made
 * from the same sources or saved by another way meanwhile, is not saved again. Refuses: `fact.changed` with the current
 * version when somebody saved other words after `seen`; `place.not_found`; `request.invalid` when the text is too long.
 */
export function saveSynthesis(db: Db, save: SaveSynthesis): Promise<number> {
  const { cycle, place, keepSources, seen, actor, at } = save;
  demand(actor, 'review');
  // A form sends line ends of its own.
  const text = save.text.replace(/\r\n?/g, '\n');
  return db.transaction().execute(async (tx) => {
    if (text.length > longest) refuseLength();
    const madeFrom = await receiptsOf(tx, save);
    const newest = await findSynthesis(tx, cycle, place);
    const current = newest?.version ?? 0;
    const same = newest?.text === text && newest.keep_sources === keepSources;
    if (same && (seen !== current || String(newest.made_from) === String(madeFrom))) return current;
    const row = { cycle_id: cycle, place, version: seen + 1, text, keep_sources: keepSources, made_from: madeFrom };
    const saved = current === seen && (await insertSynthesis(tx, { ...row, saved_at: at, saved_by: actorName(actor) }));
    if (!saved) throw new Refusal('fact.changed', { seen: String(seen), current: String(current) });
    const facts = { place, version: String(row.version) };
    await record(tx, { actor, at, verb: 'save-synthesis', subject: cycle, facts });
    return row.version;
  });
}

/** The receipts of the sources that a text is made from, in the order of the agencies' list. */
async function receiptsOf(tx: Tx, { cycle, place, beside, at }: SaveSynthesis): Promise<string[]> {
  if (beside) {
    placeNamed((await readPlaces(tx, cycle)).places, place);
    return (await listReceipts(tx, cycle, beside)).map(({ receipt_code }) => receipt_code);
  }
  const { places, sources, exclusions } = await readSources(tx, cycle, at);
  return includedAt(placeNamed(places, place), sources, exclusions).map(({ receipt }) => receipt);
}

function refuseLength(): never {
  const message = 'Nội dung dài quá 200.000 ký tự; đề nghị viết gọn hơn.';
  throw new Refusal('request.invalid', { count: '1' }, [{ field: 'text', message }]);
}
