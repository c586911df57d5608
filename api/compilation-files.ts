import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { excelWorkbook } from '../documents/form-sheet.ts';
import { pdfDocument } from '../documents/pdf-of.ts';
import { download } from './bodies/problem.ts';
import { ById } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { annexOfRun, pdfOfRun } from './run-files.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

/** What is made of a finished compilation beside its Word file. */
export const compilationFiles: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const common = { tags: ['compilations'], security: staffSecurity, params: ById };

  app.get(
    '/compilations/:id/annex.xlsx',
    {
      schema: {
        ...common,
        operationId: 'readCompilationAnnex',
        summary: 'Phụ lục của báo cáo tổng hợp, tệp Excel có công thức: số liệu tổng hợp, số liệu và danh sách cơ quan',
        response: download(excelWorkbook),
      },
    },
    async ({ params }, reply) => sendFile(reply, await annexOfRun(deps, params.id)),
  );

  app.get(
    '/compilations/:id/report.pdf',
    {
      schema: {
        ...common,
        operationId: 'readCompiledPdf',
        summary: 'Báo cáo tổng hợp, tệp PDF lập từ tệp Word (khi máy chủ có LibreOffice)',
        response: download(pdfDocument),
      },
    },
    async ({ params }, reply) => sendFile(reply, await pdfOfRun(deps, params.id)),
  );
};
