import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test, vi } from 'vitest';
import { scaledClock } from '../../clock.ts';
import type { Clock } from '../../clock.ts';
import { createLanes } from '../../mail/lanes.ts';
import { createTransport } from '../../mail/transport.ts';
import { listMail, startSink } from '../../mail/sink.ts';
import type { Sink } from '../../mail/sink.ts';
import { createLinks } from '../../office/link.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { readClockwork } from '../../office/read-clockwork.ts';
import { retryCompilation } from '../../office/retry-compilation.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { loadSample } from '../../office/load-sample.ts';
import { getRun } from '../../store/compilations.ts';
import { listSteps } from '../../store/cycles.ts';
import { json } from '../../store/json.ts';
import type { Store } from '../../store/connection.ts';
import { startEngineServer } from '../../worker/engine-server.ts';
import type { EngineServer } from '../../worker/engine-server.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { openMigrated } from '../given/db.ts';
import { givenAgency, givenStaff, publicUrl, secret } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const log = pino({ level: 'silent' });
const cycle = 'kl69-nam/2026';
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Running {
  store: Store;
  clock: Clock;
  sink: Sink;
  mail: string;
  folder: string;
  engine: EngineServer;
}

/** A real Temporal server, Postgres, mail server and worker on a fast clock, with the sample loaded. */
async function givenRunning(start: string, speed: number, smtpUrl?: string, rest = 1): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-engine-'));
  cleanups.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  const mail = join(folder, 'mail');
  const [store, sink, engine] = await Promise.all([
    openMigrated(),
    startSink({ folder: mail }),
    startEngineServer(folder, log),
  ]);
  const clock = scaledClock({
    start: Temporal.Instant.from(`${start}+07:00`),
    speed,
    rest,
    origin: Temporal.Now.instant(),
  });
  const mailer = createTransport(smtpUrl ?? sink.url);
  await loadSample(store.db, clock.now());
  await givenStaff(store.db, 'officer');
  const outside = {
    ...{
      db: store.db,
      clock,
      mailer,
      lanes: createLanes({ connections: 8, perDomain: 8, perMinute: 0 }),
      log,
      publicUrl,
      links: createLinks(secret, publicUrl),
    },
    mailFrom: { name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.example' },
    sender: {
      office: 'Sở Khoa học và Công nghệ',
      contact: { name: 'Đầu mối', phone: '0255', email: 'dondoc@skhcn.example' },
    },
  };
  const address = { address: engine.address, namespace: 'default', apiKey: undefined, tls: false };
  const worker = runWorker(address, store, outside, bundleWorkflows());
  const running: Running = { store, clock, sink, mail, folder, engine };
  cleanups.push(async () => {
    await worker.stop();
    await running.engine.stop();
    mailer.close();
    await sink.close();
    await store.close();
  });
  await worker.ready;
  return running;
}

const eventually = (check: () => Promise<void>, timeout = 100_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 50 });

const taken = async ({ store }: Running): Promise<string[]> =>
  (await listSteps(store.db, `cycle/${cycle}`)).map(({ key }) => key);

const kinds = async ({ mail }: Running): Promise<Record<string, number>> => {
  const letters = await listMail(mail, { limit: 2000 });
  // An e-mail that holds several letters names the kind of each.
  const enclosed = letters.flatMap(({ kind }) => (kind ?? '').split(' '));
  return Object.fromEntries([...Map.groupBy(enclosed, (kind) => kind)].map(([kind, some]) => [kind, some.length]));
};

test('the last days of a cycle run by themselves: reminder, urging to those that owe, list, draft', async () => {
  // The sample is installed on the eve: the request is caught up before anything else. Office hours pass slowly enough for
  // a slow machine to send a wave before the next one overtakes it; the nights do not.
  const running = await givenRunning('2026-12-16T06:00', 4000, undefined, 10);
  const { store, clock } = running;
  await eventually(async () => expect(await taken(running)).toContain('remind-1@2026-12-17'));
  await eventually(async () => expect((await kinds(running))['request']).toBe(110));
  const { obligation, actor } = await givenAgency(store.db, cycle);
  const receipt = await submitReport(store.db, {
    obligation,
    report: givenReport(),
    attempt: crypto.randomUUID(),
    actor,
    at: clock.now(),
  });
  await eventually(async () => expect(await taken(running)).toContain('urge-2@2026-12-17'));
  await eventually(async () => {
    const open = await store.db
      .selectFrom('notification')
      .select('slot')
      .where('kind', '=', 'urge')
      .where('state', 'in', ['planned', 'claimed'])
      .execute();
    expect(open).toEqual([]);
  });
  const mine = await store.db
    .selectFrom('notification')
    .select(['rung', 'state'])
    .where('agency_code', '=', 'STC')
    .where('kind', '=', 'urge')
    .execute();
  if (receipt.onTime) expect(mine.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  expect((await kinds(running))['receipt']).toBe(1);
  expect(await taken(running)).toEqual(expect.arrayContaining(['urge-1@2026-12-17', 'flag-missing', 'compile-draft']));
  await eventually(async () => expect((await kinds(running))['missing-list']).toBe(1));
  await eventually(async () => expect((await kinds(running))['compiled']).toBe(1));
});

test('an obstacle that nobody answers is pressed after five working days and again after ten', async () => {
  const running = await givenRunning('2026-11-25T08:00', 100_000);
  const { store, clock } = running;
  await eventually(async () => expect(await store.db.selectFrom('cycle').select('id').execute()).toHaveLength(1));
  const { obligation, actor } = await givenAgency(store.db, cycle);
  const raised = {
    obligation,
    title: 'Thiếu kinh phí',
    words: 'Chưa được cấp',
    attempt: crypto.randomUUID(),
    actor,
    at: clock.now(),
  };
  const id = await raiseObstacle(store.db, raised);
  await eventually(async () => {
    const steps = await listSteps(store.db, `obstacle/${id}`);
    expect(steps.map(({ key }) => key)).toEqual(['wait-1', 'wait-2']);
    for (const { planned_at, taken_at } of steps)
      expect(Temporal.Instant.compare(taken_at, planned_at)).toBeGreaterThanOrEqual(0);
  });
});

test(
  'an undecided extension and an unreviewed report are pressed, and the request lapses, though nobody wakes the cycle',
  { timeout: 120_000 },
  async () => {
    const running = await givenRunning('2026-12-15T06:00', 20_000);
    const { store, clock } = running;
    await eventually(async () => expect((await taken(running)).length).toBeGreaterThan(0));
    const { obligation } = await givenAgency(store.db, cycle, 'SNV');
    const asked = {
      id: crypto.randomUUID(),
      obligation_id: obligation,
      reason: 'Chờ số liệu',
      requested_by: 'agency:SNV',
    };
    // The bare fact, without the wake that the verb gives: what the cycle sees by itself in the morning.
    await store.db
      .insertInto('extension')
      .values({ ...asked, until: Temporal.PlainDate.from('2026-12-21'), requested_at: clock.now() })
      .execute();
    const stc = await givenAgency(store.db, cycle, 'STC');
    const attempt = crypto.randomUUID();
    await submitReport(store.db, { ...stc, report: givenReport(), attempt, at: clock.now() });
    await eventually(async () => expect((await kinds(running))['extension-waiting']).toBeGreaterThan(0));
    await eventually(async () => expect((await kinds(running))['review-waiting']).toBeGreaterThan(0));
    await eventually(async () => expect((await kinds(running))['extension-refused']).toBe(1));
    const steps = await listSteps(store.db, `cycle/${cycle}`);
    const pressing = steps.filter(({ kind }) => ['press-extension', 'press-review', 'lapse'].includes(kind));
    expect(pressing.map(({ key }) => key)).toEqual(expect.arrayContaining([`lapse-${asked.id}`]));
    for (const { planned_at, taken_at } of pressing)
      expect(Temporal.Instant.compare(taken_at, planned_at)).toBeGreaterThanOrEqual(0);
  },
);

test('a wave’s letters stand ready before its moment, and leave at it', async () => {
  const running = await givenRunning('2026-11-18T07:59:45', 1);
  const { store } = running;
  await eventually(async () => expect((await kinds(running))['request']).toBe(110));
  const lines = await store.db
    .selectFrom('notification')
    .select(['planned_at', 'claimed_at'])
    .where('kind', '=', 'request')
    .execute();
  const early = lines.filter(
    (line) => line.claimed_at && Temporal.Instant.compare(line.claimed_at, line.planned_at) < 0,
  );
  expect(early).toEqual([]);
});

test('with the engine down reports get their receipts, the pages can say so, and it catches up by itself', async () => {
  const running = await givenRunning('2026-12-14T09:00', 1);
  const { store, clock, engine, folder } = running;
  await eventually(async () => expect((await kinds(running))['request']).toBe(110));
  await engine.stop();
  const { obligation, actor } = await givenAgency(store.db, cycle);
  const submit = { obligation, report: givenReport(), attempt: crypto.randomUUID(), actor, at: clock.now() };
  expect((await submitReport(store.db, submit)).onTime).toBe(true);
  await eventually(async () => {
    const { running: runs, waitingWakes } = await readClockwork(store.db, clock.patience(-5000));
    expect([runs, waitingWakes]).toEqual([false, 1]);
  });
  expect((await kinds(running))['receipt']).toBeUndefined();
  running.engine = await startEngineServer(folder, log, engine.port);
  await eventually(async () => expect((await kinds(running))['receipt']).toBe(1));
  await eventually(async () => expect((await readClockwork(store.db, clock.patience(-5000))).running).toBe(true));
});

test('when the engine’s own database is lost, the timers are rebuilt from the facts and no letter leaves twice', async () => {
  const running = await givenRunning('2026-12-17T14:00', 2000);
  const { engine, folder, mail } = running;
  await eventually(async () => expect((await kinds(running))['request']).toBe(110));
  await engine.stop();
  rmSync(join(folder, 'temporal.db'), { force: true });
  running.engine = await startEngineServer(folder, log, engine.port);
  await eventually(async () => expect(await taken(running)).toContain('urge-1@2026-12-17'));
  await eventually(async () => expect((await kinds(running))['urge']).toBe(110));
  // One look at the mail box: letters of the days after go on arriving.
  const slots = (await listMail(mail, { limit: 2000 })).map(({ slot }) => slot);
  expect(slots.filter((slot, place) => slots.indexOf(slot) !== place)).toEqual([]);
});

test('a compilation ordered at a page is compiled by the worker into a stored document; one that fails is taken up again', async () => {
  const running = await givenRunning('2026-12-14T09:00', 1);
  const { store, clock } = running;
  await eventually(async () => expect(await store.db.selectFrom('cycle').select('id').execute()).toHaveLength(1));
  const { actor } = await givenStaff(store.db, 'officer');
  const run = await startCompilation(store.db, { cycle, final: false, slot: 'by hand', actor, at: clock.now() });
  await eventually(async () => {
    const row = await store.db.selectFrom('compilation').selectAll().where('id', '=', run).executeTakeFirstOrThrow();
    expect(row.state).toBe('ready');
    expect(row.file_sha256).toMatch(/^[0-9a-f]{64}$/);
  });
  // A run that says to have aggregated, and holds no report: its next step is refused, and a person takes it up again.
  await store.db.insertInto('compilation').values(brokenRun(clock.now())).execute();
  for (const step of ['snapshot', 'check', 'aggregate'] as const) {
    const done = { compilation_id: broken, step, done_at: clock.now(), outcome: json({}) };
    await store.db.insertInto('compilation_step').values(done).execute();
  }
  const stateOf = async () => {
    const { state, failure } = await getRun(store.db, broken);
    return { state, failure };
  };
  const retry = () => retryCompilation(store.db, { compilation: broken, actor, at: clock.now() });
  await retry();
  await eventually(async () =>
    expect(await stateOf()).toEqual({
      state: 'failed',
      failure: expect.stringMatching(/^Dừng ở bước “Lập văn bản Word”/),
    }),
  );
  await store.db.deleteFrom('compilation_step').where('compilation_id', '=', broken).execute();
  await retry();
  await eventually(async () => expect(await stateOf()).toEqual({ state: 'ready', failure: null }));
});

const broken = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a99';
const brokenRun = (at: Temporal.Instant) => ({
  ...{ id: broken, cycle_id: cycle, number: 2, final: false, slot: 'broken', state: 'failed' as const },
  ...{ started_at: at, started_by: 'engine', report: null, file_sha256: null, ended_at: at, failure: 'x' },
});

test('a mail server’s refusal fails one letter and is flagged; what it puts off is tried again; the others arrive', async () => {
  let busy = true;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (address.includes('.stc@')) return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      if (address.includes('.snv@') && busy) return done(Object.assign(new Error('try later'), { responseCode: 451 }));
      return done();
    },
    onData(stream, _session, done) {
      stream.resume().once('end', () => done(null, 'taken'));
    },
  });
  const port = await new Promise<number>((listening) => {
    const listener = server.listen(0, '127.0.0.1', () => listening((listener.address() as AddressInfo).port));
  });
  cleanups.push(() => new Promise<void>((closed) => server.close(closed)));
  const { store } = await givenRunning('2026-12-14T09:00', 60, `smtp://127.0.0.1:${port}`);
  const line = (agency: string) =>
    store.db.selectFrom('notification').selectAll().where('slot', '=', `${cycle}/${agency}/request`).executeTakeFirst();
  await eventually(async () => expect((await line('STC'))?.state).toBe('failed'));
  await eventually(async () => expect((await line('SNV'))?.reply).toContain('451'));
  expect(await line('SNV')).toMatchObject({ state: 'planned', attempts: 1 });
  busy = false;
  await eventually(async () => expect(await line('SNV')).toMatchObject({ state: 'sent', attempts: 2 }));
  await eventually(async () => {
    const sent = await store.db
      .selectFrom('notification')
      .select('slot')
      .where('kind', '=', 'request')
      .where('state', '=', 'sent')
      .execute();
    expect(sent).toHaveLength(109);
  });
  const flag = await store.db
    .selectFrom('notification')
    .selectAll()
    .where('kind', '=', 'delivery-failed')
    .executeTakeFirstOrThrow();
  expect(flag.letter).toMatchObject({ agency: 'Sở Tài chính' });
});
