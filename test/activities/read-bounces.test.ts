import pino from 'pino';
import { expect, test } from 'vitest';
import { createBounceReading } from '../../activities/read-bounces.ts';
import type { Outside } from '../../activities/outside.ts';
import { openBounceMailbox } from '../../mail/bounces/bounce-mailbox.ts';
import type { BounceMailbox } from '../../mail/bounces/bounce-mailbox.ts';
import { createLanes } from '../../mail/lanes.ts';
import { createTransport } from '../../mail/transport.ts';
import { createLinks } from '../../office/link.ts';
import { notify } from '../../office/notify.ts';
import { createReturnPaths } from '../../office/return-path.ts';
import { findBounceReading } from '../../store/bounce-mailbox.ts';
import { givenClock, vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenDovecot } from '../given/dovecot.ts';
import { givenStaff, publicUrl, secret } from '../given/people.ts';
import { givenReturnedMail } from '../given/returned-mail.ts';

const messageId = '<0f3a9c1e5b7d2846a0c4e8f1937b5d20a6c8e4f2@skhcn.example>';
const returnPaths = createReturnPaths(secret, 'dondoc-bounce@skhcn.example');

/** The reading of a Dovecot's mailbox, with one letter to Sở Tài chính that has left. */
async function givenReading(mailboxOf: (url: string) => BounceMailbox = openBounceMailbox) {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await givenStaff(db, 'officer');
  const dovecot = await givenDovecot();
  const clock = givenClock('2026-12-14 09:00');
  const letter = { kind: 'accepted' as const, agency: 'Sở Tài chính', code: 'x' };
  await notify(db, { slot: 'test/letter', letter, cycle, agency: 'STC', why: 'thử', to: ['focal'] }, clock.now());
  await db.updateTable('notification').set({ state: 'sent', message_id: messageId }).execute();
  const outside: Outside = {
    ...{ db, clock, publicUrl, log: pino({ level: 'silent' }), links: createLinks(secret, publicUrl) },
    mailer: createTransport('smtp://127.0.0.1:9'),
    lanes: createLanes({ connections: 1, perDomain: 1, perMinute: 0 }),
    mailFrom: { name: '', address: 'dondoc@skhcn.example' },
    sender: { office: 'Sở', contact: { name: '', phone: '', email: '' } },
    bounces: { mailbox: mailboxOf(dovecot.url), returnPaths, pauseMs: 60_000 },
  };
  const state = async () =>
    (await db.selectFrom('notification').select('state').where('slot', '=', 'test/letter').executeTakeFirstOrThrow())
      .state;
  return { db, dovecot, clock, outside, state, steps: createBounceReading(outside) };
}

test('what came back is recorded and put aside; automatic answers too; what a person wrote, or names no letter of ours, stays', async () => {
  const { db, dovecot, steps, state } = await givenReading();
  for (const name of ['postfix-unknown-user', 'away-vietnamese-header', 'read-receipt', 'a-person-answers'])
    dovecot.deliver(givenReturnedMail(name));
  dovecot.deliver(givenReturnedMail('qmail-plain-text', { messageId: '<other@elsewhere.example>' }));
  await steps.readBounces();
  expect(await state()).toBe('bounced');
  expect(await findBounceReading(db)).toMatchObject({ trouble: '', left: 2 });
  expect([dovecot.files('INBOX').length, dovecot.files('Da-xu-ly').length]).toEqual([2, 3]);
});

test('a report that names no Message-ID is matched by the address that it came to', async () => {
  const { db, dovecot, steps } = await givenReading();
  const source = givenReturnedMail('postfix-unknown-user', { messageId: '' }).toString();
  const [sample = ''] = /dondoc-bounce\+\w+@skhcn\.example/.exec(source) ?? [];
  dovecot.deliver(Buffer.from(source.replaceAll(sample, returnPaths.senderFor(messageId))));
  await steps.readBounces();
  expect(await db.selectFrom('bounce').select('matched_by').execute()).toEqual([{ matched_by: 'verp' }]);
});

test('killed after recording and before moving, the next reading records nothing twice and loses nothing', async () => {
  let cut = true;
  const { db, dovecot, steps, clock } = await givenReading((url) => ({
    read: (take) =>
      openBounceMailbox(url).read(async (source) => {
        const outcome = await take(source);
        if (cut) throw new Error('killed');
        return outcome;
      }),
  }));
  dovecot.deliver(givenReturnedMail('postfix-unknown-user'));
  await expect(steps.readBounces()).rejects.toThrow('killed');
  const recorded = await everythingIn(db);
  expect(dovecot.files('INBOX')).toHaveLength(1);
  cut = false;
  clock.set('2026-12-14 09:02');
  await steps.readBounces();
  const { bounce_mailbox: _first, ...before } = recorded;
  const { bounce_mailbox: _second, ...after } = await everythingIn(db);
  expect(after).toEqual(before);
  expect([dovecot.files('INBOX').length, dovecot.files('Da-xu-ly').length]).toEqual([0, 1]);
});

test('trouble with the mailbox is noted and keeps what was known; the next reading clears it', async () => {
  const { db, dovecot, steps, outside, clock } = await givenReading();
  dovecot.deliver(givenReturnedMail('a-person-answers'));
  await steps.readBounces();
  clock.set('2026-12-14 09:02');
  const wrong = { ...outside, bounces: { mailbox: openBounceMailbox(dovecot.wrongUrl), returnPaths, pauseMs: 60_000 } };
  await createBounceReading(wrong).readBounces();
  expect(await findBounceReading(db)).toEqual({
    triedAt: vn('2026-12-14 09:02'),
    readAt: vn('2026-12-14 09:00'),
    trouble: 'Authentication failed.',
    left: 1,
  });
  await steps.readBounces();
  expect(await findBounceReading(db)).toMatchObject({ trouble: '' });
});

test('it is read at once, then a minute after the last try; where none is configured there is nothing to do', async () => {
  const { steps, clock, outside } = await givenReading();
  expect(await steps.planBounces()).toEqual({ done: false, delay: 0, step: true });
  await steps.readBounces();
  clock.set('2026-12-14 09:00:20');
  expect(await steps.planBounces()).toEqual({ done: false, delay: 40_000, step: true });
  clock.set('2026-12-14 09:05');
  expect(await steps.planBounces()).toEqual({ done: false, delay: 0, step: true });
  const { bounces: _none, ...rest } = outside;
  expect(await createBounceReading(rest).planBounces()).toEqual({ done: true });
});
