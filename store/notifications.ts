import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Addressee, LetterBody } from '../domain/letter.ts';
import type { CycleId } from '../domain/matter.ts';
import { postOfficeOf } from '../domain/post-office.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import type { Tables } from './schema.ts';
import { plain } from '../domain/plain.ts';

/** What a letter says beside its addresses and its moment, which the delivery adds. */
export type StoredLetter = LetterBody extends infer Body
  ? Body extends LetterBody
    ? Omit<Body, 'link' | 'verification'>
    : never
  : never;

/** A line of the ledger (sổ thư) to be written. */
export interface Slot {
  /** `kl69-nam/2026/STC/remind-3[/1]`: unique; written once, whoever repeats the step. */
  slot: string;
  letter: StoredLetter;
  cycle?: CycleId | undefined;
  agency?: string | undefined;
  obligation?: string | undefined;
  rung?: string | undefined;
  revision?: number;
  recipients: readonly Addressee[];
  /** The path of the page where a staff reader acts; absent for letters that carry the submission link. */
  page?: string | undefined;
  /** Why this letter comes, in Vietnamese, for the ledger and the agency's thread. */
  why: string;
  plannedAt: Temporal.Instant;
  notBefore: Temporal.Instant;
  state: 'planned' | 'cancelled' | 'overtaken' | 'failed';
  /** Why it does not leave, for the states that end here. */
  reason?: string | undefined;
  settledAt?: Temporal.Instant | undefined;
  caughtUpDays?: number;
}

/** Writes lines of the ledger; those whose slot is there already are left as they are. Answers how many were written. */
export async function insertNotifications(db: Db, slots: readonly Slot[]): Promise<number> {
  let written = 0;
  for (let from = 0; from < slots.length; from += 1000) {
    const { numInsertedOrUpdatedRows } = await newLines(db, slots.slice(from, from + 1000)).executeTakeFirst();
    written += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return written;
}

/**
 * The statement that writes lines; a thousand at the most. They are one value: a wave of ten thousand lines would be two
 * hundred thousand values to bind.
 */
export function newLines(db: Db, slots: readonly Slot[]) {
  const rows = JSON.stringify(slots.map(rowOf));
  return db
    .insertInto('notification')
    .columns(writtenColumns)
    .expression((eb) =>
      eb
        .selectFrom(
          sql<Selectable<Tables['notification']>>`jsonb_populate_recordset(null::notification, ${rows}::jsonb)`.as(
            'line',
          ),
        )
        .select(writtenColumns),
    )
    .onConflict((conflict) => conflict.column('slot').doNothing());
}

const rowOf = (slot: Slot) => ({
  slot: slot.slot,
  kind: slot.letter.kind,
  cycle_id: slot.cycle ?? null,
  agency_code: slot.agency ?? null,
  obligation_id: slot.obligation ?? null,
  rung: slot.rung ?? null,
  revision: slot.revision ?? 0,
  letter: plain(slot.letter),
  recipients: slot.recipients,
  why: slot.why,
  page: slot.page ?? null,
  state: slot.state,
  planned_at: slot.plannedAt,
  not_before: slot.notBefore,
  settled_at: slot.settledAt ?? null,
  reason: slot.reason ?? null,
  caught_up_days: slot.caughtUpDays ?? 0,
  recipient: recipientOf(slot),
  post_office: postOfficeOf(recipientOf(slot)),
});

/** What a new line is written with; the rest begins with its default. */
const writtenColumns = [
  ...([
    'slot',
    'kind',
    'cycle_id',
    'agency_code',
    'obligation_id',
    'rung',
    'revision',
    'letter',
    'recipients',
  ] as const),
  ...(['why', 'page', 'state', 'planned_at', 'not_before', 'settled_at', 'reason', 'caught_up_days'] as const),
  ...(['recipient', 'post_office'] as const),
] satisfies (keyof ReturnType<typeof rowOf>)[];

/** To whom a letter goes: an agency, whichever of its contacts; or a person. Letters to one recipient leave together. */
export const recipientOf = ({ agency, recipients }: Pick<Slot, 'agency' | 'recipients'>): string =>
  agency ? `agency/${agency}` : recipients.map(({ email }) => email).join(',');

/** The line of a slot, locked. Refuses: `notification.not_found`. */
export async function lockNotification(tx: Tx, slot: string) {
  const row = await tx.selectFrom('notification').selectAll().where('slot', '=', slot).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('notification.not_found', { slot });
  return row;
}

/** The slots of waves that agencies of a cycle have, to see which rungs were taken and when each was asked. */
export function listWaveSlots(db: Db, cycle: CycleId) {
  return db
    .selectFrom('notification')
    .select(['obligation_id', 'rung', 'revision', 'state', 'planned_at', 'settled_at', 'claimed_at', 'kind', 'reason'])
    .where('cycle_id', '=', cycle)
    .where('kind', 'in', ['request', 'remind', 'urge'])
    .execute();
}
