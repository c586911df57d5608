import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { annexOfRun, pdfOfRun } from '../../api/run-files.ts';
import { sendFile } from '../../api/send-file.ts';
import { idOf } from '../forms.ts';

const base = '/cycles/:regime/:term/compilations/:id';

/** What is made of a finished run beside its Word file: the annex as a workbook, the document as PDF. */
export function compilationFilesPages(app: FastifyInstance, deps: Deps): void {
  const runOf = ({ params }: FastifyRequest) => idOf((params as { id: string }).id, 'compilation.not_found');

  app.get(`${base}/annex.xlsx`, async (request, reply) => {
    onlyStaff(request);
    return sendFile(reply, await annexOfRun(deps, runOf(request)));
  });
  app.get(`${base}/report.pdf`, async (request, reply) => {
    onlyStaff(request);
    return sendFile(reply, await pdfOfRun(deps, runOf(request)));
  });
}
