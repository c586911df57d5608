import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { readSyntheses } from '../office/read-syntheses.ts';
import { readSynthesis } from '../office/read-synthesis.ts';
import { saveSynthesis } from '../office/save-synthesis.ts';
import { refusals } from './bodies/problem.ts';
import { ByCycle, Exactly, Words } from './bodies/shapes.ts';
import { PlaceBody, placeBody, SynthesisBody, synthesisBody } from './bodies/synthesis.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

const PlaceName = Type.String({ pattern: '^[0-9A-Za-zĐđ._-]{1,40}$', examples: ['II.1.a'] });
const ByPlace = Type.Object({ ...ByCycle.properties, place: PlaceName });

/** What officers write for the places of a cycle's compiled report, beside the agencies' words. */
export const syntheses: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['compilations'], security: staffSecurity };

  app.get(
    '/cycles/:regime/:term/synthesis',
    {
      schema: {
        ...{ ...common, params: ByCycle, operationId: 'listSyntheses' },
        summary: 'Các mục của báo cáo tổng hợp: số nguồn, đã có đoạn tổng hợp chưa, nguồn có thay đổi không',
        response: { 200: Type.Array(PlaceBody), ...refusals },
      },
    },
    async ({ params: { regime, term } }) =>
      (await readSyntheses(db, `${regime}/${term}`, clock.now())).places.map(placeBody),
  );

  app.get(
    '/cycles/:regime/:term/synthesis/:place',
    {
      schema: {
        ...{ ...common, params: ByPlace, operationId: 'readSynthesis' },
        summary: 'Một mục: các nguồn, đoạn tổng hợp đang lưu, thay đổi của nguồn từ khi viết',
        response: { 200: SynthesisBody, ...refusals },
      },
    },
    async ({ params: { regime, term, place } }, reply) => {
      const view = await readSynthesis(db, `${regime}/${term}`, place, clock.now());
      reply.header('etag', `"${view.standing.synthesis?.version ?? 0}"`);
      return synthesisBody(view);
    },
  );

  app.put(
    '/cycles/:regime/:term/synthesis/:place',
    {
      schema: {
        ...{ ...common, params: ByPlace, operationId: 'saveSynthesis' },
        summary: 'Lưu đoạn tổng hợp của một mục; If-Match là phiên bản đã thấy, "0" khi chưa có',
        headers: Type.Object({ 'if-match': Type.String({ pattern: '^"\\d{1,9}"$', examples: ['"3"'] }) }),
        body: Exactly({
          text: Words(200_000),
          keepSources: Type.Boolean({ description: 'Giữ nguyên văn các đoạn nguồn bên dưới.' }),
          beside: Type.Optional(
            Type.Array(Words(60), {
              description: 'Mã tiếp nhận của các bản đã xem khi viết; không có: mọi nguồn hiện có.',
              maxItems: 10_000,
            }),
          ),
        }),
        response: { 200: Exactly({ version: Type.Integer() }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { regime, term, place } = request.params;
      const seen = Number(request.headers['if-match'].slice(1, -1));
      const save = { ...request.body, cycle: `${regime}/${term}`, place, seen };
      const version = await saveSynthesis(db, { ...save, actor, at: clock.now() });
      reply.header('etag', `"${version}"`);
      return { version };
    },
  );
};
