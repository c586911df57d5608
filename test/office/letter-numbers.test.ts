import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/actor.ts';
import { letterDocument } from '../../documents/letter-document.ts';
import { draftLetter } from '../../office/draft-letter.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import { voidLetter } from '../../office/void-letter.ts';
import { openServer } from '../../store/connection.ts';
import type { Db, Store } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import { getLetter } from '../../store/letters.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { openMigrated } from '../given/db.ts';
import { approve } from '../given/letters.ts';
import { givenStaff } from '../given/people.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';
import type { GivenPostgres } from '../given/postgres.ts';

const at = vn('2026-12-01 09:00');
const issuedOn = Temporal.PlainDate.from('2026-12-01');
let postgres: GivenPostgres | undefined;

describe.each(['embedded', 'server'] as const)('the register of numbers in the %s Postgres', (where) => {
  let store: Store;
  let db: Db;
  let leader: Actor;
  let cycle: string;

  beforeAll(async () => {
    if (where === 'embedded') store = await openMigrated();
    else if (withoutPostgres) throw new Error(withoutPostgres);
    else {
      store = openServer((postgres = await givenPostgres()).url);
      await migrate(store.db);
    }
    db = store.db;
    cycle = await givenCycle(db);
    leader = (await givenStaff(db, 'leader')).actor;
  });
  afterAll(async () => {
    await store.close();
    if (where === 'server') await postgres?.stop();
  });

  async function approved(): Promise<string> {
    const letter = await draftLetter(db, { cycle, kind: 'request', attempt: randomUUID(), actor: leader, at });
    await approve(db, letter, leader, at);
    return letter;
  }
  const issue = (letter: string, number?: string, year = 2026) =>
    issueLetter(db, {
      ...{ letter, number, delivery: 'by_hand', build: letterDocument, actor: leader, at },
      issuedOn: issuedOn.with({ year }),
    });

  test('of 50 letters issued at once each has its own number, without a gap', async () => {
    const letters: string[] = [];
    for (let count = 0; count < 50; count += 1) letters.push(await approved());
    const numbers = await Promise.all(letters.map((letter) => issue(letter)));
    const expected = letters.map((_, place) => `${String(place + 1).padStart(2, '0')}/SKHCN-VP`);
    expect(numbers.toSorted()).toEqual(expected.toSorted());
  });

  test('a number that the clerk typed is taken in the register, and the next one follows it', async () => {
    expect(await issue(await approved(), '60/SKHCN-VP')).toBe('60/SKHCN-VP');
    expect(await issue(await approved())).toBe('61/SKHCN-VP');
    expect(await issue(await approved(), '61a/SKHCN-VP')).toBe('61a/SKHCN-VP');
    expect(await issue(await approved())).toBe('62/SKHCN-VP');
  });

  test.each(['60/SKHCN-VP', '060/skhcn-vp', ' 61A / SKHCN-VP'])(
    'the number %s, which is taken, is refused',
    async (words) => {
      const letter = await approved();
      await expect(issue(letter, words)).rejects.toMatchObject({ code: 'letter.number_taken' });
      expect((await getLetter(db, letter)).number).toBeNull();
    },
  );

  test('a voided number stays with its reason and is never given again', async () => {
    const letter = await approved();
    expect(await issue(letter)).toBe('63/SKHCN-VP');
    await voidLetter(db, { letter, reason: 'Sai thể thức', actor: leader, at });
    expect(await issue(await approved())).toBe('64/SKHCN-VP');
    await expect(issue(await approved(), '63/SKHCN-VP')).rejects.toMatchObject({ code: 'letter.number_taken' });
    const row = await db.selectFrom('letter_number').selectAll().where('letter_id', '=', letter).executeTakeFirst();
    expect(row).toMatchObject({ number: 63, void_reason: 'Sai thể thức' });
  });

  test('each year counts from 1', async () => {
    expect(await issue(await approved(), undefined, 2025)).toBe('01/SKHCN-VP');
  });

  test('two typings of one number at once: one letter has it', async () => {
    const letters = [await approved(), await approved()];
    const outcomes = await Promise.allSettled(letters.map((letter) => issue(letter, '90/SKHCN-VP')));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
