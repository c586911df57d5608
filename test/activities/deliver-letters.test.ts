import { asyncLocalStorage } from '@temporalio/activity';
import type { Context } from '@temporalio/activity';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createDelivery } from '../../activities/deliver-letters.ts';
import { scaledClock } from '../../clock.ts';
import type { Clock } from '../../clock.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { isBefore } from '../../domain/zone.ts';
import { createLanes } from '../../mail/lanes.ts';
import type { Mailer } from '../../mail/transport.ts';
import { createLinks } from '../../office/link.ts';
import { takeWave } from '../../office/take-wave.ts';
import type { Db } from '../../store/connection.ts';
import { givenClock, vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { requestStep } from '../given/cycle-steps.ts';
import { givenDb } from '../given/db.ts';
import { publicUrl, secret } from '../given/people.ts';
import { givenSender } from '../mail/given-letters.ts';

function givenDelivery(db: Db, clock: Clock, mailer: Mailer) {
  return createDelivery({
    ...{ db, clock, mailer, lanes: createLanes({ connections: 8, perDomain: 8, perMinute: 0 }) },
    ...{ links: createLinks(secret, publicUrl), log: pino({ level: 'silent' }), publicUrl, sender: givenSender },
    mailFrom: { name: 'Sở', address: 'dondoc@skhcn.example' },
  });
}

/** A mail server that takes everything at once. */
const takesAll: Mailer = {
  send: () => Promise.resolve({ outcome: 'sent', reply: '250', rejected: [] }),
  close: () => undefined,
  check: () => Promise.resolve(),
};

/** What an activity asks the engine for: whether it is called off. Here it never is. */
const running = { cancellationSignal: new AbortController().signal } as Context;

test('a delivery is ordered two seconds before its letters’ moment, and at once when that has come', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const clock = givenClock('2026-11-18 07:59');
  await takeWave(db, cycle, requestStep, clock.now());
  const delivery = givenDelivery(db, clock, takesAll);
  const plans = () => Promise.all(everyPostOffice.map((each) => delivery.planDelivery(String(each))));
  const ahead = { done: false, delay: 58_000, step: true };
  expect(await plans()).toEqual([ahead, ahead, ahead, ahead]);
  clock.set('2026-11-18 08:00:01');
  const now = { done: false, delay: 0, step: true };
  expect(await plans()).toEqual([now, now, now, now]);
});

test('a delivery that is ordered before its letters’ moment waits for it by itself, and then sends them all', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await takeWave(db, cycle, requestStep, vn('2026-11-18 07:59'));
  const clock = scaledClock({ start: vn('2026-11-18 07:59:59'), speed: 1, origin: Temporal.Now.instant() });
  const delivery = givenDelivery(db, clock, takesAll);
  await asyncLocalStorage.run(running, () =>
    Promise.all(everyPostOffice.map((each) => delivery.deliverLetters(String(each)))),
  );
  const lines = await db
    .selectFrom('notification')
    .select(['state', 'claimed_at'])
    .where('kind', '=', 'request')
    .execute();
  expect(lines.map(({ state }) => state)).toEqual(Array.from({ length: 110 }, () => 'sent'));
  const claims = lines.flatMap(({ claimed_at }) => claimed_at ?? []);
  expect(claims.filter((at) => isBefore(at, requestStep.at))).toEqual([]);
});
