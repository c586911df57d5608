import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createDelivery } from '../../activities/deliver-letters.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { createLanes } from '../../mail/lanes.ts';
import { createTransport } from '../../mail/transport.ts';
import { createLinks } from '../../office/link.ts';
import { takeWave } from '../../office/take-wave.ts';
import { givenClock } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { requestStep } from '../given/cycle-steps.ts';
import { givenDb } from '../given/db.ts';
import { publicUrl, secret } from '../given/people.ts';
import { givenSender } from '../mail/given-letters.ts';

test('a delivery is ordered two seconds before its letters’ moment, and at once when that has come', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const clock = givenClock('2026-11-18 07:59');
  await takeWave(db, cycle, requestStep, clock.now());
  const delivery = createDelivery({
    ...{ db, clock, mailer: createTransport('smtp://127.0.0.1:1') },
    lanes: createLanes({ connections: 1, perDomain: 1, perMinute: 0 }),
    ...{ links: createLinks(secret, publicUrl), log: pino({ level: 'silent' }), publicUrl, sender: givenSender },
    mailFrom: { name: 'Sở', address: 'dondoc@skhcn.example' },
  });
  const plans = () => Promise.all(everyPostOffice.map((each) => delivery.planDelivery(String(each))));
  const ahead = { done: false, delay: 58_000, step: true };
  expect(await plans()).toEqual([ahead, ahead, ahead, ahead]);
  clock.set('2026-11-18 08:00:01');
  const now = { done: false, delay: 0, step: true };
  expect(await plans()).toEqual([now, now, now, now]);
});
