import type { PoolClient, QueryResult } from 'pg';

/** From its so-manieth time on a statement is prepared: the server keeps each in memory, on each connection. */
const often = 5;
const most = 100;
/** So many texts are counted; lists of any length make texts without end. */
const counted = 1000;

/** What the server says of a prepared statement whose table has got another shape, by a migration. */
const shapeChanged = '0A000';

/**
 * Lets a pool's connections prepare the statements that come again and again, under a name: the server then reads and
 * plans each once, not each time. Not for a process whose tables fill in one moment and are gone through in the next, as
 * the worker's do: the plan stays the one for an empty table until the server has counted anew.
 */
export function prepareOften(): (client: PoolClient) => void {
  const times = new Map<string, number>();
  const names = new Map<string, string>();
  let given = 0;

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known || names.size >= most) return known;
    const now = (times.get(text) ?? 0) + 1;
    if (now > 1 || times.size < counted) times.set(text, now);
    if (now < often) return undefined;
    given += 1;
    const name = `often_${given}`;
    names.set(text, name);
    return name;
  };

  return (client) => {
    const plain = client.query.bind(client) as (query: unknown, values?: unknown[]) => Promise<QueryResult>;
    const query = async (text: unknown, values?: unknown[]): Promise<QueryResult> => {
      const name = typeof text === 'string' && values && values.length > 0 ? nameOf(text) : undefined;
      if (name === undefined) return plain(text, values);
      try {
        return await plain({ name, text, values });
      } catch (error) {
        // Under new names all are read and planned anew.
        if ((error as { code?: string }).code === shapeChanged) names.clear();
        throw error;
      }
    };
    client.query = query as PoolClient['query'];
  };
}
