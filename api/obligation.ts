import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { requestExtension } from '../office/extend-deadline.ts';
import { raiseObstacle } from '../office/raise-obstacle.ts';
import { readRoom } from '../office/read-room.ts';
import { saveDraft } from '../office/save-draft.ts';
import { submitReport } from '../office/submit-report.ts';
import type { Deps } from './deps.ts';
import { takeCode } from './take-code.ts';
import { refusals } from './bodies/problem.ts';
import { ReceiptBody, receiptBody } from './bodies/receipt.ts';
import { ReportBody } from './bodies/report.ts';
import { RoomBody, roomBody } from './bodies/room.ts';
import { Attempt, Day, Exactly, SubmissionCode, Uuid, Words } from './bodies/shapes.ts';
import { onlyAgency } from './link-bearer.ts';
import { linkLimit } from './rate-limits.ts';
import { linkSecurity } from './security.ts';

/** The agencies' routes: the bearer is the token of the submission link, which names the one obligation. */
export const obligation: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, clock } = deps;
  const common = { tags: ['obligation'], security: linkSecurity };
  const config = { rateLimit: linkLimit };

  app.get(
    '/obligation',
    {
      config,
      schema: {
        ...common,
        operationId: 'readObligation',
        summary: 'Nghĩa vụ báo cáo của cơ quan: hạn, đề cương, nhiệm vụ, bản nháp, các bản đã nộp',
        response: { 200: RoomBody, ...refusals },
      },
    },
    async (request, reply) => {
      const room = await readRoom(db, onlyAgency(request).obligation, clock.now());
      reply.header('etag', etagOf(room.draft.version));
      return roomBody(room);
    },
  );

  app.put(
    '/obligation/draft',
    {
      config,
      schema: {
        ...common,
        operationId: 'saveDraft',
        summary: 'Lưu bản nháp; If-Match là phiên bản đã thấy, "0" khi chưa có',
        headers: Type.Object({ 'if-match': Type.String({ pattern: '^"\\d{1,9}"$', examples: ['"3"'] }) }),
        body: ReportBody,
        response: { 200: Exactly({ version: Type.Integer() }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const seen = Number(request.headers['if-match'].slice(1, -1));
      const version = await saveDraft(db, {
        obligation: actor.obligation,
        content: request.body,
        seen,
        actor,
        at: clock.now(),
      });
      reply.header('etag', etagOf(version));
      return { version };
    },
  );

  app.post(
    '/obligation/submissions',
    {
      config,
      schema: {
        ...common,
        operationId: 'submitReport',
        summary: 'Nộp báo cáo và nhận xác nhận tiếp nhận',
        headers: Type.Intersect([Attempt, SubmissionCode]),
        body: ReportBody,
        response: { 201: ReceiptBody, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const attempt = request.headers['idempotency-key'];
      await takeCode(deps, request, { attempt, typed: request.headers['submission-code'] });
      const receipt = await submitReport(db, {
        obligation: actor.obligation,
        report: request.body,
        attempt,
        actor,
        at: clock.now(),
      });
      reply.code(201);
      return receiptBody(receipt);
    },
  );

  app.post(
    '/obligation/extensions',
    {
      config,
      schema: {
        ...common,
        operationId: 'requestExtension',
        summary: 'Đề nghị gia hạn',
        body: Exactly({ until: Day, reason: Words(longest.reason) }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { reason } = request.body;
      const until = Temporal.PlainDate.from(request.body.until);
      reply.code(201);
      return {
        id: await requestExtension(db, { obligation: actor.obligation, until, reason, actor, at: clock.now() }),
      };
    },
  );

  app.post(
    '/obstacles',
    {
      config,
      schema: {
        ...common,
        tags: ['obstacles'],
        operationId: 'raiseObstacle',
        summary: 'Nêu khó khăn, vướng mắc với Sở Khoa học và Công nghệ',
        headers: Attempt,
        body: Exactly({
          title: Words(longest.title),
          words: Words(longest.obstacle),
          task: Type.Optional(Words(longest.task)),
        }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const attempt = request.headers['idempotency-key'];
      const raised = { ...request.body, obligation: actor.obligation, attempt, actor, at: clock.now() };
      reply.code(201);
      return { id: await raiseObstacle(db, raised) };
    },
  );
};

const etagOf = (version: number): string => `"${version}"`;
