import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { freePort } from '../../worker/free-port.ts';

export interface GivenPostgres {
  /** A database of its own in the server. */
  url: string;
  stop(): Promise<void>;
}

/** Why there is no PostgreSQL server at hand, with what to do; undefined when there is one. */
export const withoutPostgres =
  process.env['TEST_DATABASE_URL'] || serverBinaries()
    ? undefined
    : 'no PostgreSQL server: set TEST_DATABASE_URL, or install its binaries (apt-get install postgresql)';

/** An empty database on a real PostgreSQL: on the one that TEST_DATABASE_URL names, or on one started from local binaries. */
export async function givenPostgres(): Promise<GivenPostgres> {
  const server = process.env['TEST_DATABASE_URL'] ? undefined : await startServer(serverBinaries() ?? '');
  const base = process.env['TEST_DATABASE_URL'] ?? server?.url ?? '';
  const name = `dondoc_${randomUUID().replaceAll('-', '')}`;
  await run(base, `create database ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stop: async () => {
      await run(base, `drop database ${name} with (force)`);
      server?.stop();
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function serverBinaries(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').toSorted() : [];
  return versions
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .findLast((folder) => existsSync(join(folder, 'initdb')));
}

/** The server's programs refuse to run as root: then they run as nobody. */
async function startServer(binaries: string): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-postgres-'));
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, 65_534, 65_534);
  const as = (program: string, ...args: string[]): void => {
    const [file = '', ...rest] = [
      ...(root ? ['setpriv', '--reuid=65534', '--clear-groups'] : []),
      join(binaries, program),
      ...args,
    ];
    execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
  };
  const port = await freePort();
  const data = join(folder, 'data');
  as('initdb', '-D', data, '-A', 'trust', '-U', 'dondoc', '--no-sync');
  as(
    'pg_ctl',
    '-D',
    data,
    '-w',
    '-l',
    join(folder, 'log'),
    '-o',
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`,
    'start',
  );
  return {
    url: `postgres://dondoc@127.0.0.1:${port}/postgres`,
    stop: () => {
      as('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
