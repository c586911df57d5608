import type { Selectable } from 'kysely';
import { engine } from '../domain/actor.ts';
import { bounceCause, isFinal, speaksOfAddress } from '../domain/bounce.ts';
import type { Bounce } from '../domain/bounce.ts';
import { record } from '../store/audits.ts';
import { insertBounces, listBouncesOf, lockLettersNamed } from '../store/bounces.ts';
import type { BounceLine, LetterNames } from '../store/bounces.ts';
import type { Db, Tx } from '../store/connection.ts';
import { markBounced } from '../store/contacts.ts';
import type { Tables } from '../store/schema.ts';
import { flagReturned, flagSoft } from './flag-returned.ts';
import { readdressPlanned } from './readdress-planned.ts';
import { tryNextContact } from './try-next-contact.ts';

type LedgerLine = Selectable<Tables['notification']>;

export interface RecordBounce extends LetterNames {
  /** The sha256 of what was returned: the same again changes nothing. */
  id: string;
  bounces: readonly Bounce[];
  at: Temporal.Instant;
}

/** What became of a returned mail; `unmatched` when it names no letter of ours, or none of its addresses. */
export type RecordedBounce = { outcome: 'recorded' | 'repeated' | 'unmatched'; letters: number };

/**
 * Notes that a letter came back from some of its addresses. Given up: it is tried with the agency's next contact when it
 * reached nobody, the focal agency is told, and a contact whose address is at fault is struck out. For now: noted, and
 * flagged at every third time. The letter is found by its return address, else by its Message-ID.
 */
export function recordBounce(db: Db, returned: RecordBounce): Promise<RecordedBounce> {
  return db.transaction().execute(async (tx) => {
    const { lines, matchedBy } = await findReturned(tx, returned);
    const sentTo = new Set(lines.flatMap(({ recipients }) => recipients.map(({ email }) => email.toLowerCase())));
    const noted = lines.flatMap((line) => notesOn(line, sentTo, returned, matchedBy));
    if (noted.length === 0) return { outcome: 'unmatched' as const, letters: 0 };
    const fresh = await insertBounces(tx, noted);
    const letters = new Set(noted.map(({ slot }) => slot)).size;
    if (fresh.length === 0) return { outcome: 'repeated' as const, letters };
    await recordAudit(tx, lines, fresh, returned.at);
    await takeFinal(tx, lines, fresh, returned.at);
    await flagSoft(tx, lines, fresh, returned.at);
    return { outcome: 'recorded' as const, letters };
  });
}

async function findReturned(tx: Tx, { envelope, messageIds }: RecordBounce) {
  const none = { messageIds: [], envelope: undefined };
  const named = envelope ? await lockLettersNamed(tx, { ...none, envelope }) : [];
  if (named.length > 0) return { lines: named, matchedBy: 'verp' as const };
  const lines = messageIds.length > 0 ? await lockLettersNamed(tx, { ...none, messageIds }) : [];
  return { lines, matchedBy: 'message_id' as const };
}

/**
 * What came back of one letter. An address that the e-mail did not go to, as after a forwarding, means the only one that
 * it went to; of several nobody can say which.
 */
function notesOn(
  line: LedgerLine,
  sentTo: ReadonlySet<string>,
  { id, bounces, at }: RecordBounce,
  matchedBy: BounceLine['matched_by'],
): BounceLine[] {
  const own = new Set(line.recipients.map(({ email }) => email.toLowerCase()));
  const [only] = sentTo;
  const notes = bounces.flatMap((bounce): BounceLine[] => {
    const address = sentTo.size === 1 ? only : bounce.address;
    if (!address || !own.has(address)) return [];
    const { kind, status, diagnostic } = bounce;
    const final = isFinal(bounce);
    const cause = bounceCause(bounce);
    return [
      {
        id,
        slot: line.slot,
        address,
        kind,
        final,
        status,
        cause,
        diagnostic: storable(diagnostic),
        received_at: at,
        matched_by: matchedBy,
      },
    ];
  });
  // One returned mail says one thing of an address: the worse one.
  const worst = notes.toSorted((a, b) => Number(b.kind === 'hard') - Number(a.kind === 'hard'));
  return worst.filter((note, place) => worst.findIndex(({ address }) => address === note.address) === place);
}

/** A server's words may hold what Postgres cannot: a report is decoded from whatever was sent. */
const storable = (words: string): string => words.replaceAll('\0', '').slice(0, 1000).toWellFormed();

async function recordAudit(tx: Tx, lines: readonly LedgerLine[], fresh: readonly BounceLine[], at: Temporal.Instant) {
  for (const line of lines) {
    const mine = fresh.filter(({ slot }) => slot === line.slot);
    if (mine.length === 0) continue;
    const facts = { kinds: [...new Set(mine.map(({ kind }) => kind))].join(','), cause: mine[0]?.cause ?? '' };
    await record(tx, { actor: engine, at, verb: 'bounce', subject: line.slot, facts });
  }
}

/** Strikes out contacts, ends the letters that reached nobody, tries the next contact, and flags once for an e-mail. */
async function takeFinal(tx: Tx, lines: readonly LedgerLine[], fresh: readonly BounceLine[], at: Temporal.Instant) {
  const given = fresh.filter(({ final }) => final);
  if (given.length === 0) return;
  const hard = given.filter(({ kind }) => kind === 'hard');
  const struck = [];
  for (const { address, cause } of hard.filter(
    (note, place) => hard.findIndex((other) => other.address === note.address) === place,
  )) {
    if (!speaksOfAddress(cause)) continue;
    struck.push(...(await markBounced(tx, address, cause, at)));
    await readdressPlanned(tx, address);
  }
  const ended = await endUnreached(tx, lines, at);
  const next = [];
  for (const line of ended) if (line.kind !== 'delivery-failed') next.push(await tryNextContact(tx, line, at));
  const outcome = ended.length === 0 ? 'not_needed' : next.some(Boolean) ? 'tried' : 'none';
  await flagReturned(tx, lines, given, outcome, at);
}

/** The letters that were given up for every address are bounced; one that waits for another try needs none. */
async function endUnreached(tx: Tx, lines: readonly LedgerLine[], at: Temporal.Instant): Promise<LedgerLine[]> {
  const known = await listBouncesOf(
    tx,
    lines.map(({ slot }) => slot),
  );
  const dead = lines.filter(({ slot, state, recipients }) => {
    const given = (known.get(slot) ?? []).filter(({ final }) => final).map(({ address }) => address);
    return (
      ['sent', 'claimed', 'planned'].includes(state) &&
      recipients.every(({ email }) => given.includes(email.toLowerCase()))
    );
  });
  for (const { slot } of dead) {
    const reason = known.get(slot)?.findLast(({ final }) => final)?.cause ?? null;
    await tx
      .updateTable('notification')
      .set({ state: 'bounced', reason, settled_at: at })
      .where('slot', '=', slot)
      .execute();
  }
  return dead;
}
