import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Db, Tx } from './connection.ts';
import type { Tables } from './schema.ts';

export type BounceLine = Selectable<Tables['bounce']>;
type LedgerLine = Selectable<Tables['notification']>;

/** How a returned mail names its letter: by Message-IDs, and by the 40 digits in its return address. */
export interface LetterNames {
  messageIds: readonly string[];
  envelope: string | undefined;
}

/** The lines of the ledger that left in the letter so named, locked; several left in one e-mail when it was a digest. */
export function lockLettersNamed(tx: Tx, { messageIds, envelope }: LetterNames): Promise<LedgerLine[]> {
  return tx
    .selectFrom('notification')
    .selectAll()
    .where((eb) =>
      envelope
        ? // As the index has it.
          sql<boolean>`substr(message_id, 2, 40) = ${envelope}`
        : eb('message_id', 'in', [...messageIds]),
    )
    .orderBy('slot')
    .forUpdate()
    .execute();
}

/** Notes what came back; answers only what was not known yet. */
export async function insertBounces(tx: Tx, bounces: readonly BounceLine[]): Promise<BounceLine[]> {
  if (bounces.length === 0) return [];
  return tx
    .insertInto('bounce')
    .values([...bounces])
    .onConflict((conflict) => conflict.columns(['id', 'slot', 'address']).doNothing())
    .returningAll()
    .execute();
}

/** What came back of these letters, the oldest first, by slot. */
export async function listBouncesOf(db: Db, slots: readonly string[]): Promise<ReadonlyMap<string, BounceLine[]>> {
  if (slots.length === 0) return new Map();
  const rows = await db
    .selectFrom('bounce')
    .selectAll()
    .where('slot', 'in', [...slots])
    .orderBy('received_at')
    .orderBy('address')
    .execute();
  return Map.groupBy(rows, ({ slot }) => slot);
}

/** How often an address put letters off since its contact was given: returned mails, not letters. */
export async function countSoftBounces(db: Db, address: string): Promise<number> {
  const contact = await db
    .selectFrom('contact')
    .select((eb) => eb.fn.max('valid_from').as('since'))
    .where('email', '=', address)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  let query = db
    .selectFrom('bounce')
    .select((eb) => eb.fn.count<number>('id').distinct().as('times'))
    .where('address', '=', address)
    .where('final', '=', false);
  if (contact?.since) query = query.where('received_at', '>=', contact.since);
  return (await query.executeTakeFirst())?.times ?? 0;
}
