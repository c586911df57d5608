import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../domain/actor.ts';
import { codesPerHour, codeTries, nextCodeAt } from '../../domain/submission-code.ts';
import { presentCode } from '../../office/present-code.ts';
import { sendCode } from '../../office/send-code.ts';
import { createSubmissionCodes } from '../../office/submission-codes.ts';
import { vn } from '../given/clock.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenCodes, givenRoom, linesOf } from '../given/room.ts';

/** The room of an agency that asks for a code, and what its people do there. */
async function givenCoded() {
  const db = await givenDb();
  const room = await givenRoom(db, 'code');
  const { obligation, common } = room;
  const send = (at: string, actor: Actor = common) =>
    sendCode(db, { obligation, codes: givenCodes, actor, at: vn(at) });
  const type = (typed: string, at: string, actor: Actor = common) =>
    presentCode(db, { obligation, typed, codes: givenCodes, actor, at: vn(at) });
  /** The digits of the newest letter, as its delivery makes them. */
  const digits = async () => {
    const line = (await linesOf(db, 'submission-code')).at(-1);
    return givenCodes.digits(String(line?.letter['code']));
  };
  const wrong = async () => ((await digits()) === '000000' ? '111111' : '000000');
  return { ...room, send, type, digits, wrong };
}

test('a code leaves at once, also at night, to the registered mailbox alone', async () => {
  const { db, send } = await givenCoded();
  await send('2026-12-17 23:40:00');
  const [line] = await linesOf(db, 'submission-code');
  expect(line?.recipients.map(({ role }) => role)).toEqual(['mailbox']);
  expect(line?.not_before).toEqual(vn('2026-12-17 23:40:00'));
});

test('its digits stand nowhere in the database', async () => {
  const { db, send, digits } = await givenCoded();
  await send('2026-12-16 14:00');
  expect(await digits()).toMatch(/^\d{6}$/);
  const { submission_code, notification, audit } = await everythingIn(db);
  // A number of six digits may stand in an id by chance: the digits are looked for by themselves.
  const alone = new RegExp(`(?<![0-9a-f])${await digits()}(?![0-9a-f])`);
  expect(JSON.stringify([submission_code, notification, audit])).not.toMatch(alone);
});

test('without a code nothing is submitted; with the right one once', async () => {
  const { send, type, submit, digits, common } = await givenCoded();
  await expect(submit(common, '2026-12-16 14:00')).rejects.toMatchObject({ code: 'code.required' });
  await send('2026-12-16 14:01');
  const right = await digits();
  await type(`${right.slice(0, 3)} ${right.slice(3)}`, '2026-12-16 14:02');
  expect(await submit(common, '2026-12-16 14:02')).toMatchObject({ version: 1 });
  const another = submit(common, '2026-12-16 14:03', crypto.randomUUID(), { III: 'Thiếu nhân lực.' });
  await expect(another).rejects.toMatchObject({ code: 'code.required' });
  // What was sent already is no new submission.
  expect(await submit(common, '2026-12-16 14:03')).toMatchObject({ version: 1 });
  await expect(type(right, '2026-12-16 14:03')).rejects.toMatchObject({ code: 'code.expired' });
});

test('a retry of what was submitted gives the receipt without another code', async () => {
  const { send, type, submit, digits, common } = await givenCoded();
  await send('2026-12-16 14:01');
  await type(await digits(), '2026-12-16 14:02');
  const attempt = crypto.randomUUID();
  const receipt = await submit(common, '2026-12-16 14:02', attempt);
  expect(await submit(common, '2026-12-16 15:00', attempt)).toEqual(receipt);
});

test.each([
  { at: '2026-12-16 14:14:59', good: true },
  { at: '2026-12-16 14:15:00', good: false },
])('a code of 14:00 typed at $at is good: $good', async ({ at, good }) => {
  const { send, type, digits } = await givenCoded();
  await send('2026-12-16 14:00:00');
  const typed = type(await digits(), at);
  if (good) await typed;
  else await expect(typed).rejects.toMatchObject({ code: 'code.expired' });
});

test('a code that was typed in time is over with its quarter of an hour too', async () => {
  const { send, type, submit, digits, common } = await givenCoded();
  await send('2026-12-16 14:00:00');
  await type(await digits(), '2026-12-16 14:14:00');
  await expect(submit(common, '2026-12-16 14:15:00')).rejects.toMatchObject({ code: 'code.required' });
});

test('five wrong tries end a code, and each counts though nothing was submitted', async () => {
  const { send, type, digits, wrong } = await givenCoded();
  await send('2026-12-16 14:00');
  const bad = await wrong();
  for (let left = codeTries - 1; left >= 0; left -= 1) {
    await expect(type(bad, '2026-12-16 14:01')).rejects.toMatchObject({
      code: 'code.wrong',
      facts: { left: String(left) },
    });
  }
  await expect(type(await digits(), '2026-12-16 14:02')).rejects.toMatchObject({ code: 'code.expired' });
});

test('a newer code takes the place of the one before', async () => {
  const { send, type, digits } = await givenCoded();
  await send('2026-12-16 14:00');
  const old = await digits();
  await send('2026-12-16 14:05');
  const newer = await digits();
  if (old !== newer) await expect(type(old, '2026-12-16 14:06')).rejects.toMatchObject({ code: 'code.wrong' });
  await type(newer, '2026-12-16 14:06');
});

test('a code that one person typed does not open the way for another', async () => {
  const { send, type, submit, digits, mai, common } = await givenCoded();
  await send('2026-12-16 14:00');
  await type(await digits(), '2026-12-16 14:01', mai.actor);
  await expect(submit(common, '2026-12-16 14:02')).rejects.toMatchObject({ code: 'code.required' });
  expect(await submit(mai.actor, '2026-12-16 14:02')).toMatchObject({ version: 1 });
});

test('nobody asks for codes by the dozen: one a minute, five an hour', async () => {
  const { send } = await givenCoded();
  await send('2026-12-16 14:00:00');
  await expect(send('2026-12-16 14:00:59')).rejects.toMatchObject({ code: 'code.too_soon' });
  for (const minute of ['01', '02', '03', '04']) await send(`2026-12-16 14:${minute}:00`);
  await expect(send('2026-12-16 14:59:59')).rejects.toMatchObject({
    code: 'code.too_soon',
    facts: { until: '2026-12-16T08:00:00Z' },
  });
  await send('2026-12-16 15:00:00');
});

test('however codes are asked for, no hour has more than five, and no two are within a minute', () => {
  const start = vn('2026-12-16 08:00');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (pauses) => {
      const made: Temporal.Instant[] = [];
      let now = start;
      for (const seconds of pauses) {
        now = now.add({ seconds });
        const wait = nextCodeAt(made, now);
        if (wait) expect(Temporal.Instant.compare(wait, now)).toBe(1);
        else made.push(now);
      }
      for (const [place, at] of made.entries()) {
        const hour = made.slice(place).filter((each) => each.since(at).total('minutes') < 60);
        expect(hour.length).toBeLessThanOrEqual(codesPerHour);
        const next = made[place + 1];
        if (next) expect(next.since(at).total('seconds')).toBeGreaterThanOrEqual(60);
      }
    }),
  );
});

test('an agency that asks for no code submits without one, and what it types is of no account', async () => {
  const db = await givenDb();
  const { obligation, common, submit } = await givenRoom(db);
  const asked = { obligation, codes: givenCodes, actor: common, at: vn('2026-12-16 14:00') };
  await expect(sendCode(db, asked)).rejects.toMatchObject({ code: 'code.off' });
  await presentCode(db, { ...asked, typed: '123456' });
  expect(await submit(common, '2026-12-16 14:00')).toMatchObject({ version: 1 });
});

test('digits are six, spread over all numbers, and another installation’s are others', () => {
  const [ours, theirs] = [createSubmissionCodes('a'.repeat(32)), createSubmissionCodes('b'.repeat(32))];
  const ids = Array.from({ length: 2000 }, (_, n) => `id-${n}`);
  const digits = ids.map(ours.digits);
  expect(digits.every((each) => /^\d{6}$/.test(each))).toBe(true);
  expect(new Set(digits).size).toBeGreaterThan(1980);
  expect(ids.filter((id) => ours.digits(id) === theirs.digits(id)).length).toBeLessThan(5);
});
