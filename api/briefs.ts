import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { briefDocument } from '../documents/brief-document.ts';
import { recordsDocument } from '../documents/records-document.ts';
import { wordDocument } from '../office/finish-compilation.ts';
import { readBrief } from '../office/read-brief.ts';
import { BriefBody, briefBody, RecordsBody, recordsBody } from './bodies/brief.ts';
import { download, refusals } from './bodies/problem.ts';
import { ByCycle, Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { readProposals } from './read-proposals.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

const Count = Type.Optional(Type.String({ pattern: '^([1-9]|1[0-9]|20)$', description: 'Từ 1 đến 20.' }));

const RecordsQuery = Exactly({
  regime: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$', examples: ['kl69-nam'] })),
  commendCycles: Count,
  remindTimes: Count,
  remindCycles: Count,
});

/** A cycle's year on one page, and what the agencies' years propose. */
export const briefs: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['cycles'], security: staffSecurity };

  app.get(
    '/cycles/:regime/:term/brief',
    {
      schema: {
        ...common,
        operationId: 'readBrief',
        summary:
          'Tóm tắt một kỳ cho lãnh đạo: số liệu, tiến độ gửi so với năm trước, ai gửi muộn, vướng mắc, việc sắp tới',
        params: ByCycle,
        response: { 200: BriefBody, ...refusals },
      },
    },
    async ({ params }) => briefBody(await readBrief(db, `${params.regime}/${params.term}`, clock.now())),
  );

  app.get(
    '/cycles/:regime/:term/brief.docx',
    {
      schema: {
        ...common,
        operationId: 'readBriefDocument',
        summary: 'Tóm tắt một kỳ cho lãnh đạo, tệp Word một trang',
        params: ByCycle,
        response: download(wordDocument),
      },
    },
    async ({ params }, reply) => {
      const brief = await readBrief(db, `${params.regime}/${params.term}`, clock.now());
      const content = Buffer.from(await briefDocument(brief));
      return sendFile(reply, { name: `Tóm tắt ${brief.words}.docx`, mediaType: wordDocument, content });
    },
  );

  app.get(
    '/records',
    {
      schema: {
        ...common,
        operationId: 'readRecords',
        summary:
          'Kết quả báo cáo của từng cơ quan qua các kỳ; đề xuất biểu dương, nhắc nhở để người có thẩm quyền quyết định',
        querystring: RecordsQuery,
        response: { 200: RecordsBody, ...refusals },
      },
    },
    async ({ query }) => recordsBody(await readProposals(db, query, clock.now())),
  );

  app.get(
    '/records.docx',
    {
      schema: {
        ...common,
        operationId: 'readRecordsDocument',
        summary: 'Dự thảo tờ trình đề xuất biểu dương, nhắc nhở, tệp Word',
        querystring: RecordsQuery,
        response: download(wordDocument),
      },
    },
    async ({ query }, reply) => {
      const content = Buffer.from(await recordsDocument(await readProposals(db, query, clock.now())));
      return sendFile(reply, { name: 'Đề xuất biểu dương, nhắc nhở.docx', mediaType: wordDocument, content });
    },
  );
};
