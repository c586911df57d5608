import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { Client, Pool, TypeOverrides } from 'pg';
import { EmbeddedDialect } from './embedded-dialect.ts';
import { prepareOften } from './prepare-often.ts';
import type { Tables } from './schema.ts';
import { ServerDialect } from './server-dialect.ts';

/** The facts' database, or one transaction in it: store functions and reads take either. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export interface Store {
  db: Db;
  /** Calls back after each commit that told of something on the channel, from any process. Ends with the store. */
  listen(channel: 'wake', told: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Postgres type numbers, as both drivers name them. */
const [int8, date, timestamptz] = [20, 1082, 1184];

const parsers: Record<number, (text: string) => unknown> = {
  [int8]: (text: string) => Number(text),
  [date]: onceEach((text) => Temporal.PlainDate.from(text)),
  [timestamptz]: onceEach((text) => Temporal.Instant.from(text)),
};

/** Reads a text that comes again once: ten thousand obligations share a few dates, and what is read never changes. */
function onceEach<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= 1000) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

/** Opens the embedded Postgres in a folder; without one it lives in memory, for tests, from a kept snapshot if given. */
export async function openEmbedded(folder?: string, snapshot?: Blob): Promise<Store> {
  const pglite = await PGlite.create({
    ...(folder && { dataDir: folder }),
    ...(snapshot && { loadDataDir: snapshot }),
    parsers,
  });
  await pglite.exec(`set time zone 'UTC'`);
  return {
    db: new Kysely<Tables>({ dialect: new EmbeddedDialect({ pglite }) }),
    listen: async (channel, told) => void (await pglite.listen(channel, told)),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

export interface ServerOptions {
  /** Prepares what is asked again and again (`prepare-often.ts`). */
  prepares?: boolean;
}

/** Opens a PostgreSQL server by its URL. Refuses (throws) on the first query when it cannot be reached. */
export function openServer(url: string, { prepares = false }: ServerOptions = {}): Store {
  const types = new TypeOverrides();
  for (const [id, parse] of Object.entries(parsers)) types.setTypeParser(Number(id), parse);
  const connection = {
    connectionString: url,
    // The tables are in memory. And what is planned while one has few pages is planned by its index, and stays good.
    options: '-c timezone=UTC -c random_page_cost=1.1',
    types,
  };
  const pool = new Pool({ ...connection, max: 10 });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  if (prepares) pool.on('connect', prepareOften());
  const listeners = new Set<Client>();
  let closed = false;

  const listen = async (channel: string, told: () => void): Promise<void> => {
    const client = new Client(connection);
    const again = (): void => {
      listeners.delete(client);
      if (!closed) setTimeout(() => void listen(channel, told).catch(again), 1000).unref();
    };
    client.on('notification', told);
    client.on('error', again);
    await client.connect();
    listeners.add(client);
    await client.query(`listen ${channel}`);
    // What was told of while nobody listened.
    told();
  };

  return {
    db: new Kysely<Tables>({ dialect: new ServerDialect({ pool }) }),
    listen,
    close: async () => {
      closed = true;
      await Promise.allSettled([...listeners].map((client) => client.end()));
      if (!pool.ended) await pool.end();
    },
  };
}

/** The store that the settings name: a PostgreSQL server, or the embedded one in a folder. */
export async function openStore(
  settings: { databaseUrl?: string | undefined; folder: string },
  options: ServerOptions = {},
): Promise<Store> {
  return settings.databaseUrl ? openServer(settings.databaseUrl, options) : openEmbedded(settings.folder);
}
