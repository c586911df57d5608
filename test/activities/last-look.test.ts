import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { createBulk, createSending } from '../../activities/send-envelope.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { createLanes } from '../../mail/lanes.ts';
import type { Mailer, OutgoingMail } from '../../mail/transport.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { createLinks } from '../../office/link.ts';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { takeWave } from '../../office/take-wave.ts';
import { givenClock } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { requestStep } from '../given/cycle-steps.ts';
import { givenDb } from '../given/db.ts';
import { givenStaff, publicUrl, secret } from '../given/people.ts';
import { givenSender } from '../mail/given-letters.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A mail server that takes a letter when it is told to. */
function givenSlowServer() {
  const taken: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  const mailer: Mailer = {
    async send({ headers }: OutgoingMail) {
      first.resolve();
      await gate.promise;
      taken.push(headers['X-Dondoc-Slot'] ?? '');
      return { outcome: 'sent', reply: '250', rejected: [] };
    },
    close: () => undefined,
    check: () => Promise.resolve(),
  };
  return { mailer, taken, open: () => gate.resolve(), begun: first.promise };
}

test('a letter that waited long for a connection is looked at once more: who need not report any more gets none', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const clock = givenClock('2026-11-18 08:00');
  await takeWave(db, cycle, requestStep, clock.now());
  await db
    .deleteFrom('notification')
    .where((eb) => eb.or([eb('agency_code', 'not in', ['STC', 'SNV']), eb('agency_code', 'is', null)]))
    .execute();
  const server = givenSlowServer();
  const outside = {
    ...{ db, clock, mailer: server.mailer, lanes: createLanes({ connections: 1, perDomain: 1, perMinute: 0 }) },
    ...{ links: createLinks(secret, publicUrl), log: pino({ level: 'silent' }), publicUrl, sender: givenSender },
    mailFrom: { name: 'Sở', address: 'dondoc@skhcn.example' },
  };
  const bulk = createBulk(outside);
  const [looks, bothLooked] = [[] as string[], Promise.withResolvers<void>()];
  const send = createSending(outside, {
    ...bulk,
    confirm: async (envelope) => {
      const lines = await bulk.confirm(envelope);
      looks.push(...lines.map(({ slot }) => slot));
      if (looks.length === 2) bothLooked.resolve();
      return lines;
    },
  });
  vi.useFakeTimers({ toFake: ['performance'] });
  const envelopes = [];
  for (const postOffice of everyPostOffice) {
    const claim = { postOffice, limit: 24, messageIdOf: (slots: string) => `<${slots}@x>`, at: clock.now() };
    envelopes.push(...(await claimLetters(db, claim)).envelopes);
  }
  const ways = envelopes.map(send);
  await server.begun;
  await bothLooked.promise;
  const [gone, waiting] = looks;
  const later = await db
    .selectFrom('notification')
    .select(['obligation_id'])
    .where('slot', '=', waiting ?? '')
    .executeTakeFirstOrThrow();
  const { actor } = await givenStaff(db, 'officer');
  await excuseAgency(db, { obligation: later.obligation_id ?? '', reason: 'Đã sáp nhập', actor, at: clock.now() });
  vi.advanceTimersByTime(300);
  server.open();
  await Promise.all(ways);
  expect(server.taken).toEqual([gone]);
  const line = await db
    .selectFrom('notification')
    .select(['state', 'reason'])
    .where('slot', '=', waiting ?? '')
    .executeTakeFirstOrThrow();
  expect(line).toEqual({ state: 'cancelled', reason: 'excused' });
});
