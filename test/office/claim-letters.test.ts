import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay } from '../../domain/calendar.ts';
import { dayOf, zone } from '../../domain/zone.ts';
import { everyPostOffice, postOfficeOf } from '../../domain/post-office.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import type { Envelope, LedgerLine } from '../../office/claim-letters.ts';
import {
  findNextDelivery,
  releaseOrphans,
  settlePutOff,
  settleAllSent,
  settleRefused,
} from '../../office/settle-letter.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { resendLetter } from '../../office/resend-letter.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { getCalendar } from '../../store/calendars.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const due = Temporal.PlainDate.from('2026-12-17');
const wave = (rung: string, kind: 'request' | 'remind' | 'urge', at: string) => ({
  key: `${rung}@2026-12-17`,
  kind,
  rung,
  at: vn(at),
  due,
});
const slot = 'kl69-nam/2026/STC/remind-3';
const messageId = '<abc@skhcn.example>';

/** The third-last reminder of Sở Tài chính, planned and not yet claimed. */
async function givenReminder() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await takeWave(db, cycle, wave('request', 'request', '2026-11-18 08:00'), vn('2026-11-18 08:00'));
  const sentAt = vn('2026-11-18 08:00:10');
  await db.updateTable('notification').set({ state: 'sent', claimed_at: sentAt, settled_at: sentAt }).execute();
  await takeWave(db, cycle, wave('remind-3', 'remind', '2026-12-14 08:00'), vn('2026-12-14 08:00'));
  return { db, cycle, agency: await givenAgency(db, cycle) };
}

/** Claims what may leave from every post office, in envelopes. */
const claimEnvelopes = async (
  db: Db,
  at: Temporal.Instant,
  messageIdOf = (slots: string) => `<${slots}@x>`,
): Promise<Envelope[]> => {
  const claims = [];
  for (const postOffice of everyPostOffice) {
    claims.push(await claimLetters(db, { postOffice, limit: 500, messageIdOf, at }));
  }
  return claims.flatMap(({ envelopes }) => envelopes);
};

const claimEverywhere = async (...given: Parameters<typeof claimEnvelopes>): Promise<LedgerLine[]> =>
  (await claimEnvelopes(...given)).flatMap(({ lines }) => [...lines]);

const releaseEverywhere = async (db: Db): Promise<number> => {
  let released = 0;
  for (const postOffice of everyPostOffice) released += await releaseOrphans(db, postOffice);
  return released;
};

/** Claims what may leave, and answers the one line that a test is about when it is among it. */
const claimLetter = async (db: Db, wanted: string, id: string, at: Temporal.Instant) => {
  const claimed = await claimEverywhere(db, at, (each) => (each === wanted ? id : `<${each}@x>`));
  return claimed.find((each) => each.slot === wanted);
};

const line = (db: Db, key = slot) =>
  db.selectFrom('notification').selectAll().where('slot', '=', key).executeTakeFirstOrThrow();

/** The flag about the letter, to the one officer that there is. */
const flagOf = (db: Db) =>
  db.selectFrom('notification').selectAll().where('slot', 'like', `${slot}/refused/to-%`).executeTakeFirstOrThrow();

test('invariant 1: an agency that submits between the wave and the claim gets no reminder, and the ledger says why', async () => {
  const { db, agency } = await givenReminder();
  const at = vn('2026-12-14 08:00:01');
  await submitReport(db, {
    obligation: agency.obligation,
    report: givenReport(),
    attempt: crypto.randomUUID(),
    actor: agency.actor,
    at,
  });
  expect(await claimLetter(db, slot, messageId, vn('2026-12-14 08:00:02'))).toBeUndefined();
  expect(await line(db)).toMatchObject({ state: 'cancelled', reason: 'submitted' });
});

test('invariant 1: an agency that is excused between the wave and the claim gets no reminder', async () => {
  const { db, agency } = await givenReminder();
  const { actor } = await givenStaff(db, 'officer');
  await excuseAgency(db, {
    obligation: agency.obligation,
    reason: 'Mới thành lập',
    actor,
    at: vn('2026-12-14 08:00:01'),
  });
  expect(await claimLetter(db, slot, messageId, vn('2026-12-14 08:00:02'))).toBeUndefined();
  expect((await line(db)).state).toBe('cancelled');
});

test('a claimed letter is not claimed again, and is settled once', async () => {
  const { db } = await givenReminder();
  const at = vn('2026-12-14 08:00:01');
  const claims = await Promise.all([claimLetter(db, slot, messageId, at), claimLetter(db, slot, messageId, at)]);
  expect(claims.filter(Boolean)).toHaveLength(1);
  await settleAllSent(db, [{ slot, messageId, subject: 's', reply: '250 OK', at }]);
  expect(await line(db)).toMatchObject({
    state: 'sent',
    reply: '250 OK',
    attempts: 1,
    message_id: messageId,
    unacknowledged: 0,
    facts: { obligation: 'open' },
  });
  expect(await claimLetter(db, slot, messageId, at)).toBeUndefined();
});

test('invariant 7: a letter whose turn comes in the evening waits for the next working morning', async () => {
  const { db } = await givenReminder();
  expect(await claimLetter(db, slot, messageId, vn('2026-12-18 17:30'))).toBeUndefined();
  expect(await line(db)).toMatchObject({ state: 'planned', attempts: 0 });
  expect((await line(db)).not_before.toString()).toBe(vn('2026-12-21 07:00').toString());
});

test('invariant 7: whenever letters are claimed, only a receipt leaves outside working hours', async () => {
  const { db, agency } = await givenReminder();
  const calendar = await getCalendar(db);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 20 * 24 * 60 }), async (minutes) => {
      const now = vn('2026-12-14 08:00').add({ minutes });
      await db
        .updateTable('notification')
        .set({ state: 'planned', not_before: vn('2026-12-14 08:00') })
        .execute();
      const claimed = await claimEverywhere(db, now);
      const { hour, minute } = now.toZonedDateTimeISO(zone);
      const inHours = isWorkingDay(dayOf(now), calendar) && hour * 60 + minute >= 420 && hour * 60 + minute < 1050;
      expect(claimed.length > 0).toBe(inHours);
    }),
    { numRuns: 40 },
  );
  const at = vn('2026-12-19 20:00');
  const report = givenReport();
  await submitReport(db, {
    obligation: agency.obligation,
    report,
    attempt: crypto.randomUUID(),
    actor: agency.actor,
    at,
  });
  await db.updateTable('notification').set({ state: 'planned', not_before: at }).execute();
  const claimed = await claimEverywhere(db, at);
  expect(claimed.map(({ kind }) => kind)).toEqual(['receipt']);
});

test('invariant 3: after an outage of the mail server only the newest reminder leaves', async () => {
  const { db, cycle } = await givenReminder();
  await takeWave(db, cycle, wave('remind-1', 'remind', '2026-12-16 08:00'), vn('2026-12-16 08:00'));
  const at = vn('2026-12-16 10:00');
  const claimed = await claimEverywhere(db, at);
  const mine = claimed.filter(({ agency_code }) => agency_code === 'STC').map(({ rung }) => rung);
  expect(mine).toEqual(['remind-1']);
  expect(await line(db)).toMatchObject({ state: 'overtaken', reason: 'remind-1' });
});

test('a request that an outage held back is sent, and the reminders planned before it left fall away', async () => {
  const { db } = await givenReminder();
  await db
    .updateTable('notification')
    .set({ state: 'planned', claimed_at: null })
    .where('kind', '=', 'request')
    .execute();
  const at = vn('2026-12-14 10:00');
  const claimed = await claimEverywhere(db, at);
  expect(new Set(claimed.map(({ kind }) => kind))).toEqual(new Set(['request']));
  expect(await line(db)).toMatchObject({ state: 'overtaken', reason: 'request' });
});

test('a reminder of a date that was moved meanwhile is cancelled', async () => {
  const { db, agency } = await givenReminder();
  const { actor } = await givenStaff(db, 'officer');
  const until = Temporal.PlainDate.from('2026-12-21');
  const at = vn('2026-12-14 08:00:01');
  const asked = { obligation: agency.obligation, until, reason: 'Sắp xếp bộ máy', actor: agency.actor, at };
  const extension = await requestExtension(db, asked);
  await decideExtension(db, { extension, decision: 'granted', words: '1520/SKHCN-VP', actor, at });
  expect(await claimLetter(db, slot, messageId, vn('2026-12-14 08:00:02'))).toBeUndefined();
  expect(await line(db)).toMatchObject({ state: 'cancelled', reason: 'due_moved' });
});

test('invariant 12: a letter that a dead delivery had claimed goes again with the same Message-ID, and is counted', async () => {
  const { db } = await givenReminder();
  await claimLetter(db, slot, messageId, vn('2026-12-14 08:00:01'));
  expect(await releaseEverywhere(db)).toBeGreaterThan(0);
  const again = await claimLetter(db, slot, '<another@x>', vn('2026-12-14 08:01'));
  expect(again).toMatchObject({ message_id: messageId, attempts: 2, unacknowledged: 1 });
  const [died, ...others] = (await line(db)).earlier_tries;
  expect(others).toEqual([]);
  expect(died).toMatchObject({ reply: '', unacknowledged: true });
  expect(Temporal.Instant.from(died?.at ?? '').equals(vn('2026-12-14 08:00:01'))).toBe(true);
});

test('invariant 12: letters that may have left together go again together, though one is put off for longer', async () => {
  const { db } = await givenReminder();
  const other = 'kl69-nam/2026/SNV/remind-3';
  const recipient = 'agency/STC';
  await db
    .updateTable('notification')
    .set({ recipient, post_office: postOfficeOf(recipient) })
    .where('slot', 'in', [slot, other])
    .execute();
  const at = vn('2026-12-14 08:00:01');
  const mine = (envelopes: readonly Envelope[]) =>
    envelopes
      .map(({ lines, messageId: id }) => ({ slots: lines.map((each) => each.slot).toSorted(), id }))
      .filter(({ slots }) => slots.includes(slot) || slots.includes(other));
  const first = mine(await claimEnvelopes(db, at));
  expect(first.map(({ slots }) => slots)).toEqual([[other, slot]]);
  const putOff = { attempts: 1, reply: 'the connection broke', unacknowledged: true };
  await settlePutOff(db, { slot, ...putOff, at });
  await settlePutOff(db, { slot: other, ...putOff, at: at.add({ minutes: 30 }) });
  expect(mine(await claimEnvelopes(db, at.add({ minutes: 2 })))).toEqual(first);
});

test('invariant 2: a put-off letter is tried again with growing waits within working hours, then failed and flagged', async () => {
  const { db } = await givenReminder();
  await givenStaff(db, 'officer');
  let at = vn('2026-12-14 08:00:01');
  const tries: string[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    expect(await claimLetter(db, slot, messageId, at), `attempt ${attempt}`).toBeDefined();
    await settlePutOff(db, { slot, attempts: attempt, reply: `421 try later ${attempt}`, unacknowledged: false, at });
    const { state, not_before } = await line(db);
    tries.push(`${at.toString()} 421 try later ${attempt}`);
    expect(state).toBe(attempt < 12 ? 'planned' : 'failed');
    if (attempt < 12) expect(Temporal.Instant.compare(not_before, at)).toBe(1);
    at = not_before;
  }
  const { earlier_tries: earlier, ...last } = await line(db);
  expect(last).toMatchObject({ reason: 'put_off_too_long', reply: '421 try later 12' });
  // Each try stays with its instant and the server's words; the last one's are the line's own.
  expect(earlier.map(({ at: when, reply }) => `${when} ${reply}`)).toEqual(tries.slice(0, -1));
  expect((await flagOf(db)).kind).toBe('delivery-failed');
});

test('invariant 2: a letter put off beyond the calendar’s end waits by plain hours, and is flagged when given up', async () => {
  const { db } = await givenReminder();
  await givenStaff(db, 'officer');
  await claimLetter(db, slot, messageId, vn('2026-12-14 08:00:01'));
  const at = vn('2040-01-16 09:00');
  await settlePutOff(db, { slot, attempts: 1, reply: '421', unacknowledged: false, at });
  const { state, not_before } = await line(db);
  expect([state, not_before.toString()]).toEqual(['planned', at.add({ hours: 24, minutes: 1 }).toString()]);
  await db.updateTable('notification').set({ state: 'claimed', attempts: 12 }).where('slot', '=', slot).execute();
  await settlePutOff(db, { slot, attempts: 12, reply: '421', unacknowledged: false, at });
  expect((await line(db)).state).toBe('failed');
  expect((await flagOf(db)).not_before.toString()).toBe(at.add({ hours: 24 }).toString());
});

test('invariant 2: a refused letter is failed and flagged to the focal agency’s officer, with the address to mend', async () => {
  const { db } = await givenReminder();
  const officer = await givenStaff(db, 'officer');
  const at = vn('2026-12-14 08:00:01');
  await claimLetter(db, slot, messageId, at);
  const rejected = [{ address: 'daumoi.stc@quangngai.example', reply: '550 no such user' }];
  await settleRefused(db, { slot, messageId, subject: '[Nhắc hạn]', reply: '550 no such user', rejected, at });
  expect(await line(db)).toMatchObject({ state: 'failed', reason: 'refused' });
  const flag = await flagOf(db);
  expect(flag.recipients.map(({ email }) => email)).toEqual([officer.email]);
  expect(flag.letter).toMatchObject({ agency: 'Sở Tài chính', addresses: ['daumoi.stc@quangngai.example'] });
});

test('a flag that is refused is not flagged in turn', async () => {
  const { db } = await givenReminder();
  await givenStaff(db, 'officer');
  const at = vn('2026-12-14 08:00:01');
  await claimLetter(db, slot, messageId, at);
  await settleRefused(db, { slot, messageId, subject: 's', reply: '550', rejected: [], at });
  const flag = await flagOf(db);
  await claimLetter(db, flag.slot, '<f@x>', at);
  await settleRefused(db, { slot: flag.slot, messageId: '<f@x>', subject: 's', reply: '550', rejected: [], at });
  const flags = await db.selectFrom('notification').select('slot').where('kind', '=', 'delivery-failed').execute();
  expect(flags).toHaveLength(1);
});

test('the post office sleeps until the earliest letter, and wakes at once for a claimed one that was left behind', async () => {
  const { db } = await givenReminder();
  const postOffice = postOfficeOf('agency/STC');
  expect((await findNextDelivery(db, postOffice))?.toString()).toBe(vn('2026-12-14 08:00').toString());
  await db.updateTable('notification').set({ state: 'sent' }).execute();
  expect(await findNextDelivery(db, postOffice)).toBeUndefined();
});

test('a letter is sent again on a person’s word as a slot of its own, once for each click', async () => {
  const { db } = await givenReminder();
  const { actor } = await givenStaff(db, 'officer');
  const at = vn('2026-12-14 09:00');
  await expect(resendLetter(db, { slot, attempt: 'a', actor, at })).rejects.toThrow('notification.not_resendable');
  await claimLetter(db, slot, messageId, at);
  await settleAllSent(db, [{ slot, messageId, subject: 's', reply: '250', at }]);
  await resendLetter(db, { slot, attempt: 'a', actor, at });
  await resendLetter(db, { slot, attempt: 'a', actor, at });
  expect(await line(db, `${slot}/resend/a`)).toMatchObject({ state: 'planned', kind: 'remind', rung: 'remind-3' });
});
