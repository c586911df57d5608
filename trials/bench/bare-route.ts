import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import fastify from 'fastify';
import { Pool } from 'pg';

/**
 * What nothing but Fastify does, in a process of its own: a route that inserts its body, one statement, over a pool of as
 * many connections as the service has. In: the database's URL, or a folder for an embedded one; and whether to make the table.
 */
const [, , url = '', folder = ''] = process.argv;
const insert = 'insert into bare (id, body) values ($1, $2)';

async function openInsert(): Promise<(id: string, body: string) => Promise<unknown>> {
  if (url) {
    const pool = new Pool({ connectionString: url, max: 10 });
    return (id, body) => pool.query(insert, [id, body]);
  }
  const pglite = await PGlite.create({ dataDir: folder });
  await pglite.exec('create table if not exists bare (id uuid primary key, body jsonb not null)');
  return (id, body) => pglite.query(insert, [id, body]);
}

const put = await openInsert();
const app = fastify({ bodyLimit: 2 * 1024 * 1024 });
app.post('/bare', async ({ body }, reply) => {
  await put(randomUUID(), JSON.stringify(body));
  return reply.code(201).send({ ok: true });
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: Number(new URL(address).port) });
process.on('disconnect', () => process.exit());
