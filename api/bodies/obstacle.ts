import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Selectable } from 'kysely';
import type { listObstacles } from '../../store/obstacles.ts';
import type { Tables } from '../../store/schema.ts';
import { AgencyName, CycleName, Exactly, Moment, Uuid } from './shapes.ts';

const obstacleStates = ['raised', 'answered', 'forwarded', 'decided', 'closed'] as const;
export const ObstacleState = Type.Enum(obstacleStates);

/** An obstacle as its reporter sees it. */
export const RaisedBody = Exactly({
  id: Uuid,
  title: Type.String(),
  task: Type.Optional(Type.String()),
  state: ObstacleState,
  raisedAt: Moment,
  waitingSince: Moment,
});

type Raised = Pick<
  Selectable<Tables['obstacle']>,
  'id' | 'title' | 'task_code' | 'state' | 'raised_at' | 'waiting_since'
>;

export const raisedBody = (row: Raised): Static<typeof RaisedBody> => ({
  id: row.id,
  title: row.title,
  state: row.state,
  raisedAt: row.raised_at.toString(),
  waitingSince: row.waiting_since.toString(),
  ...(row.task_code && { task: row.task_code }),
});

/** An obstacle as the focal agency sees it. */
export const ObstacleBody = Type.Object(
  { ...RaisedBody.properties, agency: AgencyName, cycle: Type.Optional(CycleName) },
  { additionalProperties: false },
);

type Obstacle = Awaited<ReturnType<typeof listObstacles>>[number];

export const obstacleBody = (row: Obstacle): Static<typeof ObstacleBody> => ({
  ...raisedBody(row),
  agency: { code: row.agency_code, name: row.agency_name },
  ...(row.cycle_id && { cycle: row.cycle_id }),
});

/** What was written on an obstacle's thread. */
export const EntryBody = Exactly({
  kind: ObstacleState,
  words: Type.String(),
  madeAt: Moment,
  madeBy: Type.String({ description: '`staff:<tài khoản>`, `agency:<mã cơ quan>` hoặc `engine`.' }),
});

export const entryBody = (row: Selectable<Tables['obstacle_entry']>): Static<typeof EntryBody> => ({
  kind: row.kind,
  words: row.words,
  madeAt: row.made_at.toString(),
  madeBy: row.made_by,
});
