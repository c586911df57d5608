import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { KeptObstacles } from '../../store/obstacle-compilations.ts';
import type { ObstacleChain } from '../../office/read-obstacle-chain.ts';
import { ObstacleState } from './obstacle.ts';
import { Day, Exactly, Moment, Uuid } from './shapes.ts';

const CompiledBody = Exactly({
  obstacle: Uuid,
  agency: Type.String(),
  title: Type.String(),
  task: Type.Optional(Type.String()),
  raisedOn: Day,
  state: ObstacleState,
  ageDays: Type.Integer({ description: 'Số ngày làm việc từ khi nêu đến nay, hoặc đến khi giải quyết.' }),
  proposal: Type.String(),
  answer: Type.String(),
  document: Type.Optional(Type.String()),
  news: Type.Enum(['new', 'moved', 'settled', 'same'], { description: 'So với bản tổng hợp trước.' }),
});

/** A compilation of obstacles for UBND tỉnh, as it was made. */
export const ObstacleCompilationBody = Exactly({
  id: Uuid,
  number: Type.Integer(),
  from: Day,
  to: Day,
  madeAt: Moment,
  madeBy: Type.String(),
  since: Type.Optional(Type.Integer()),
  obstacles: Type.Array(CompiledBody),
});

export const obstacleCompilationBody = ({
  id,
  content,
  madeAt,
  madeBy,
}: KeptObstacles): Static<typeof ObstacleCompilationBody> => ({
  ...{ id, number: content.number, from: content.from.toString(), to: content.to.toString() },
  ...{ madeAt: madeAt.toString(), madeBy },
  ...(content.since !== undefined && { since: content.since }),
  obstacles: content.obstacles.map(({ id: obstacle, raisedOn, decision, task, ...each }) => ({
    ...{ obstacle, agency: each.agency, title: each.title, raisedOn: raisedOn.toString(), state: each.state },
    ...{ ageDays: each.ageDays, proposal: each.proposal, answer: each.answer, news: each.news },
    ...(task !== undefined && { task }),
    ...(decision?.document !== undefined && { document: decision.document }),
  })),
});

/** The way of an obstacle up and back: compiled, decided, told. */
export const ObstacleChainBody = Exactly({
  raisedAt: Moment,
  compiled: Type.Array(Exactly({ id: Uuid, number: Type.Integer(), madeAt: Moment, state: ObstacleState })),
  decisions: Type.Array(
    Exactly({
      at: Moment,
      document: Type.Optional(Exactly({ number: Type.String(), on: Day })),
      told: Type.Optional(Exactly({ slot: Type.String(), state: Type.String(), at: Type.Optional(Moment) })),
    }),
  ),
});

export const obstacleChainBody = (chain: ObstacleChain): Static<typeof ObstacleChainBody> => ({
  raisedAt: chain.raisedAt.toString(),
  compiled: chain.compiled.map(({ madeAt, ...each }) => ({ ...each, madeAt: madeAt.toString() })),
  decisions: chain.decisions.map(({ at, document, told }) => ({
    at: at.toString(),
    ...(document && { document: { number: document.number, on: document.on.toString() } }),
    ...(told && { told: { slot: told.slot, state: told.state, ...(told.at && { at: told.at.toString() }) } }),
  })),
});
