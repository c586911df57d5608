import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import pino from 'pino';
import { scaledClock } from '../clock.ts';
import { openBounceMailbox } from '../mail/bounces/bounce-mailbox.ts';
import { createLanes } from '../mail/lanes.ts';
import { createTransport } from '../mail/transport.ts';
import { startSink } from '../mail/sink.ts';
import { createLinks } from '../office/link.ts';
import { loadSample } from '../office/load-sample.ts';
import { createReturnPaths } from '../office/return-path.ts';
import { raiseObstacle } from '../office/raise-obstacle.ts';
import { openEmbedded } from '../store/connection.ts';
import type { Store } from '../store/connection.ts';
import { migrate } from '../store/migrate.ts';
import { startEngineServer } from '../worker/engine-server.ts';
import { runWorker } from '../worker/run-worker.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { startDovecot } from './dovecot-server.ts';
import type { Dovecot } from './dovecot-server.ts';
import { plainHistory, scrubHistory } from './history-file.ts';

const kept = fileURLToPath(new URL('../test/histories/', import.meta.url));
const cycle = 'kl69-nam/2026';
const agencies = 6;
const secret = 'a secret that keeps nothing but these histories';

/**
 * Plays the last two weeks of a small province's year on a real Temporal server and keeps the history of each workflow
 * type (the mailbox of returned mail reads a real Dovecot) under `test/histories/<today>/`. Earlier days' histories stay: they are the years that may still be running.
 */
async function keepHistories(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-histories-'));
  const log = pino({ level: 'silent' });
  const start = Temporal.Instant.from('2026-12-15T15:00+07:00');
  const [dovecot, store, sink, engine] = await Promise.all([
    startDovecot(),
    openEmbedded(),
    startSink({ folder: join(folder, 'mail') }),
    startEngineServer(folder, log),
  ]);
  const mailer = createTransport(sink.url);
  await givenSmallProvince(store, start);
  const bundle = await bundleWorkflows();
  const clock = scaledClock({ start, speed: 20_000, rest: 6, origin: Temporal.Now.instant() });
  const publicUrl = 'http://dondoc.example';
  const outside = {
    ...{ db: store.db, clock, mailer, log, publicUrl },
    lanes: createLanes({ connections: 8, perDomain: 8, perMinute: 0 }),
    links: createLinks(secret, publicUrl),
    bounces: {
      mailbox: openBounceMailbox(dovecot.url),
      returnPaths: createReturnPaths(secret, 'dondoc-bounce@skhcn.example'),
      pauseMs: 2000,
    },
    mailFrom: { name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.example' },
    sender: {
      office: 'Sở Khoa học và Công nghệ',
      contact: { name: 'Đầu mối', phone: '0255', email: 'dondoc@skhcn.example' },
    },
  };
  const address = { address: engine.address, namespace: 'default', apiKey: undefined, tls: false };
  const worker = runWorker(address, store, outside, Promise.resolve(bundle));
  await worker.ready;
  console.log('playing the last weeks of 2026');
  await Promise.all([playToTheEnd(store, clock.now.bind(clock)), bounceOne(store, dovecot)]);
  await writeHistories(engine.address);
  await worker.stop();
  await engine.stop();
  mailer.close();
  await sink.close();
  await store.close();
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function givenSmallProvince({ db }: Store, at: Temporal.Instant): Promise<void> {
  await migrate(db);
  await loadSample(db, at);
  await sql`update agency set valid_to = '2025-07-02' where valid_to is null and code not in
    (select code from agency where valid_to is null and kind = 'department' order by position limit ${agencies})`.execute(
    db,
  );
}

/** An obstacle is raised and pressed, reports are asked for, compiled twice, and the cycle closes. */
async function playToTheEnd({ db }: Store, now: () => Temporal.Instant): Promise<void> {
  const obligation = await until(() => db.selectFrom('obligation').select(['id', 'agency_code']).executeTakeFirst());
  const agency = obligation.agency_code;
  const actor = { kind: 'agency' as const, obligation: obligation.id, cycle, agency };
  const raised = {
    obligation: obligation.id,
    title: 'Thiếu kinh phí',
    words: 'Chưa được cấp',
    attempt: crypto.randomUUID(),
  };
  await raiseObstacle(db, { ...raised, actor, at: now() });
  const seen = new Set<string>();
  while (!seen.has('close')) {
    for (const { key } of await db.selectFrom('step').select('key').orderBy('taken_at').execute()) {
      if (!seen.has(key)) console.log(`${now().toString({ smallestUnit: 'minute' })} ${key}`);
      seen.add(key);
    }
    await later(100);
  }
}

/** The first letter that leaves comes back, and the mailbox is seen to have been read. */
async function bounceOne({ db }: Store, dovecot: Dovecot): Promise<void> {
  const sent = await until(() =>
    db
      .selectFrom('notification')
      .select(['message_id', 'recipients'])
      .where('state', '=', 'sent')
      .where('agency_code', 'is not', null)
      .executeTakeFirst(),
  );
  const sample = readFileSync(new URL('../test/mail/bounces/postfix-unknown-user.eml', import.meta.url), 'utf8');
  const report = sample
    .replaceAll('<0f3a9c1e5b7d2846a0c4e8f1937b5d20a6c8e4f2@skhcn.example>', sent.message_id ?? '')
    .replaceAll('daumoi.stc@quangngai.example', sent.recipients[0]?.email ?? '')
    .replaceAll('\n', '\r\n');
  dovecot.deliver(Buffer.from(report));
  await until(() => db.selectFrom('bounce').select('id').executeTakeFirst());
}

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found) return found;
    await later(100);
  }
}

/** One history of each workflow type: the longest of those that ended, or one that runs (its length is not told). */
async function writeHistories(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const longest = new Map<string, { workflowId: string; runId: string; length: number }>();
  for await (const { type, workflowId, runId, historyLength } of client.workflow.list()) {
    if (historyLength > (longest.get(type)?.length ?? -1))
      longest.set(type, { workflowId, runId, length: historyLength });
  }
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  for (const [type, { workflowId, runId }] of longest) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const events = scrubHistory(plainHistory(history));
    writeFileSync(join(folder, `${type}.json`), `${JSON.stringify({ workflowId, history: events }, null, 1)}\n`);
    console.log(`${type}: ${history.events?.length ?? 0} events`);
  }
  await connection.close();
  console.log(`kept: ${readdirSync(kept).join(', ')}`);
}

/** Today's folder; another one, `2026-11-24-2`, when today has histories already: none is replaced. */
function freshFolder(): string {
  const today = join(kept, Temporal.Now.plainDateISO().toString());
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? today : `${today}-${number}`;
    if (!existsSync(folder)) return folder;
  }
}

await keepHistories();
process.exit();
