import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@fastify/type-provider-typebox';
import { excelWorkbook, formSheetWorkbook } from '../documents/form-sheet.ts';
import { readFormSheet } from '../documents/read-form-sheet.ts';
import { reportOutlineDocument, wordDocument } from '../documents/report-outline.ts';
import { Refusal } from '../domain/refusal.ts';
import { largestFileBytes } from '../office/attach-file.ts';
import { formSheetOf } from '../office/form-sheet-of.ts';
import { importFormSheet } from '../office/import-form-sheet.ts';
import { readRoom } from '../office/read-room.ts';
import { download, refusals } from './bodies/problem.ts';
import { Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyAgency } from './link-bearer.ts';
import { linkLimit } from './rate-limits.ts';
import { linkSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

/** A workbook as it was sent. Its bytes are kept apart: what looks through bodies for texts goes past them. */
class SentWorkbook {
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  get bytes(): Buffer {
    return this.#bytes;
  }
}

/** The agency's form as files for Excel and Word, and the workbook's way back into the draft. */
export const obligationSheets: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['obligation'], security: linkSecurity };
  const config = { rateLimit: linkLimit };
  app.addContentTypeParser(excelWorkbook, { parseAs: 'buffer', bodyLimit: largestFileBytes }, (_request, body, done) =>
    done(null, new SentWorkbook(body as Buffer)),
  );

  app.get(
    '/obligation/form.xlsx',
    {
      config,
      schema: {
        ...common,
        operationId: 'readFormSheet',
        summary: 'Biểu mẫu của cơ quan trên Excel, điền sẵn bản nháp; ETag là phiên bản của bản nháp',
        response: download(excelWorkbook),
      },
    },
    async (request, reply) => {
      const sheet = formSheetOf(await readRoom(db, onlyAgency(request).obligation, clock.now()));
      reply.header('etag', `"${sheet.version}"`);
      return sendFile(reply, {
        name: sheetFileName(sheet),
        mediaType: excelWorkbook,
        content: Buffer.from(await formSheetWorkbook(sheet)),
      });
    },
  );

  app.get(
    '/obligation/outline.docx',
    {
      config,
      schema: {
        ...common,
        operationId: 'readReportOutline',
        summary: 'Đề cương báo cáo của cơ quan, tệp Word, điền sẵn bản nháp',
        response: download(wordDocument),
      },
    },
    async (request, reply) => {
      const sheet = formSheetOf(await readRoom(db, onlyAgency(request).obligation, clock.now()));
      return sendFile(reply, {
        name: outlineFileName(sheet),
        mediaType: wordDocument,
        content: Buffer.from(await reportOutlineDocument(sheet)),
      });
    },
  );

  app.put(
    '/obligation/form.xlsx',
    {
      config,
      schema: {
        ...common,
        operationId: 'importFormSheet',
        summary: 'Nạp biểu Excel đã điền vào bản nháp; If-Match là phiên bản bản nháp đã thấy, "0" khi chưa có',
        consumes: [excelWorkbook],
        headers: Type.Object({ 'if-match': Type.String({ pattern: '^"\\d{1,9}"$', examples: ['"3"'] }) }),
        // Looked at by `readFormSheet`.
        body: Type.Unknown({ description: 'Nội dung tệp .xlsx.' }),
        response: {
          200: Exactly({
            version: Type.Integer(),
            changed: Type.Integer({ description: 'Số chỗ của bản nháp đã thay đổi.' }),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { body } = request;
      if (!(body instanceof SentWorkbook)) throw missing();
      const room = await readRoom(db, actor.obligation, clock.now());
      const reading = await readFormSheet('form.xlsx', body.bytes, formSheetOf(room));
      const seen = Number(request.headers['if-match'].slice(1, -1));
      const taken = await importFormSheet(db, { obligation: actor.obligation, reading, seen, actor, at: clock.now() });
      reply.header('etag', `"${taken.version}"`);
      return taken;
    },
  );
};

interface Named {
  agency: { name: string };
  cycle: { words: string };
}

/** What the files are called when they are saved. */
export const sheetFileName = ({ agency, cycle }: Named): string =>
  fileName(`Biểu báo cáo ${cycle.words} - ${agency.name}`, 'xlsx');
export const outlineFileName = ({ agency, cycle }: Named): string =>
  fileName(`Báo cáo ${cycle.words} - ${agency.name}`, 'docx');

const fileName = (words: string, ending: string): string =>
  `${words.replaceAll(/[\\/:*?"<>|]/g, '-').slice(0, 150)}.${ending}`;

const missing = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: `Cần gửi tệp .xlsx với kiểu nội dung ${excelWorkbook}.` },
  ]);
