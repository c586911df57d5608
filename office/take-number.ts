import type { Actor } from '../domain/actor.ts';
import { ruleOf } from '../domain/official/kinds.ts';
import type { NumberRegister, OfficialKind } from '../domain/official/kinds.ts';
import { numberKey, numberedAs, plainNumber } from '../domain/official/number.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';

export interface TakeNumber {
  letter: string;
  kind: OfficialKind;
  year: number;
  /** As the office's clerk gave it; absent: the register's next one. */
  typed?: string | undefined;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Takes a number from the register of a kind and year, in the transaction of the issuing: the register's row is held, so
 * that none is given twice, and a refused issuing leaves no gap. Answers it with its symbol: `05/SKHCN-VP`.
 * Refuses: `letter.number_taken` for a typed one that is there, voided ones included; `request.invalid` without a number
 * where another office gives them.
 */
export async function takeNumber(tx: Tx, { typed, ...taking }: TakeNumber): Promise<string> {
  const { register } = ruleOf(taking.kind);
  const words = typed?.replaceAll(/\s+/g, ' ').trim();
  refuseTooLong({ number: [words, longest.documentNumber] });
  if (words) return takeTyped(tx, register, words, taking);
  if (register === 'province') {
    const problem = { field: 'number', message: 'Cần ghi số, ký hiệu do UBND tỉnh cấp.' };
    throw new Refusal('request.invalid', { count: '1' }, [problem]);
  }
  for (;;) {
    const number = await nextOf(tx, register, taking.year);
    const given = numberedAs(taking.kind, number);
    if (await insertNumber(tx, register, given, taking)) return given;
  }
}

async function takeTyped(
  tx: Tx,
  register: NumberRegister,
  words: string,
  taking: Omit<TakeNumber, 'typed'>,
): Promise<string> {
  await holdRegister(tx, register, taking.year);
  if (!(await insertNumber(tx, register, words, taking))) throw new Refusal('letter.number_taken', { number: words });
  const number = plainNumber(words);
  if (number !== undefined) {
    await tx
      .updateTable('letter_register')
      .set({ last: number })
      .where('register', '=', register)
      .where('year', '=', taking.year)
      .where('last', '<', number)
      .execute();
  }
  return words;
}

/** Holds the register's row until the transaction ends. */
const holdRegister = (tx: Tx, register: NumberRegister, year: number) =>
  tx
    .insertInto('letter_register')
    .values({ register, year, last: 0 })
    .onConflict((conflict) =>
      conflict.columns(['register', 'year']).doUpdateSet((eb) => ({ last: eb.ref('letter_register.last') })),
    )
    .execute();

/** The number after the last one; the row is held from here on. */
async function nextOf(tx: Tx, register: NumberRegister, year: number): Promise<number> {
  const { last } = await tx
    .insertInto('letter_register')
    .values({ register, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['register', 'year']).doUpdateSet((eb) => ({ last: eb('letter_register.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/** Whether the number was free. */
async function insertNumber(
  tx: Tx,
  register: NumberRegister,
  words: string,
  { letter, year, actor, at }: Omit<TakeNumber, 'typed'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('letter_number')
    .values({
      ...{ register, year, number: plainNumber(words) ?? null, words: numberKey(words), letter_id: letter },
      ...{ taken_at: at, taken_by: actorName(actor) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
