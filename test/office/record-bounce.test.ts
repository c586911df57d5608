import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { postOfficeOf } from '../../domain/post-office.ts';
import type { Bounce } from '../../domain/bounce.ts';
import { changeContact } from '../../office/change-contact.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { notify } from '../../office/notify.ts';
import { recordBounce } from '../../office/record-bounce.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { json } from '../../store/json.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const slot = 'kl69-nam/2026/STC/remind-3';
const envelope = createHash('sha256').update(slot).digest('hex').slice(0, 40);
const messageId = `<${envelope}@skhcn.example>`;
const [focal, head, mailbox] = ['daumoi', 'thutruong', 'vanthu'].map((name) => `${name}.stc@quangngai.example`) as [
  string,
  string,
  string,
];
const sentAt = vn('2026-12-14 08:00:05');
const at = vn('2026-12-14 09:00');

const hard = (address = focal): Bounce => ({ address, kind: 'hard', status: '5.1.1', diagnostic: '550 5.1.1 unknown' });
const soft = (address = focal): Bounce => ({ address, kind: 'soft', status: '5.2.2', diagnostic: '552 5.2.2 full' });

/** The reminder of Sở Tài chính, sent to some of its contacts. */
async function givenSent(to: readonly string[] = [focal]) {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const officer = await givenStaff(db, 'officer');
  const agency = await givenAgency(db, cycle);
  const due = Temporal.PlainDate.from('2026-12-17');
  const planned = vn('2026-12-14 08:00');
  await takeWave(
    db,
    cycle,
    { key: 'remind-3@2026-12-17', kind: 'remind', rung: 'remind-3', at: planned, due },
    planned,
  );
  const contacts = await db.selectFrom('contact').selectAll().where('agency_code', '=', 'STC').execute();
  const recipients = to.map((email) => {
    const { role, name, title } = contacts.find((each) => each.email === email) ?? {
      role: 'focal',
      name: '',
      title: '',
    };
    return { role, name, title, email };
  });
  await db
    .updateTable('notification')
    .set({ state: 'sent', claimed_at: sentAt, settled_at: sentAt, attempts: 1, subject: '[Nhắc hạn]' })
    .execute();
  await db
    .updateTable('notification')
    .set({ recipients: json(recipients), message_id: messageId })
    .where('slot', '=', slot)
    .execute();
  return { db, cycle, officer, agency };
}

const returned = (bounces: readonly Bounce[], id = 'a'.repeat(64), names = {}) => ({
  id,
  bounces,
  messageIds: [messageId],
  envelope: undefined,
  at,
  ...names,
});

const line = (db: Db, key: string) =>
  db.selectFrom('notification').selectAll().where('slot', '=', key).executeTakeFirst();
const flags = (db: Db) => db.selectFrom('notification').selectAll().where('kind', '=', 'delivery-failed').execute();
const contactOf = (db: Db, email: string) =>
  db
    .selectFrom('contact')
    .selectAll()
    .where('email', '=', email)
    .orderBy('valid_from', 'desc')
    .executeTakeFirstOrThrow();

test('a hard bounce ends the letter, strikes out the contact, tries the next one, and is flagged with what to mend', async () => {
  const { db } = await givenSent();
  expect(await recordBounce(db, returned([hard()]))).toEqual({ outcome: 'recorded', letters: 1 });
  expect(await line(db, slot)).toMatchObject({ state: 'bounced', reason: 'no_mailbox' });
  expect(await contactOf(db, focal)).toMatchObject({ bounce_reason: 'no_mailbox', withdrawn_at: null });
  const next = await line(db, `${slot}/next/1`);
  expect(next).toMatchObject({ state: 'planned', kind: 'remind', rung: 'remind-3', agency_code: 'STC' });
  expect(next?.recipients.map(({ email }) => email)).toEqual([head]);
  const [flag, ...more] = await flags(db);
  expect(more).toEqual([]);
  expect(flag?.letter).toMatchObject({
    agency: 'Sở Tài chính',
    addresses: [focal],
    reply: '550 5.1.1 unknown',
    returned: { cause: 'no_mailbox', roles: ['focal'], next: 'tried' },
  });
  expect(flag?.page).toBe('/cycles/kl69-nam/2026/agencies/STC');
});

test('the same returned mail again changes nothing', async () => {
  const { db } = await givenSent();
  await recordBounce(db, returned([hard(), soft(head)]));
  const before = await everythingIn(db);
  expect(await recordBounce(db, returned([hard(), soft(head)]))).toEqual({ outcome: 'repeated', letters: 1 });
  expect(await everythingIn(db)).toEqual(before);
});

test('each contact is tried once, focal, head, then mailbox; when none is left that is said', async () => {
  const { db } = await givenSent();
  await recordBounce(db, returned([hard()]));
  for (const [n, address] of [head, mailbox].entries()) {
    const id = `<${String(n).repeat(40)}@skhcn.example>`;
    await db
      .updateTable('notification')
      .set({ state: 'sent', message_id: id, attempts: 1 })
      .where('slot', '=', `${slot}/next/${n + 1}`)
      .execute();
    await recordBounce(db, returned([hard(address)], String(n).repeat(64), { messageIds: [id] }));
  }
  expect((await line(db, `${slot}/next/2`))?.recipients.map(({ email }) => email)).toEqual([mailbox]);
  expect(await line(db, `${slot}/next/3`)).toBeUndefined();
  expect((await flags(db)).map(({ letter }) => (letter as { returned: { next: string } }).returned.next)).toEqual([
    'tried',
    'tried',
    'none',
  ]);
});

test('invariant 1: an agency that reports meanwhile gets no letter at its next contact', async () => {
  const { db, agency } = await givenSent();
  await recordBounce(db, returned([hard()]));
  await submitReport(db, {
    obligation: agency.obligation,
    report: givenReport(),
    attempt: crypto.randomUUID(),
    actor: agency.actor,
    at,
  });
  const postOffice = postOfficeOf('agency/STC');
  await claimLetters(db, { postOffice, limit: 500, messageIdOf: (each) => `<${each}@x>`, at: vn('2026-12-14 09:01') });
  expect(await line(db, `${slot}/next/1`)).toMatchObject({ state: 'cancelled', reason: 'submitted' });
});

test('of a letter to two the one that came back is noted and struck out; the other has it, so nobody else is written to', async () => {
  const { db } = await givenSent([focal, head]);
  await recordBounce(db, returned([hard()]));
  expect((await line(db, slot))?.state).toBe('sent');
  expect((await contactOf(db, focal)).bounced_at).not.toBeNull();
  expect((await contactOf(db, head)).bounced_at).toBeNull();
  expect(await line(db, `${slot}/next/1`)).toBeUndefined();
  expect((await flags(db))[0]?.letter).toMatchObject({ returned: { next: 'not_needed' } });
  await recordBounce(db, returned([hard(head)], 'b'.repeat(64)));
  expect((await line(db, slot))?.state).toBe('bounced');
  expect((await line(db, `${slot}/next/1`))?.recipients.map(({ email }) => email)).toEqual([mailbox]);
});

test('a soft bounce is only noted, and flagged at the third returned mail', async () => {
  const { db } = await givenSent();
  for (const id of ['a', 'b', 'c', 'c', 'd']) {
    await recordBounce(db, returned([soft()], id.repeat(64)));
    expect(await flags(db)).toHaveLength(id < 'c' ? 0 : 1);
  }
  expect((await line(db, slot))?.state).toBe('sent');
  expect((await contactOf(db, focal)).bounced_at).toBeNull();
  expect((await flags(db))[0]?.letter).toMatchObject({ returned: { times: 3, cause: 'mailbox_full' } });
});

test('a letter that is given up because the mailbox is full goes to the next contact, and strikes out nobody', async () => {
  const { db } = await givenSent();
  await recordBounce(db, returned([{ ...soft(), final: true }]));
  expect((await contactOf(db, focal)).bounced_at).toBeNull();
  expect(await line(db, slot)).toMatchObject({ state: 'bounced', reason: 'mailbox_full' });
  expect((await line(db, `${slot}/next/1`))?.recipients.map(({ email }) => email)).toEqual([head]);
  expect((await flags(db)).map(({ letter }) => letter['returned'])).toMatchObject([
    { cause: 'mailbox_full', next: 'tried' },
  ]);
});

test('what a server refuses by its policy strikes out no contact, but the letter goes on to the next one', async () => {
  const { db } = await givenSent();
  const refused: Bounce = {
    address: focal,
    kind: 'hard',
    status: '5.7.1',
    diagnostic: '554 5.7.1 blocked using bl.example',
  };
  await recordBounce(db, returned([refused]));
  expect((await contactOf(db, focal)).bounced_at).toBeNull();
  const next = await line(db, `${slot}/next/1`);
  expect(next?.state).toBe('planned');
  // Not the same one again, though its address may work.
  expect(next?.recipients.map(({ email }) => email)).toEqual([head]);
});

test('a letter is found by the token of its return address, without a Message-ID and whatever the address named', async () => {
  const { db } = await givenSent();
  const forwarded = hard('stc@tenant.outlook.test');
  expect(await recordBounce(db, returned([forwarded], undefined, { messageIds: [], envelope }))).toMatchObject({
    letters: 1,
  });
  const [noted] = await db.selectFrom('bounce').selectAll().execute();
  expect(noted).toMatchObject({ address: focal, matched_by: 'verp', slot });
});

test('what names no letter of ours, or an address that it did not go to, is left for people', async () => {
  const { db } = await givenSent([focal, head]);
  const before = await everythingIn(db);
  const unknown = { outcome: 'unmatched', letters: 0 };
  expect(await recordBounce(db, returned([hard()], undefined, { messageIds: ['<x@y>'] }))).toEqual(unknown);
  expect(await recordBounce(db, returned([hard()], undefined, { messageIds: [] }))).toEqual(unknown);
  expect(await recordBounce(db, returned([hard('somebody@else.example')]))).toEqual(unknown);
  expect(await everythingIn(db)).toEqual(before);
});

test('letters that left as one e-mail come back together: each goes on, and one flag is raised', async () => {
  const { db, cycle } = await givenSent();
  const other = 'kl69-nam/2026/STC/other';
  await notify(
    db,
    {
      slot: other,
      letter: { kind: 'accepted', agency: 'Sở Tài chính', code: 'x' },
      cycle,
      agency: 'STC',
      why: 'thử',
      to: ['focal'],
    },
    sentAt,
  );
  await db
    .updateTable('notification')
    .set({ state: 'sent', message_id: messageId })
    .where('slot', '=', other)
    .execute();
  expect(await recordBounce(db, returned([hard()]))).toEqual({ outcome: 'recorded', letters: 2 });
  expect(await line(db, `${other}/next/1`)).toBeDefined();
  expect(await line(db, `${slot}/next/1`)).toBeDefined();
  expect(await flags(db)).toHaveLength(1);
});

test('later waves, and letters that wait already, pass a struck-out contact over while another one works', async () => {
  const { db, cycle } = await givenSent();
  const due = Temporal.PlainDate.from('2026-12-17');
  const wave = (rung: string, moment: string) => {
    const planned = vn(moment);
    const kind = rung.startsWith('urge') ? 'urge' : 'remind';
    return takeWave(db, cycle, { key: `${rung}@2026-12-17`, kind, rung, at: planned, due }, planned);
  };
  const to = async (rung: string) =>
    (await line(db, `kl69-nam/2026/STC/${rung}`))?.recipients.map(({ email }) => email);
  await wave('remind-1', '2026-12-16 08:00');
  expect(await to('remind-1')).toContain(focal);
  await recordBounce(db, returned([hard()]));
  expect(await to('remind-1')).not.toContain(focal);
  expect(await to('remind-1')).not.toEqual([]);
  await wave('remind-10', '2026-12-16 09:00');
  expect(await to('remind-10')).not.toContain(focal);
  await db.updateTable('contact').set({ bounced_at: at }).where('agency_code', '=', 'STC').execute();
  await wave('urge-1', '2026-12-18 08:00');
  // When no address works the wanted ones are tried once more: a letter that is not tried is lost.
  expect(await to('urge-1')).toEqual([head, mailbox]);
});

test('giving the contact again, or another one, clears the mark and letters go there again', async () => {
  const { db, officer, cycle } = await givenSent();
  await recordBounce(db, returned([hard()]));
  const { name, title } = await contactOf(db, focal);
  const change = { agency: 'STC', role: 'focal' as const, name, title, email: focal, actor: officer.actor };
  await changeContact(db, { ...change, at: vn('2026-12-14 10:00') });
  expect(await contactOf(db, focal)).toMatchObject({ bounced_at: null, withdrawn_at: null });
  await notify(
    db,
    {
      slot: 'test/again',
      letter: { kind: 'accepted', agency: 'Sở Tài chính', code: 'x' },
      cycle,
      agency: 'STC',
      why: 'thử',
      to: ['focal'],
    },
    vn('2026-12-14 10:01'),
  );
  expect((await line(db, 'test/again'))?.recipients.map(({ email }) => email)).toEqual([focal]);
});

test('a flag that comes back itself raises no other flag', async () => {
  const { db, officer } = await givenSent();
  await recordBounce(db, returned([hard()]));
  const [flag] = await flags(db);
  await db
    .updateTable('notification')
    .set({ state: 'sent', message_id: '<flag@skhcn.example>', attempts: 1 })
    .where('slot', '=', flag?.slot ?? '')
    .execute();
  await recordBounce(db, returned([hard(officer.email)], 'f'.repeat(64), { messageIds: ['<flag@skhcn.example>'] }));
  expect(await flags(db)).toMatchObject([{ state: 'bounced' }]);
});
