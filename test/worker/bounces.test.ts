import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test, vi } from 'vitest';
import { scaledClock } from '../../clock.ts';
import { openBounceMailbox } from '../../mail/bounces/bounce-mailbox.ts';
import { createLanes } from '../../mail/lanes.ts';
import { createTransport } from '../../mail/transport.ts';
import { createLinks } from '../../office/link.ts';
import { loadSample } from '../../office/load-sample.ts';
import { notify } from '../../office/notify.ts';
import { createReturnPaths } from '../../office/return-path.ts';
import { startEngineServer } from '../../worker/engine-server.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { openMigrated } from '../given/db.ts';
import { givenDovecot } from '../given/dovecot.ts';
import { givenStaff, publicUrl, secret } from '../given/people.ts';
import { givenReturnedMail } from '../given/returned-mail.ts';

const log = pino({ level: 'silent' });
const focal = 'daumoi.stc@quangngai.example';
const slot = 'test/letter';
const returnPaths = createReturnPaths(secret, 'dondoc-bounce@skhcn.example');
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A mail server that takes everything and sends back, to the envelope's sender, what one address does not want. */
async function givenRelay(deliver: (message: Buffer) => void): Promise<{ url: string; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const sender = mailFrom ? mailFrom.address : '';
      const recipients = rcptTo.map(({ address }) => address);
      taken.push(...recipients);
      if (recipients.includes(focal)) {
        const report = givenReturnedMail('postfix-unknown-user', { messageId: '' }).toString();
        const [sample = ''] = /dondoc-bounce\+\w+@skhcn\.example/.exec(report) ?? [];
        deliver(Buffer.from(report.replaceAll(sample, sender)));
      }
      stream.resume().once('end', () => done(null, 'taken'));
    },
  });
  const port = await new Promise<number>((listening) => {
    const listener = server.listen(0, '127.0.0.1', () => listening((listener.address() as AddressInfo).port));
  });
  cleanups.push(() => new Promise<void>((closed) => server.close(closed)));
  return { url: `smtp://127.0.0.1:${port}`, taken };
}

test('a letter that comes back to its own return address goes on to the next contact, and the officer is told', async () => {
  const dovecot = await givenDovecot();
  const relay = await givenRelay((message) => dovecot.deliver(message));
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-bounces-'));
  cleanups.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  const [store, engine] = await Promise.all([openMigrated(), startEngineServer(folder, log)]);
  const start = Temporal.Instant.from('2026-12-14T09:00+07:00');
  const clock = scaledClock({ start, speed: 1, origin: Temporal.Now.instant() });
  const mailer = createTransport(relay.url, { envelopeFrom: returnPaths.senderFor });
  await loadSample(store.db, clock.now());
  // One letter is enough: no cycle opens.
  await store.db.updateTable('regime').set({ withdrawn_at: clock.now() }).execute();
  await store.db.deleteFrom('wake').execute();
  const letter = { kind: 'accepted' as const, agency: 'Sở Tài chính', code: 'x' };
  await notify(store.db, { slot, letter, agency: 'STC', why: 'thử', to: ['focal'] }, clock.now());
  const officer = await givenStaff(store.db, 'officer');
  const sender = {
    office: 'Sở Khoa học và Công nghệ',
    contact: { name: '', phone: '', email: 'dondoc@skhcn.example' },
  };
  const outside = {
    ...{
      db: store.db,
      clock,
      mailer,
      lanes: createLanes({ connections: 8, perDomain: 8, perMinute: 0 }),
      log,
      publicUrl,
      links: createLinks(secret, publicUrl),
      sender,
    },
    mailFrom: { name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.example' },
    bounces: { mailbox: openBounceMailbox(dovecot.url), returnPaths, pauseMs: 500 },
  };
  const address = { address: engine.address, namespace: 'default', apiKey: undefined, tls: false };
  const worker = runWorker(address, store, outside, bundleWorkflows());
  cleanups.push(async () => {
    await worker.stop();
    await engine.stop();
    mailer.close();
    await store.close();
  });
  await vi.waitFor(
    async () => {
      const lines = await store.db
        .selectFrom('notification')
        .select(['slot', 'state'])
        .where('agency_code', '=', 'STC')
        .orderBy('slot')
        .execute();
      expect(lines).toEqual([
        { slot, state: 'bounced' },
        { slot: `${slot}/next/1`, state: 'sent' },
      ]);
      expect(relay.taken).toEqual(expect.arrayContaining([focal, 'thutruong.stc@quangngai.example', officer.email]));
    },
    { timeout: 40_000, interval: 100 },
  );
  expect(await store.db.selectFrom('bounce').select('matched_by').execute()).toEqual([{ matched_by: 'verp' }]);
  await vi.waitFor(() => expect(dovecot.files('INBOX')).toEqual([]), { timeout: 5000 });
});
