import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { compileObstacles } from '../domain/compile-obstacles.ts';
import type { CompiledObstacles } from '../domain/compile-obstacles.ts';
import { plain } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import { byDate, dayOf } from '../domain/zone.ts';
import { actorName, record } from '../store/audits.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { listCompiledStates, listObstacleCompilations, listObstacleFacts } from '../store/obstacle-compilations.ts';

export interface ObstacleSpan {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  at: Temporal.Instant;
}

export interface RecordObstacles extends ObstacleSpan {
  /** Made with the form: the same attempt again gives the first compilation. */
  attempt: string;
  actor: Actor;
}

/** The obstacles of a span as they would be compiled now, with the number that they would get. Writes nothing. */
export async function readObstacleCompilation(db: Db, { from, to, at }: ObstacleSpan): Promise<CompiledObstacles> {
  refuseSpan({ from, to, at });
  const [last] = await listObstacleCompilations(db);
  const before = last ? await listCompiledStates(db, last.id) : new Map();
  const span = { number: (last?.content.number ?? 0) + 1, from, to, asOf: at, since: last?.content.number };
  return compileObstacles(await listObstacleFacts(db), span, before, await getCalendar(db));
}

/**
 * Keeps a compilation of obstacles for UBND tỉnh under the next number: which obstacles, in which state, by whom and when,
 * so that the one after says what is new and what was settled since. Answers its id. Refuses: `request.invalid`.
 */
export function recordObstacleCompilation(db: Db, given: RecordObstacles): Promise<string> {
  const { attempt, actor, at } = given;
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('obstacle_compilation'))`.execute(tx);
    const earlier = await tx
      .selectFrom('obstacle_compilation')
      .select('id')
      .where('attempt', '=', attempt)
      .executeTakeFirst();
    if (earlier) return earlier.id;
    const content = await readObstacleCompilation(tx, given);
    const id = randomUUID();
    await keep(tx, id, given, content);
    await record(tx, { actor, at, verb: 'compile-obstacles', subject: id, facts: { number: String(content.number) } });
    return id;
  });
}

async function keep(tx: Tx, id: string, { attempt, actor, at }: RecordObstacles, content: CompiledObstacles) {
  const { number, from, to, obstacles } = content;
  await tx
    .insertInto('obstacle_compilation')
    .values({
      ...{ id, number, attempt, from_on: from, to_on: to, made_at: at, made_by: actorName(actor) },
      content: json(plain(content)),
    })
    .execute();
  if (obstacles.length === 0) return;
  await tx
    .insertInto('obstacle_compiled')
    .values(
      obstacles.map((each, position) => ({
        ...{ compilation_id: id, obstacle_id: each.id, state: each.state, position },
      })),
    )
    .execute();
}

function refuseSpan({ from, to, at }: ObstacleSpan): void {
  const problems = [
    ...(byDate(from, to) > 0 ? [{ field: 'to', message: 'Ngày cuối không được trước ngày đầu.' }] : []),
    ...(byDate(from, dayOf(at)) > 0 ? [{ field: 'from', message: 'Ngày đầu không thể sau hôm nay.' }] : []),
  ];
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}
