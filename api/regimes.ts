import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Regime } from '../domain/regime.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest } from '../domain/text-limits.ts';
import { activateRegime } from '../office/activate-regime.ts';
import { changeRegime } from '../office/change-regime.ts';
import { draftRegime } from '../office/draft-regime.ts';
import { readRegime, readRegimes } from '../office/read-regimes.ts';
import { withdrawRegime } from '../office/withdraw-regime.ts';
import { refusals } from './bodies/problem.ts';
import { ByRegime, RegimeName, RegimePolicy } from './bodies/regime.ts';
import { RegimeBody, regimeBody, RegimeDetail, regimeDetail } from './bodies/regime-view.ts';
import { Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

const Seen = Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Phiên bản đã xem.' });

/** The reporting regimes (chế độ báo cáo): drafted, put in force, changed for the next cycle, withdrawn. */
export const regimes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['regimes'], security: staffSecurity };

  app.get(
    '/regimes',
    {
      schema: {
        ...common,
        operationId: 'listRegimes',
        summary: 'Các chế độ báo cáo: đang áp dụng, dự thảo, đã bãi bỏ, kèm lỗi trong kỳ kế tiếp',
        response: { 200: Type.Array(RegimeBody), ...refusals },
      },
    },
    async () => (await readRegimes(db, clock.now())).map(regimeBody),
  );

  app.get(
    '/regimes/:id',
    {
      schema: {
        ...common,
        operationId: 'readRegime',
        summary: 'Một chế độ báo cáo: nội dung, trạng thái, lịch sử, lỗi trong kỳ kế tiếp',
        params: ByRegime,
        response: { 200: RegimeDetail, ...refusals },
      },
    },
    async ({ params }) => regimeDetail(await readRegime(db, params.id, clock.now())),
  );

  app.post(
    '/regimes',
    {
      schema: {
        ...common,
        operationId: 'draftRegime',
        summary: 'Lập dự thảo chế độ báo cáo; chưa mở kỳ nào cho đến khi được áp dụng',
        body: Exactly({ policy: RegimePolicy, reason: Words(longest.shortReason) }),
        response: { 201: Exactly({ id: RegimeName }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { policy, reason } = request.body;
      const draft = { policy: policy as Regime, reason, actor, at: clock.now() };
      const id = await withPaths(() => draftRegime(db, draft));
      reply.code(201).header('location', `/api/v1/regimes/${id}`);
      return { id };
    },
  );

  app.put(
    '/regimes/:id',
    {
      schema: {
        ...common,
        operationId: 'changeRegime',
        summary: 'Sửa chế độ báo cáo; áp dụng từ kỳ mở sau, kỳ đang mở giữ nguyên',
        params: ByRegime,
        body: Exactly({ policy: RegimePolicy, reason: Words(longest.shortReason), version: Seen }),
        response: { 200: Exactly({ version: Type.Integer() }), ...refusals },
      },
    },
    async (request) => {
      const actor = onlyStaff(request, 'review');
      const { policy, reason, version: seen } = request.body;
      if (policy.id !== request.params.id) throw misnamed();
      const change = { policy: policy as Regime, reason, seen, actor, at: clock.now() };
      return { version: await withPaths(() => changeRegime(db, change)) };
    },
  );

  app.post(
    '/regimes/:id/activate',
    {
      schema: {
        ...common,
        operationId: 'activateRegime',
        summary: 'Đưa dự thảo vào áp dụng; bị từ chối khi kỳ kế tiếp còn lỗi',
        params: ByRegime,
        body: Exactly({ version: Seen }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'lead');
      const seen = request.body.version;
      await activateRegime(db, { regime: request.params.id, seen, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/regimes/:id/withdraw',
    {
      schema: {
        ...common,
        operationId: 'withdrawRegime',
        summary: 'Bãi bỏ chế độ báo cáo; kỳ đang mở đi đến hết',
        params: ByRegime,
        body: Exactly({ reason: Words(longest.shortReason) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'lead');
      const { reason } = request.body;
      await withdrawRegime(db, { regime: request.params.id, reason, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};

/** A verb knows the policy's fields; in the body they stand under `policy`, as the shape's own problems say. */
async function withPaths<T>(verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    const under = (field: string) => (field === 'reason' ? field : `policy.${field}`);
    const problems = error.problems.map(({ field, message }) => ({ field: under(field), message }));
    throw new Refusal(error.code, error.facts, problems);
  }
}

const misnamed = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'policy.id', message: 'Mã trong nội dung khác mã trong địa chỉ; mã của chế độ không đổi được.' },
  ]);
