import { randomUUID } from 'node:crypto';
import { execute, noPostgresBinaries, postgresBinaries, startPostgres } from '../../trials/postgres-server.ts';

export interface GivenPostgres {
  /** A database of its own in the server. */
  url: string;
  stop(): Promise<void>;
}

/** Why there is no PostgreSQL server at hand, with what to do; undefined when there is one. */
export const withoutPostgres =
  process.env['TEST_DATABASE_URL'] || postgresBinaries()
    ? undefined
    : `${noPostgresBinaries}, or set TEST_DATABASE_URL`;

/** An empty database on a real PostgreSQL: on the one that TEST_DATABASE_URL names, or on one started from local binaries. */
export async function givenPostgres(): Promise<GivenPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? undefined : await startPostgres();
  const base = given ?? server?.url ?? '';
  const name = `dondoc_${randomUUID().replaceAll('-', '')}`;
  await execute(base, `create database ${name}`);
  return {
    url: Object.assign(new URL(base), { pathname: `/${name}` }).href,
    stop: async () => {
      await execute(base, `drop database ${name} with (force)`);
      await server?.remove();
    },
  };
}
