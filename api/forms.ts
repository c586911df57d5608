import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { draftForm } from '../office/draft-form.ts';
import { publishForm } from '../office/publish-form.ts';
import { readForm, readForms } from '../office/read-forms.ts';
import { getFormVersion } from '../store/forms.ts';
import type { FormText } from '../store/forms.ts';
import { FormTextBody } from './bodies/form-text.ts';
import {
  ByForm,
  ByFormVersion,
  FormDetail,
  formDetail,
  FormListBody,
  formListBody,
  FormVersionBody,
  formVersionBody,
} from './bodies/form-view.ts';
import { refusals } from './bodies/problem.ts';
import { Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

const etagOf = (revision: number): string => `"${revision}"`;

/** The forms (đề cương, biểu mẫu): read and exported, drafted or imported, published as the next version. */
export const forms: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['forms'], security: staffSecurity };

  app.get(
    '/forms',
    {
      schema: {
        ...common,
        operationId: 'listForms',
        summary: 'Các đề cương, biểu mẫu: phiên bản mới nhất, dự thảo, chế độ báo cáo đang dùng',
        response: { 200: Type.Array(FormListBody), ...refusals },
      },
    },
    async () => (await readForms(db)).map(formListBody),
  );

  app.get(
    '/forms/:id',
    {
      schema: {
        ...common,
        operationId: 'readForm',
        summary: 'Một đề cương: phiên bản mới nhất, dự thảo kèm lỗi, các phiên bản, các kỳ báo cáo dùng phiên bản nào',
        params: ByForm,
        response: { 200: FormDetail, ...refusals },
      },
    },
    async ({ params }, reply) => {
      const form = await readForm(db, params.id);
      reply.header('etag', etagOf(form.revision));
      return formDetail(form);
    },
  );

  app.get(
    '/forms/:id/versions/:version',
    {
      schema: {
        ...common,
        operationId: 'readFormVersion',
        summary: 'Một phiên bản của đề cương, để xem hoặc chép sang hệ thống khác',
        params: ByFormVersion,
        response: { 200: FormVersionBody, ...refusals },
      },
    },
    async ({ params }) => formVersionBody(await getFormVersion(db, params.id, Number(params.version))),
  );

  app.put(
    '/forms/:id/draft',
    {
      schema: {
        ...common,
        operationId: 'draftForm',
        summary: 'Lưu dự thảo phiên bản sau; If-Match là lần lưu đã thấy (revision), "0" với đề cương mới',
        params: ByForm,
        headers: Type.Object({ 'if-match': Type.String({ pattern: '^"\\d{1,9}"$', examples: ['"3"'] }) }),
        body: FormTextBody,
        response: { 200: Exactly({ revision: Type.Integer() }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const seen = Number(request.headers['if-match'].slice(1, -1));
      const text = request.body as FormText;
      const revision = await draftForm(db, { form: request.params.id, text, seen, actor, at: clock.now() });
      reply.header('etag', etagOf(revision));
      return { revision };
    },
  );

  app.post(
    '/forms/:id/publish',
    {
      schema: {
        ...common,
        operationId: 'publishForm',
        summary: 'Ban hành dự thảo thành phiên bản sau; kỳ đang mở giữ phiên bản của nó; bị từ chối khi còn lỗi',
        params: ByForm,
        body: Exactly({
          revision: Type.Integer({ minimum: 1, maximum: 999_999_999 }),
          reason: Words(longest.shortReason),
        }),
        response: { 200: Exactly({ version: Type.Integer() }), ...refusals },
      },
    },
    async (request) => {
      const actor = onlyStaff(request, 'lead');
      const { revision: seen, reason } = request.body;
      return { version: await publishForm(db, { form: request.params.id, seen, reason, actor, at: clock.now() }) };
    },
  );
};
