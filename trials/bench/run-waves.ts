import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { nextCycleStep, planCycle } from '../../domain/cycle.ts';
import { openServer } from '../../store/connection.ts';
import type { Db } from '../../store/connection.ts';
import { readCycleFacts } from '../../store/cycles.ts';
import { startEngineServer } from '../../worker/engine-server.ts';
import { startService } from '../service-processes.ts';
import { startPostgres } from '../postgres-server.ts';
import type { PostgresServer } from '../postgres-server.ts';
import { bareLoop } from './bare-loop.ts';
import { fillProvince, lagFrom, lagSteps, lagsOf, waveAt, waveCycle } from './province.ts';
import { startSink } from './sink.ts';
import type { Sink } from './sink.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '115,1000,10000' },
    /** Worker processes; as many as processors, as a service on this machine would run. */
    workers: { type: 'string', default: String(cpus().length) },
  },
});

interface Figures {
  agencies: number;
  /** From the due instant to the last 250, in seconds. */
  seconds: number;
  lettersPerSecond: number;
  bareLettersPerSecond: number;
  connections: number;
  replanMs: number;
  lags: number[];
  rssMb: number;
}

/** The real time that is left before the first measured step, in seconds: the worker starts and catches up meanwhile. */
const lead = 20;

/** One wave of a province of that size, through the workers that a service runs, in real time. */
async function measure(agencies: number, postgres: PostgresServer, folder: string): Promise<Figures> {
  const database = await postgres.createDatabase(`wave_${agencies}`);
  const store = openServer(database);
  const [engine, sink] = await Promise.all([
    startEngineServer(join(folder, `engine-${agencies}`), pino({ level: 'silent' })),
    startSink(),
  ]);
  const start = lagFrom.subtract({ seconds: lead });
  await fillProvince(store.db, agencies, start);
  const origin = Temporal.Now.instant();
  const env = {
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: engine.address,
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    SECRET: 'a secret of the bench, good for nothing else',
    CLOCK: `${start.toString()}@1@${origin.toString()}`,
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
  };
  const workers = Array.from({ length: Number(values.workers) }, (_, number) =>
    startService(`worker-${number + 1}`, 'worker', env, join(folder, `worker-${number + 1}.log`), (how) => {
      throw new Error(`a worker ended (${how}); see ${folder}/worker-${number + 1}.log`);
    }),
  );
  const due = origin.add(waveAt.since(start)).epochMilliseconds;
  const { lastAt, most } = await allTaken(sink, agencies);
  const rssMb = Math.max(...workers.map((worker) => residentMegabytes(worker.pid())));
  const replanMs = await timeReplanning(store.db);
  const lags = await lagsOf(store.db);
  await Promise.all(workers.map((worker) => worker.stop()));
  await engine.stop();
  const seconds = (lastAt - due) / 1000;
  const bareLettersPerSecond = await bareLoop(sink, agencies, most);
  sink.stop();
  await store.close();
  return {
    agencies,
    seconds,
    lettersPerSecond: agencies / seconds,
    bareLettersPerSecond,
    connections: most,
    replanMs,
    lags,
    rssMb,
  };
}

async function allTaken(sink: Sink, letters: number) {
  for (;;) {
    const tally = await sink.tally();
    if (tally.count >= letters) return tally;
    await later(100);
  }
}

/** The most memory that a worker has had, as the kernel counts it. */
const residentMegabytes = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

/** Planning a cycle anew from its facts, as every matter does after a new calendar; the median of seven. */
async function timeReplanning(db: Db): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const began = performance.now();
    const { regime, cycle, groups, calendar, taken } = await readCycleFacts(db, waveCycle);
    nextCycleStep(planCycle(regime, cycle.term, groups, calendar, taken), taken);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[3] ?? 0;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'dondoc-waves-'));
const postgres = await startPostgres();
const figures: Figures[] = [];
console.log(`${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
for (const size of values.sizes.split(',').map(Number)) {
  const found = await measure(size, postgres, folder);
  figures.push(found);
  const { seconds, lettersPerSecond, bareLettersPerSecond, connections, lags } = found;
  console.log(
    `${size} agencies: last 250 after ${seconds.toFixed(2)} s; ${lettersPerSecond.toFixed(0)} letters/s, bare loop ` +
      `${bareLettersPerSecond.toFixed(0)} letters/s over ${connections} connections; ratio ${(lettersPerSecond / bareLettersPerSecond).toFixed(2)}; ` +
      `timer lag p50 ${percentile(lags, 0.5).toFixed(0)} ms, p99 ${percentile(lags, 0.99).toFixed(0)} ms over ${lags.length} of ${lagSteps} steps`,
  );
}
await postgres.remove();
rmSync(folder, { recursive: true, force: true });
for (const { agencies, lettersPerSecond, bareLettersPerSecond, replanMs, lags, rssMb } of figures) {
  console.log(
    `waves: agencies=${agencies} letters_per_s=${lettersPerSecond.toFixed(1)} ratio=${(lettersPerSecond / bareLettersPerSecond).toFixed(2)} ` +
      `replan_ms=${replanMs.toFixed(0)} lag_p99_ms=${percentile(lags, 0.99).toFixed(0)} rss_mb=${rssMb}`,
  );
}
process.exit();
