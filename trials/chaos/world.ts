import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import pino from 'pino';
import { scaledClock } from '../../clock.ts';
import type { ScaledClock } from '../../clock.ts';
import { startEngineServer } from '../../worker/engine-server.ts';
import type { EngineServer } from '../../worker/engine-server.ts';
import { freePort } from '../../worker/free-port.ts';
import { startPostgres, execute } from '../postgres-server.ts';
import type { PostgresServer } from '../postgres-server.ts';
import { Journal } from '../demo/journal.ts';
import { hireStaff } from '../demo/staff.ts';
import { startBadMailServer } from './bad-mail-server.ts';
import type { BadMailServer } from './bad-mail-server.ts';
import { runCommand, startService } from '../service-processes.ts';
import type { Service } from '../service-processes.ts';

/** The whole system in service mode: two api and two worker processes, PostgreSQL, Temporal, a mail server, one clock. */
export interface World {
  clock: ScaledClock;
  origin: Temporal.Instant;
  database: string;
  postgres: PostgresServer;
  mail: BadMailServer;
  urls: readonly string[];
  apis: readonly Service[];
  workers: readonly Service[];
  engine: Engine;
  /** The headers with which a program acts as the focal agency's officer. */
  officerProof: () => Record<string, string>;
  /** Ends every process of it. */
  stop(): Promise<void>;
}

/** Temporal, which can be killed, and whose database can be lost. */
export interface Engine {
  kill(): Promise<void>;
  lose(): Promise<void>;
  start(): Promise<void>;
}

export interface WorldOptions {
  folder: string;
  seed: string;
  start: Temporal.Instant;
  /** How fast the clock runs in office hours on a machine with nothing else to do, and how much faster at rest. */
  speed: number;
  rest: number;
  /** How many of the sample's agencies the province has here. */
  agencies: number;
  note: (words: string) => void;
}

/** The clock stands still while people are hired. */
const standing = { hours: 24 };
/** What the opening takes on two cores for two worlds at once, in milliseconds. */
const usualOpening = 9000;
/** How much of its speed the clock keeps on a machine however slow. */
const slowest = 0.4;

/**
 * Starts the world: first an api on a clock that stands still, for the people to be hired through its pages; then all
 * processes, on a clock that begins to run about when they are up, however slow the machine.
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { folder, seed, start, rest, note } = options;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const before = scaledClock({ start, speed: options.speed, rest, origin: Temporal.Now.instant().add(standing) });
  let clock = before;
  const [postgres, first, mail, ...ports] = await Promise.all([
    startPostgres(['track_commit_timestamp=on', 'max_connections=60']),
    startEngineServer(join(folder, 'engine'), quiet),
    startBadMailServer(seed, () => clock.now(), join(folder, 'mail.jsonl')),
    freePort(),
    freePort(),
  ]);
  const database = await postgres.createDatabase('dondoc');
  const envFrom = (origin: Temporal.Instant, speed = options.speed) => ({
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: first.address,
    // A second of the machine is half a day here: a mail server that hangs is given up sooner.
    SMTP_URL: `smtp://127.0.0.1:${mail.port}/?connectionTimeout=1000&greetingTimeout=1000&socketTimeout=1500`,
    SECRET: 'a secret of the chaos trial, good for nothing else',
    PUBLIC_URL: `http://localhost:${ports[0]}`,
    CLOCK: [start, `${speed}x${rest}`, origin].join('@'),
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
  });
  const service = (name: string, command: string, origin: Temporal.Instant, speed: number, port = 0): Service =>
    startService(name, command, { ...envFrom(origin, speed), PORT: String(port) }, join(folder, `${name}.log`), (how) =>
      note(`${name} ended by itself (${how})`),
    );
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);

  const standingStill = Temporal.Now.instant().add(standing);
  const opening = performance.now();
  await runCommand(['migrate', '--sample'], envFrom(standingStill));
  await shrinkProvince(database, options.agencies);
  const early = service('api-0', 'api', standingStill, options.speed, ports[0]);
  await answering(urls[0] ?? '');
  const link = (await runCommand(['invite'], envFrom(standingStill))).match(/\S+\/setup\/\S+/)?.[0];
  const password = () => `${seed} and long enough`;
  const staff = await hireStaff(urls[0] ?? '', link, new Journal(join(folder, 'staff.jsonl')), password);
  await early.stop();

  // What the opening took says what the next start will take, and how fast a clock this machine can follow now.
  const took = performance.now() - opening;
  const speed = Math.round(options.speed * Math.max(slowest, Math.min(1, usualOpening / took)));
  note(`opened in ${(took / 1000).toFixed(1)} s; the clock runs ${speed} times as fast`);
  const launch = (origin: Temporal.Instant): Running => {
    clock = scaledClock({ start, speed, rest, origin });
    const apis = ports.map((port, place) => service(`api-${place + 1}`, 'api', origin, speed, port));
    const workers = ['worker-1', 'worker-2'].map((name) => service(name, 'worker', origin, speed));
    return { origin, apis, workers };
  };
  const { origin, apis, workers } = await launchInTime(launch, urls, took);
  const engine = createEngine(first, join(folder, 'engine'));
  return {
    ...{ clock, origin, database, postgres, mail, urls, apis, workers, engine, officerProof: staff.officerProof },
    stop: async () => {
      await Promise.allSettled([...apis, ...workers].map((each) => each.stop()));
      await Promise.allSettled([engine.kill(), mail.close()]);
      await postgres.remove();
    },
  };
}

interface Running {
  origin: Temporal.Instant;
  apis: Service[];
  workers: Service[];
}

/**
 * Starts the processes with time to spare before their clock begins to run: what was done by a clock that ran ahead of a
 * second start would stand in the facts. Throws when the machine is slower still.
 */
async function launchInTime(
  launch: (origin: Temporal.Instant) => Running,
  urls: readonly string[],
  milliseconds: number,
): Promise<Running> {
  const began = performance.now();
  const lead = milliseconds * 2 + spare;
  const running = launch(Temporal.Now.instant().add({ milliseconds: Math.round(lead) }));
  await Promise.all(urls.map(answering));
  const took = performance.now() - began;
  if (took > lead + tolerance) throw new Error(`the machine is too slow: ${took.toFixed(0)} ms to start`);
  return running;
}

/** What starting may take beyond twice the time that was measured, in milliseconds. */
const spare = 10_000;

/** By how much the clock may be ahead of the processes, in milliseconds: hours of the year's first day. */
const tolerance = 1000;

const quiet = pino({ level: 'silent' });

function createEngine(first: EngineServer, folder: string): Engine {
  let running: EngineServer | undefined = first;
  const kill = async (): Promise<void> => {
    const pid = running?.pid();
    if (pid) process.kill(pid, 'SIGKILL');
    // It is not started again by the one that launched it.
    await running?.stop();
    running = undefined;
  };
  return {
    kill,
    lose: async () => {
      await kill();
      for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `temporal.db${suffix}`), { force: true });
    },
    start: async () => {
      running ??= await startEngineServer(folder, quiet, first.port);
    },
  };
}

/** A small province: the first departments and communes of the sample; the others no longer exist on any due date. */
const shrinkProvince = (database: string, agencies: number): Promise<void> =>
  execute(
    database,
    `update agency set valid_to = '2025-07-02' where valid_to is null and code not in (
       select code from agency where valid_to is null and kind <> 'unit'
       order by kind <> 'department', position limit ${agencies})`,
  );

async function answering(url: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await later(50);
  }
  throw new Error(`${url} does not answer`);
}
