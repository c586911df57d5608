import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../api/build-app.ts';
import { readReturnedMail } from '../../mail/bounces/read-returned-mail.ts';
import { signCall } from '../../office/hook-signature.ts';
import { notify } from '../../office/notify.ts';
import { createReturnPaths } from '../../office/return-path.ts';
import type { Db } from '../../store/connection.ts';
import { givenApp, givenDeps } from '../given/app.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn } from '../given/db.ts';
import { givenStaff, secret } from '../given/people.ts';
import { givenReturnedMail } from '../given/returned-mail.ts';

const hookSecret = 'a hook secret that is only used in tests';
const messageId = '<0f3a9c1e5b7d2846a0c4e8f1937b5d20a6c8e4f2@skhcn.example>';
const address = 'daumoi.stc@quangngai.example';
const event = { address, messageId, kind: 'hard', status: '5.1.1', diagnostic: '550 5.1.1 User unknown' };

/** An app with the hook, and one letter to Sở Tài chính that has left. */
async function givenHook() {
  const deps = await givenDeps('2026-12-14 09:00');
  const { db, clock } = deps;
  const cycle = await givenCycle(db);
  await givenStaff(db, 'officer');
  const letter = { kind: 'accepted' as const, agency: 'Sở Tài chính', code: 'x' };
  await notify(db, { slot: 'test/letter', letter, cycle, agency: 'STC', why: 'thử', to: ['focal'] }, clock.now());
  await db.updateTable('notification').set({ state: 'sent', message_id: messageId }).execute();
  const returnPaths = createReturnPaths(secret, 'dondoc-bounce@skhcn.example');
  const app = await buildApp({ ...deps, bounceHook: { secret: hookSecret, returnPaths, read: readReturnedMail } });
  onTestFinished(() => app.close());
  const post = (content: string | Buffer, type: string, headers: Record<string, string> = {}) => {
    const body = Buffer.from(content);
    const timestamp = String(Math.floor(clock.now().epochMilliseconds / 1000));
    const signed = { 'x-dondoc-timestamp': timestamp, 'x-dondoc-signature': signCall(hookSecret, { timestamp, body }) };
    return app.inject({
      method: 'POST',
      url: '/api/v1/bounces',
      headers: { 'content-type': type, ...signed, ...headers },
      payload: body,
    });
  };
  return { app, db, clock, post, state: () => stateOf(db) };
}

const stateOf = async (db: Db): Promise<string> =>
  (await db.selectFrom('notification').select('state').where('slot', '=', 'test/letter').executeTakeFirstOrThrow())
    .state;

test('a mail system posts the returned mail itself, and posting it again changes nothing', async () => {
  const { post, state, db } = await givenHook();
  const mail = givenReturnedMail('postfix-unknown-user');
  const first = await post(mail, 'message/rfc822');
  expect([first.statusCode, first.json()]).toEqual([200, { outcome: 'recorded', letters: 1 }]);
  expect(await state()).toBe('bounced');
  const before = await everythingIn(db);
  expect((await post(mail, 'message/rfc822')).json()).toEqual({ outcome: 'repeated', letters: 1 });
  expect(await everythingIn(db)).toEqual(before);
});

test('a mail service posts what happened as JSON', async () => {
  const { post, state, db } = await givenHook();
  expect((await post(JSON.stringify(event), 'application/json')).json()).toEqual({ outcome: 'recorded', letters: 1 });
  expect((await post(JSON.stringify(event), 'application/json; charset=utf-8')).json()).toMatchObject({
    outcome: 'repeated',
  });
  expect(await state()).toBe('bounced');
  expect(await db.selectFrom('bounce').select(['address', 'kind', 'status']).execute()).toEqual([
    { address, kind: 'hard', status: '5.1.1' },
  ]);
});

test('a service says whether a letter was given up: a full mailbox ends it then, and else not', async () => {
  const { post, state } = await givenHook();
  const full = { ...event, kind: 'soft', status: '5.2.2', diagnostic: '552 5.2.2 Over quota' };
  await post(JSON.stringify(full), 'application/json');
  expect(await state()).toBe('sent');
  await post(JSON.stringify({ ...full, final: true }), 'application/json');
  expect(await state()).toBe('bounced');
});

test('what a report holds that cannot be stored is left out, and the rest recorded', async () => {
  const { post, db } = await givenHook();
  const words =
    'Final-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 \0no\n';
  const text = givenReturnedMail('zimbra-account-locked').toString();
  const mail = text.replace(/(base64\r\n\r\n)[^-]+/, `$1${Buffer.from(words).toString('base64')}\r\n\r\n`);
  expect((await post(mail, 'message/rfc822')).json()).toEqual({ outcome: 'recorded', letters: 1 });
  expect(await db.selectFrom('bounce').select(['address', 'diagnostic']).execute()).toEqual([
    { address, diagnostic: '550 no' },
  ]);
});

test('an automatic answer is ignored, a person’s words and a letter of somebody else are named as such', async () => {
  const { post, db } = await givenHook();
  const before = await everythingIn(db);
  const outcomes = ['away-vietnamese-header', 'a-person-answers'].map((name) => givenReturnedMail(name));
  const others = [...outcomes, givenReturnedMail('qmail-plain-text', { messageId: '<x@elsewhere.example>' })];
  const answers = [];
  for (const each of others) answers.push((await post(each, 'message/rfc822')).json<{ outcome: string }>().outcome);
  expect(answers).toEqual(['ignored', 'for_people', 'unmatched']);
  expect(await everythingIn(db)).toEqual(before);
});

test('unsigned, wrongly signed, or signed too long ago nothing is read', async () => {
  const { post, state, clock } = await givenHook();
  const body = JSON.stringify(event);
  const old = String(clock.now().epochMilliseconds / 1000 - 301);
  const stale = {
    'x-dondoc-timestamp': old,
    'x-dondoc-signature': signCall(hookSecret, { timestamp: old, body: Buffer.from(body) }),
  };
  for (const headers of [{ 'x-dondoc-signature': '' }, { 'x-dondoc-signature': `sha256=${'0'.repeat(64)}` }, stale]) {
    const answer = await post(body, 'application/json', headers);
    expect([answer.statusCode, answer.json<{ title: string }>().title]).toEqual([401, 'signature.wrong']);
  }
  expect(await state()).toBe('sent');
});

test('where no secret is configured the address is not there', async () => {
  const { app } = await givenApp();
  const payload = JSON.stringify(event);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/bounces',
    headers: { 'content-type': 'application/json' },
    payload,
  });
  expect(answer.statusCode).toBe(404);
});

test('too large, another type of content, no JSON, or another shape is refused by name', async () => {
  const { post } = await givenHook();
  const status = async (content: string | Buffer, type: string) => (await post(content, type)).statusCode;
  expect(await status(Buffer.alloc(1024 * 1024 + 1, 'a'), 'message/rfc822')).toBe(413);
  expect(await status('a=b', 'application/x-www-form-urlencoded')).toBe(415);
  expect(await status('{', 'application/json')).toBe(422);
  const wrong = await post(JSON.stringify({ ...event, kind: 'angry', address: 'nobody', more: 1 }), 'application/json');
  expect(wrong.statusCode).toBe(422);
  const { errors } = wrong.json<{ errors: { field: string }[] }>();
  expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining(['address', 'kind', 'more']));
});

test('whatever is posted, signed, is answered below 500 and stores all or nothing', async () => {
  const { post, db } = await givenHook();
  const sample = givenReturnedMail('postfix-one-of-three');
  const events = fc.record({
    address: fc.oneof(fc.constant(address), fc.emailAddress(), fc.string()),
    messageId: fc.oneof(fc.constant(messageId), fc.string()),
    kind: fc.oneof(fc.constantFrom('hard', 'soft'), fc.string()),
    status: fc.option(fc.oneof(fc.constantFrom('5.1.1', '4.2.2', '2.0.0'), fc.string()), { nil: undefined }),
    diagnostic: fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: undefined }),
  });
  const mails = fc
    .tuple(fc.nat(sample.length), fc.uint8Array({ maxLength: 40 }))
    .map(([cut, noise]) => Buffer.concat([sample.subarray(0, cut), noise, sample.subarray(cut)]));
  const calls = fc.oneof(
    events.map((each) => ({ type: 'application/json', content: Buffer.from(JSON.stringify(each)) })),
    fc.json().map((text) => ({ type: 'application/json', content: Buffer.from(text) })),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ type: 'application/json', content: Buffer.from(bytes) })),
    mails.map((content) => ({ type: 'message/rfc822', content })),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => ({ type: 'message/rfc822', content: Buffer.from(bytes) })),
  );
  await fc.assert(
    fc.asyncProperty(calls, async ({ type, content }) => {
      const before = await counts(db);
      const answer = await post(content, type);
      expect(answer.statusCode).toBeLessThan(500);
      const { outcome } = answer.json<{ outcome?: string }>();
      if (outcome !== 'recorded') expect(await counts(db)).toEqual(before);
      else expect((await counts(db))['audit']).toBe((before['audit'] ?? 0) + 1);
    }),
    { numRuns: 200 },
  );
});

/** How much stands in the tables that a bounce touches. */
async function counts(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from bounce) as bounce, (select count(*)::int from audit) as audit,
      (select count(*)::int from notification) as notification, (select count(*)::int from wake) as wake,
      (select count(*)::int from contact where bounced_at is not null) as struck`.execute(db);
  return rows[0] ?? {};
}
