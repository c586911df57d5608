import { expect, test } from 'vitest';
import { everyPostOffice } from '../../domain/post-office.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { notify } from '../../office/notify.ts';
import { readStanding } from '../../office/list-missing.ts';
import { readBoard } from '../../office/read-board.ts';
import { settleAllSent, settleRefused } from '../../office/settle-letter.ts';
import { settlePartlySent } from '../../office/settle-partly-sent.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const slot = 'kl69-nam/2026/STC/urge-1';
const at = vn('2026-12-18 08:00');
const head = 'thutruong.stc@quangngai.example';

/** The first urging of Sở Tài chính, claimed and on its way. */
async function givenUrging() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const agency = await givenAgency(db, cycle);
  const due = Temporal.PlainDate.from('2026-12-17');
  await db.updateTable('cycle').set({ closed_at: null }).where('id', '=', cycle).execute();
  await takeWave(db, cycle, { key: 'urge-1@2026-12-17', kind: 'urge', rung: 'urge-1', at, due }, at);
  const [envelope] = (await claim(db, at)).filter(({ lines }) => lines.some((line) => line.slot === slot));
  if (!envelope) throw new Error('the urging is not to be sent');
  return { db, cycle, agency, envelope };
}

async function claim(db: Db, now: Temporal.Instant) {
  const claims = [];
  for (const postOffice of everyPostOffice) {
    claims.push(await claimLetters(db, { postOffice, limit: 500, messageIdOf: (slots) => `<${slots}@x>`, at: now }));
  }
  return claims.flatMap(({ envelopes }) => envelopes);
}

const put = (address: string, reply = '450 4.2.0 greylisted') => ({ address, reply });

const sent = (
  { db, envelope }: Awaited<ReturnType<typeof givenUrging>>,
  rejected: { address: string; reply: string }[],
) =>
  settlePartlySent(db, {
    ...{ slots: [slot], messageId: envelope.messageId, subject: 's', reply: '250 OK', rejected, at },
  });

const linesOf = (db: Db, start: string) =>
  db
    .selectFrom('notification')
    .selectAll()
    .where((eb) => eb(eb.fn<boolean>('starts_with', ['slot', eb.val(start)]), '=', true))
    .orderBy('slot')
    .execute();

test('an address that is put off while another takes the letter gets it by itself, a minute later', async () => {
  const given = await givenUrging();
  const { db } = given;
  await sent(given, [put(head)]);
  const [first, again, ...others] = await linesOf(db, slot);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ slot, state: 'sent' });
  expect(again).toMatchObject({ slot: `${slot}/again/1`, state: 'planned', kind: 'urge', rung: 'urge-1' });
  expect(again?.recipients.map(({ email }) => email)).toEqual([head]);
  expect(again?.planned_at).toEqual(first?.planned_at);
  expect(again?.not_before.toString()).toBe(at.add({ minutes: 1 }).toString());
  expect(again?.why).toMatch(/^Máy chủ thư tạm hoãn địa chỉ này/);
});

test('one that is put off again is tried again, under a number of its own', async () => {
  const given = await givenUrging();
  const { db } = given;
  await sent(given, [put(head), put('vanthu.stc@quangngai.example')]);
  const later = at.add({ minutes: 2 });
  const [envelope] = await claim(db, later);
  expect(envelope?.lines.map((line) => line.slot)).toEqual([`${slot}/again/1`]);
  await settlePartlySent(db, {
    ...{ slots: [`${slot}/again/1`], messageId: envelope?.messageId ?? '', subject: 's', reply: '250' },
    ...{ rejected: [put(head)], at: later },
  });
  const lines = await linesOf(db, `${slot}/again`);
  expect(lines.map((line) => [line.slot, line.state])).toEqual([
    [`${slot}/again/1`, 'sent'],
    [`${slot}/again/2`, 'planned'],
  ]);
  expect(lines[1]?.recipients.map(({ email }) => email)).toEqual([head]);
  expect(lines[1]?.why).toBe(lines[0]?.why);
});

test('invariant 1: the letter once more does not go to an agency that has reported meanwhile', async () => {
  const given = await givenUrging();
  const { db, agency } = given;
  await sent(given, [put(head)]);
  const { obligation, actor } = agency;
  await submitReport(db, { obligation, actor, report: givenReport(), attempt: crypto.randomUUID(), at });
  const leaving = (await claim(db, at.add({ minutes: 5 }))).flatMap(({ lines }) => lines.map((line) => line.kind));
  expect(leaving).not.toContain('urge');
  expect((await linesOf(db, `${slot}/again`))[0]).toMatchObject({ state: 'cancelled', reason: 'submitted' });
});

test('a new letter of the same moment goes to all addresses, the letter once more only to the one that lacks it', async () => {
  const given = await givenUrging();
  const { db, cycle, agency } = given;
  await sent(given, [put(head)]);
  await notify(
    db,
    {
      slot: 'kl69-nam/2026/STC/accepted/x',
      letter: { kind: 'accepted', agency: 'Sở Tài chính', code: 'STC-2026-1-ABCDEF' },
      ...{ cycle, agency: 'STC', obligation: agency.obligation, why: 'w', to: ['focal', 'head', 'mailbox'] },
    },
    at,
  );
  const envelopes = await claim(db, at.add({ minutes: 1 }));
  expect(envelopes.map(({ lines, recipients }) => [lines.map((line) => line.slot), recipients.length])).toEqual(
    expect.arrayContaining([
      [['kl69-nam/2026/STC/accepted/x'], 3],
      [[`${slot}/again/1`], 1],
    ]),
  );
});

test('an agency that was urged by two e-mails of one rung was urged once', async () => {
  const given = await givenUrging();
  const { db, cycle } = given;
  await sent(given, [put(head)]);
  const [envelope] = await claim(db, at.add({ minutes: 1 }));
  await settleAllSent(db, [
    { slot: `${slot}/again/1`, messageId: envelope?.messageId ?? '', subject: 's', reply: '250', at },
  ]);
  const now = at.add({ minutes: 3 });
  const { missing } = await readStanding(db, cycle, now);
  expect(missing.find(({ agency }) => agency === 'Sở Tài chính')?.urged).toBe(1);
  const board = await readBoard(db, cycle, now);
  expect(board.lines.find(({ agency }) => agency.code === 'STC')?.urged).toBe(1);
});

test('an address that does not exist is flagged with its role, and the others’ letter stays sent', async () => {
  const given = await givenUrging();
  await givenStaff(given.db, 'officer');
  await sent(given, [put(head, '550 5.1.1 User unknown')]);
  const [first, flag] = await linesOf(given.db, slot);
  expect(first?.state).toBe('sent');
  expect(flag?.letter).toMatchObject({
    kind: 'delivery-failed',
    addresses: [head],
    returned: { cause: 'no_mailbox', roles: ['head'], next: 'not_needed' },
  });
});

test('a letter that was refused at every address goes to the contact that has not had it', async () => {
  const { db, envelope } = await givenUrging();
  await givenStaff(db, 'officer');
  const rejected = envelope.recipients.map(({ email }) => put(email, '550 5.1.1 User unknown'));
  await settleRefused(db, {
    ...{ slot, messageId: envelope.messageId, subject: 's', reply: '550 5.1.1 User unknown', rejected, at },
  });
  const lines = await linesOf(db, slot);
  const next = lines.find((line) => line.slot === `${slot}/next/1`);
  const flag = lines.find((line) => line.kind === 'delivery-failed');
  expect(lines[0]).toMatchObject({ state: 'failed', reason: 'refused' });
  expect(next?.recipients.map(({ email }) => email)).toEqual(['daumoi.stc@quangngai.example']);
  expect(flag?.letter).toMatchObject({ returned: { cause: 'no_mailbox', next: 'tried' } });
});

test('an address that is put off and then refused is followed by a contact that has not had the letter, which then leaves', async () => {
  const given = await givenUrging();
  const { db, agency } = given;
  await sent(given, [put(head)]);
  const [again] = (await claim(db, at.add({ minutes: 1 }))).filter(({ lines }) =>
    lines.some((line) => line.slot === `${slot}/again/1`),
  );
  const refuse = { messageId: again?.messageId ?? '', subject: 's', reply: '550 5.1.1 User unknown' };
  const rejected = [put(head, '550 5.1.1 User unknown')];
  await settleRefused(db, { ...refuse, slot: `${slot}/again/1`, rejected, at: at.add({ minutes: 1 }) });
  const follows = (await claim(db, at.add({ minutes: 2 }))).flatMap(({ lines }) =>
    lines.filter((line) => line.obligation_id === agency.obligation && line.kind === 'urge'),
  );
  expect(follows.map((line) => [line.slot, line.recipients.map(({ email }) => email)])).toEqual([
    [`${slot}/next/2`, ['daumoi.stc@quangngai.example']],
  ]);
  await settleRefused(db, {
    ...{ slot: `${slot}/next/2`, messageId: refuse.messageId, subject: 's', reply: refuse.reply },
    ...{ rejected: [put('daumoi.stc@quangngai.example', refuse.reply)], at: at.add({ minutes: 2 }) },
  });
  // The mailbox has it since the first time.
  expect(await linesOf(db, `${slot}/next/3`)).toEqual([]);
});
