import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@fastify/type-provider-typebox';
import { buildReportApart } from '../documents/build-apart.ts';
import { checkCompilation } from '../office/check-compilation.ts';
import { readCompilationDifference } from '../office/read-compilation-view.ts';
import { readLateArrivals } from '../office/read-late-arrivals.ts';
import { retryCompilation } from '../office/retry-compilation.ts';
import { getCycle } from '../store/cycles.ts';
import {
  CompilationCheckBody,
  DifferenceBody,
  differenceBody,
  LateArrivalBody,
  lateArrivalBody,
} from './bodies/compilation-view.ts';
import { refusals } from './bodies/problem.ts';
import { ByCycle, ById, Done } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** What is asked of a compilation run: whether it can be made again, what changed, what came later; and taking a step again. */
export const compilationChecks: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['compilations'], security: staffSecurity };

  app.get(
    '/compilations/:id/check',
    {
      schema: {
        ...common,
        operationId: 'checkCompilation',
        summary: 'Lập lại một lần tổng hợp từ căn cứ đã lưu và so từng byte với văn bản đã lập',
        params: ById,
        response: { 200: CompilationCheckBody, ...refusals },
      },
    },
    async ({ params }) => {
      const { altered, ...check } = await checkCompilation(db, params.id, buildReportApart);
      return { ...check, altered: [...altered] };
    },
  );

  app.get(
    '/compilations/:id/differences',
    {
      schema: {
        ...common,
        operationId: 'readCompilationDifferences',
        summary: 'Khác gì so với lần tổng hợp trước: nguồn, số tổng hợp, đoạn văn',
        params: ById,
        response: { 200: DifferenceBody, ...refusals },
      },
    },
    async ({ params }) => differenceBody(await readCompilationDifference(db, params.id)),
  );

  app.post(
    '/compilations/:id/retry',
    {
      schema: {
        ...common,
        operationId: 'retryCompilation',
        summary: 'Làm lại bước bị lỗi của một lần tổng hợp; các bước đã xong được giữ',
        params: ById,
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await retryCompilation(db, { compilation: request.params.id, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/cycles/:regime/:term/late-arrivals',
    {
      schema: {
        ...common,
        operationId: 'listLateArrivals',
        summary: 'Báo cáo đến sau lần tổng hợp chính thức mới nhất',
        params: ByCycle,
        response: { 200: Type.Array(LateArrivalBody), ...refusals },
      },
    },
    async ({ params: { regime, term } }) => {
      const { id } = await getCycle(db, `${regime}/${term}`);
      return ((await readLateArrivals(db, id))?.arrivals ?? []).map(lateArrivalBody);
    },
  );
};
