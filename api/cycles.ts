import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { readBoard } from '../office/read-board.ts';
import { startCompilation } from '../office/start-compilation.ts';
import { listCompilations } from '../store/compilations.ts';
import { getCycle, listCycles } from '../store/cycles.ts';
import { BoardBody, boardBody, LineBody, lineBody } from './bodies/board.ts';
import { CompilationBody, compilationBody } from './bodies/compilation.ts';
import { CycleBody, cycleBody } from './bodies/cycle.ts';
import { refusals } from './bodies/problem.ts';
import { Attempt, ByCycle, Exactly, Look, ObligationState, Uuid } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** The cycles (kỳ báo cáo): how they stand, and compiling them. */
export const cycles: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['cycles'], security: staffSecurity };

  app.get(
    '/cycles',
    {
      schema: {
        ...common,
        operationId: 'listCycles',
        summary: 'Các kỳ báo cáo, mới nhất trước',
        response: { 200: Type.Array(CycleBody), ...refusals },
      },
    },
    async () => (await listCycles(db)).map(cycleBody),
  );

  app.get(
    '/cycles/:regime/:term',
    {
      schema: {
        ...common,
        operationId: 'readCycle',
        summary: 'Một kỳ báo cáo: số liệu, các bước đã làm và sắp đến',
        params: ByCycle,
        response: { 200: BoardBody, ...refusals },
      },
    },
    async ({ params }) => boardBody(await readBoard(db, nameOf(params), clock.now())),
  );

  app.get(
    '/cycles/:regime/:term/obligations',
    {
      schema: {
        ...common,
        operationId: 'listObligations',
        summary: 'Các cơ quan của kỳ, lọc theo trạng thái hoặc theo hiển thị trên bảng',
        params: ByCycle,
        querystring: Exactly({ state: Type.Optional(ObligationState), look: Type.Optional(Look) }),
        response: { 200: Type.Array(LineBody), ...refusals },
      },
    },
    async ({ params, query: { state, look } }) => {
      const { lines } = await readBoard(db, nameOf(params), clock.now());
      return lines.filter((line) => (!state || line.state === state) && (!look || line.look === look)).map(lineBody);
    },
  );

  app.get(
    '/cycles/:regime/:term/compilations',
    {
      schema: {
        ...common,
        operationId: 'listCompilations',
        summary: 'Các lần tổng hợp của kỳ, mới nhất trước',
        params: ByCycle,
        response: { 200: Type.Array(CompilationBody), ...refusals },
      },
    },
    async ({ params }) => {
      const { id } = await getCycle(db, nameOf(params));
      return (await listCompilations(db, id)).map(compilationBody);
    },
  );

  app.post(
    '/cycles/:regime/:term/compilations',
    {
      schema: {
        ...common,
        operationId: 'startCompilation',
        summary: 'Bắt đầu một lần tổng hợp từ bản mới nhất của mỗi cơ quan',
        params: ByCycle,
        headers: Attempt,
        body: Exactly({ final: Type.Boolean() }),
        response: { 202: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const cycle = nameOf(request.params);
      const slot = `${cycle}/${request.headers['idempotency-key'].toLowerCase()}`;
      const id = await startCompilation(db, { cycle, final: request.body.final, slot, actor, at: clock.now() });
      reply.code(202).header('location', `/api/v1/compilations/${id}`);
      return { id };
    },
  );
};

const nameOf = ({ regime, term }: { regime: string; term: string }): string => `${regime}/${term}`;
