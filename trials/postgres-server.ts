import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../worker/free-port.ts';

/** A PostgreSQL server of our own, started from the binaries that Debian installs. */
export interface PostgresServer {
  /** Its first database; another one is made with `createDatabase`. */
  url: string;
  /** Starts it again after a crash; waits until it answers. */
  start(): Promise<void>;
  /** Ends it as a crash would: `kill -9` of the postmaster, or an immediate stop, which writes nothing either. */
  crash(how: 'kill' | 'immediate'): Promise<void>;
  /** Makes an empty database and answers its URL. */
  createDatabase(name: string): Promise<string>;
  /** Ends it and deletes its folder. */
  remove(): Promise<void>;
}

/** The newest server binaries of this machine; undefined when there are none. */
export function postgresBinaries(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').toSorted() : [];
  return versions
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .findLast((folder) => existsSync(join(folder, 'initdb')));
}

/** What to say where a server is wanted and its binaries are missing. */
export const noPostgresBinaries = 'no PostgreSQL server: install its binaries (apt-get install postgresql)';

/**
 * Makes a cluster in a new folder of the machine's temporary ones, where the user that it runs as may look, and starts it
 * on a free port of the loopback. Commits are forced to disk, as in service.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  if (!binaries) throw new Error(noPostgresBinaries);
  const home = mkdtempSync(join(tmpdir(), 'dondoc-postgres-'));
  const run = runner(binaries, home);
  const data = join(home, 'data');
  const port = await freePort();
  await run('initdb', '-D', data, '-A', 'trust', '-U', 'dondoc', '-E', 'UTF8', '--locale=C', '--no-sync');
  const options = [
    `-p ${port}`,
    `-k ${home}`,
    '-c listen_addresses=127.0.0.1',
    // After a crash every file would be forced to disk one by one before it starts.
    '-c recovery_init_sync_method=syncfs',
    ...settings.map((each) => `-c ${each}`),
  ];
  const url = `postgres://dondoc@127.0.0.1:${port}/postgres`;
  const launch = () => run('pg_ctl', '-D', data, '-w', '-l', join(home, 'log'), '-o', options.join(' '), 'start');
  await launch();
  return {
    url,
    start: () => startAgain(launch),
    crash: async (how) => {
      if (how === 'kill') process.kill(postmasterOf(data), 'SIGKILL');
      else await run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
    },
    createDatabase: async (name) => {
      await execute(url, `create database ${name}`);
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
    remove: async () => {
      if (existsSync(join(data, 'postmaster.pid')))
        await run('pg_ctl', '-D', data, '-m', 'immediate', 'stop').catch(() => undefined);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** One statement over a connection of its own. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The server's programs refuse to run as root: then they run as nobody. */
function runner(binaries: string, folder: string): (program: string, ...args: string[]) => Promise<void> {
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, 65_534, 65_534);
  const prefix = root ? ['setpriv', '--reuid=65534', '--clear-groups'] : [];
  return async (program, ...args) => {
    const [file = '', ...rest] = [...prefix, join(binaries, program), ...args];
    const child = spawn(file, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.trim()}`);
  };
}

const postmasterOf = (data: string): number =>
  Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** After a `kill -9` the old server's processes hold its memory for a moment more. */
async function startAgain(launch: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      if (attempt === 50) throw error;
      await later(200);
    }
  }
}
