import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openEmbedded, openServer } from '../../store/connection.ts';
import { freePort } from '../../worker/free-port.ts';
import { execute, startPostgres } from '../postgres-server.ts';
import { startService } from '../service-processes.ts';
import { bareErrand, reportErrand } from './rush-errands.ts';
import type { Handed } from './rush-errands.ts';
import { percentile, pressEvenly, pressOn, together } from './rush-load.ts';
import type { LoadFigures } from './rush-load.ts';
import { compareReceipts, fillRush, rushAt } from './rush-province.ts';

const { values } = parseArgs({
  options: { agencies: { type: 'string', default: '10000' }, mode: { type: 'string', default: 'both' } },
});
const agencies = Number(values.agencies);
const secret = 'a secret of the bench, good for nothing else';
/** So many offices press the button at one moment. */
const atOnce = 64;
/** Before anything is measured: the programs compile what they use most. */
const warming = Math.min(300, agencies);
/** The two take turns: a machine that others share is not the same from one minute to the next. */
const rounds = 5;
/** Of the pass at half of the load. */
const halfway = Math.min(3000, agencies);

type Mode = 'postgres' | 'embedded';
interface Place {
  mode: Mode;
  /** The database's URL; empty when it is embedded. */
  url: string;
  folder: string;
  processes: number;
}

/** The deadline hour in one place: filled, pressed, compared, beside the bare route. */
async function measure(place: Place): Promise<void> {
  const { mode, url, folder } = place;
  const offices = await inStore(place, (db) => fillRush(db, warming + agencies + halfway, secret));
  const api = await startApi(place);
  const handed: Handed[] = [];
  if (url) await execute(url, 'create table bare (id uuid primary key, body jsonb not null)');
  const bare = await startBare(place);
  const ours = offices.map((office) => reportErrand(office, handed));
  const theirs = offices.map(bareErrand);

  const warmed = [
    await pressOn(api.ports, ours.slice(0, warming), 16),
    await pressOn(bare.ports, theirs.slice(0, warming), 16),
  ];
  const [rush, plain]: [LoadFigures[], LoadFigures[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const part = [warming + (agencies * round) / rounds, warming + (agencies * (round + 1)) / rounds] as const;
    rush.push(await pressOn(api.ports, ours.slice(...part), atOnce));
    plain.push(await pressOn(bare.ports, theirs.slice(...part), atOnce));
  }
  bare.stop();
  const [rushed, bared] = [together(rush), together(plain)];
  const eased = await pressEvenly(api.ports, ours.slice(warming + agencies), rushed.perSecond / 2 / 2);
  const rssMb = api.residentMegabytes();
  await api.stop();
  const wrong = await inStore(place, (db) => compareReceipts(db, handed));

  const errors = [...[...warmed, rushed, bared, eased].flatMap((each) => each.errors), ...wrong];
  tell(`${mode}: ${agencies} drafts and submissions`, rushed);
  tell(`${mode}: bare route`, bared);
  tell(`${mode}: at half of the load`, eased);
  for (const error of errors.slice(0, 10)) console.log(`  ${error.slice(0, 300)}`);
  console.log(
    `rush: mode=${mode} submissions_per_s=${(rushed.perSecond / 2).toFixed(1)} ratio=${(rushed.perSecond / bared.perSecond).toFixed(2)} ` +
      `p50_ms=${at(rushed, 0.5)} p95_ms=${at(rushed, 0.95)} p99_ms=${at(rushed, 0.99)} half_p95_ms=${at(eased, 0.95)} ` +
      `errors=${errors.length} rss_mb=${rssMb}`,
  );
  if (errors.length > 0) process.exitCode = 1;
  rmSync(folder, { recursive: true, force: true });
}

const at = ({ times }: LoadFigures, share: number): string => percentile(times, share).toFixed(0);

const tell = (what: string, figures: LoadFigures): void =>
  console.log(
    `${what}: ${figures.requests} requests in ${figures.seconds.toFixed(1)} s, ${figures.perSecond.toFixed(0)} per second; ` +
      `p50 ${at(figures, 0.5)} ms, p95 ${at(figures, 0.95)} ms, p99 ${at(figures, 0.99)} ms`,
  );

async function inStore<T>(
  { url, folder }: Place,
  use: (db: Awaited<ReturnType<typeof openEmbedded>>['db']) => Promise<T>,
): Promise<T> {
  const store = url ? openServer(url) : await openEmbedded(join(folder, 'postgres'));
  try {
    return await use(store.db);
  } finally {
    await store.close();
  }
}

/** The service as an office runs it: `dondoc api`, as many processes as cores where a server holds the facts. */
async function startApi({ url, folder, processes }: Place) {
  const ports = await Promise.all(Array.from({ length: processes }, freePort));
  const common = {
    ...(url && { DATABASE_URL: url }),
    SECRET: secret,
    CLOCK: `${rushAt.toString()}@1@${Temporal.Now.instant().toString()}`,
    SMTP_URL: 'smtp://127.0.0.1:1',
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
  };
  const services = ports.map((port, place) =>
    startService(`api-${place}`, 'api', { ...common, PORT: String(port) }, join(folder, 'api.log'), (how) => {
      throw new Error(`an api ended (${how}); see ${folder}/api.log`);
    }),
  );
  for (const port of ports) await answers(port);
  return {
    ports,
    residentMegabytes: () => services.reduce((sum, service) => sum + peakMegabytes(service.pid()), 0),
    stop: async () => void (await Promise.all(services.map((service) => service.stop()))),
  };
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (answer) return;
    await later(100);
  }
  throw new Error(`no answer on port ${port}`);
}

async function startBare({ url, folder, processes }: Place) {
  const program = fileURLToPath(new URL('bare-route.ts', import.meta.url));
  const children: ChildProcess[] = [];
  const ports: number[] = [];
  for (let place = 0; place < processes; place += 1) {
    const child = fork(program, [url, join(folder, 'bare')]);
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    children.push(child);
    ports.push(port);
  }
  return { ports, stop: () => children.forEach((child) => child.disconnect()) };
}

/** The most memory that a process has had, as the kernel counts it. */
const peakMegabytes = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'dondoc-rush-'));

console.log(`${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
if (values.mode !== 'embedded') {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase('rush');
  await measure({ mode: 'postgres', url, folder: newFolder(), processes: availableParallelism() });
  await postgres.remove();
}
if (values.mode !== 'postgres') await measure({ mode: 'embedded', url: '', folder: newFolder(), processes: 1 });
process.exit();
