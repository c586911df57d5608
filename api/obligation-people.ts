import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { addPerson } from '../office/add-person.ts';
import { askApproval } from '../office/ask-approval.ts';
import { registerContact } from '../office/register-contact.ts';
import { revokePerson } from '../office/revoke-person.ts';
import { sendBackDraft } from '../office/send-back-draft.ts';
import { sendCode } from '../office/send-code.ts';
import { setRoomRule } from '../office/set-room-rule.ts';
import { createSubmissionCodes } from '../office/submission-codes.ts';
import { getObligation } from '../store/obligations.ts';
import { readRoomPeople } from '../office/read-room-people.ts';
import { PeopleBody, peopleBody } from './bodies/people.ts';
import { refusals } from './bodies/problem.ts';
import { ById, Done, Exactly, Moment, Uuid, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyAgency } from './link-bearer.ts';
import { codeLimit, linkLimit } from './rate-limits.ts';
import { linkSecurity } from './security.ts';

const config = { rateLimit: linkLimit };
const common = { tags: ['obligation'], security: linkSecurity };

/** Who works in an agency's room: links of their own, contacts, approval by the head, codes before submitting. */
export const obligationPeople: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  for (const routes of [linkRoutes, contactRoutes, approvalRoutes, codeRoutes]) await app.register(routes, deps);
};

const linkRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.get(
    '/obligation/people',
    {
      config,
      schema: {
        ...common,
        operationId: 'listPeople',
        summary: 'Người cùng làm báo cáo của cơ quan, liên kết riêng và lần dùng gần nhất, cách gửi của cơ quan',
        response: { 200: PeopleBody, ...refusals },
      },
    },
    async (request) => {
      const owed = await getObligation(db, onlyAgency(request).obligation);
      return peopleBody(await readRoomPeople(db, owed, clock.now()));
    },
  );

  app.post(
    '/obligation/people',
    {
      config,
      schema: {
        ...common,
        operationId: 'addPerson',
        summary: 'Thêm người cùng làm; liên kết riêng gửi đến địa chỉ thư của người đó',
        body: Exactly({
          name: Words(longest.name),
          email: Words(longest.address),
          role: Type.Enum(['officer', 'head']),
        }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const added = { obligation: actor.obligation, ...request.body, actor, at: clock.now() };
      reply.code(201);
      return { id: await addPerson(db, added) };
    },
  );

  app.delete(
    '/obligation/people/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'revokePerson',
        summary: 'Thu hồi liên kết riêng của một người',
        params: ById,
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { id: link } = request.params;
      await revokePerson(db, { obligation: actor.obligation, link, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};

const contactRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.put(
    '/obligation/contacts/:role',
    {
      config,
      schema: {
        ...common,
        operationId: 'registerContact',
        summary: 'Cơ quan tự thay người liên hệ; thủ trưởng được báo qua thư',
        params: Type.Object({ role: Type.Enum(['head', 'focal', 'mailbox']) }),
        body: Exactly({ name: Words(longest.name), title: Words(longest.name), email: Words(longest.address) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const contact = { ...request.body, role: request.params.role };
      await registerContact(db, { obligation: actor.obligation, ...contact, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/obligation/rules/:rule',
    {
      config,
      schema: {
        ...common,
        operationId: 'setRoomRule',
        summary: 'Bật, tắt trình duyệt nội bộ (approval) hoặc mã xác nhận (code); bằng liên kết riêng của thủ trưởng',
        params: Type.Object({ rule: Type.Enum(['approval', 'code']) }),
        body: Exactly({ on: Type.Boolean() }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { rule } = request.params;
      await setRoomRule(db, { agency: actor.agency, rule, on: request.body.on, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};

const approvalRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.post(
    '/obligation/approvals',
    {
      config,
      schema: {
        ...common,
        operationId: 'askApproval',
        summary: 'Trình thủ trưởng duyệt bản nháp đã lưu; thủ trưởng nhận thư có liên kết riêng',
        body: Exactly({ name: Type.Optional(Words(longest.name)) }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const asked = { obligation: actor.obligation, ...request.body, actor, at: clock.now() };
      reply.code(201);
      return { id: await askApproval(db, asked) };
    },
  );

  app.post(
    '/obligation/approvals/send-back',
    {
      config,
      schema: {
        ...common,
        operationId: 'sendBackDraft',
        summary: 'Thủ trưởng trả lại bản trình đang chờ, kèm ý kiến',
        body: Exactly({ words: Words(longest.reason) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { words } = request.body;
      await sendBackDraft(db, { obligation: actor.obligation, words, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};

const codeRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock, secret }) => {
  app.post(
    '/obligation/submission-codes',
    {
      config: { rateLimit: codeLimit },
      schema: {
        ...common,
        operationId: 'sendSubmissionCode',
        summary: 'Gửi mã xác nhận 6 chữ số đến hộp thư đã đăng ký của cơ quan, dùng trong 15 phút',
        response: { 201: Exactly({ until: Moment }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const codes = createSubmissionCodes(secret);
      const until = await sendCode(db, { obligation: actor.obligation, codes, actor, at: clock.now() });
      reply.code(201);
      return { until: until.toString() };
    },
  );
};
