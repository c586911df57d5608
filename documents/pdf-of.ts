import PQueue from 'p-queue';
import { convertByOffice } from './convert-by-office.ts';

/** The media type of a PDF file. */
export const pdfDocument = 'application/pdf';

/** The program's usual name, and how long a document of some hundred pages may take on a busy machine, in milliseconds. */
const usual = { program: 'soffice', patience: 120_000 };

/** LibreOffice wants a processor and some 300 MB for each document: one at a time. */
const queue = new PQueue({ concurrency: 1 });

/**
 * A Word file as PDF, by LibreOffice. Undefined where it is not installed, or does not finish in time: the Word file is
 * the document, the PDF a convenience.
 */
export const pdfOf = (
  docx: Uint8Array,
  { program = usual.program, patience = usual.patience }: { program?: string | undefined; patience?: number } = {},
): Promise<Uint8Array | undefined> =>
  queue.add(() => convertByOffice(docx, { from: 'docx', to: 'pdf', program, patience }));
