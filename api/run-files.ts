import { buildSheetApart } from '../documents/build-sheet-apart.ts';
import { excelWorkbook } from '../documents/form-sheet.ts';
import { pdfDocument, pdfOf } from '../documents/pdf-of.ts';
import type { CompiledReport } from '../domain/compilation.ts';
import { revive } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import { getCompilation } from '../store/compilations.ts';
import { getFile } from '../store/files.ts';
import type { Deps } from './deps.ts';

/** A file that is made of a finished run when somebody asks for it. */
export interface RunFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A run's figures and list as a workbook. Refuses: `compilation.not_found`, `compilation.not_ready`. */
export async function annexOfRun({ db }: Deps, id: string): Promise<RunFile> {
  const { report, file_sha256, ...run } = await getCompilation(db, id);
  if (!report || !file_sha256) throw new Refusal('compilation.not_ready');
  const content = Buffer.from(await buildSheetApart(revive<CompiledReport>(report)));
  return { name: `Phụ lục số liệu ${wordsOf(run)}.xlsx`, mediaType: excelWorkbook, content };
}

/** A run's document as PDF. Refuses: as above, and `document.no_pdf` where this machine cannot make one. */
export async function pdfOfRun({ db, officeProgram }: Deps, id: string): Promise<RunFile> {
  const { file_sha256, ...run } = await getCompilation(db, id);
  if (!file_sha256) throw new Refusal('compilation.not_ready');
  const { content } = await getFile(db, file_sha256);
  const pdf = await pdfOf(content, { program: officeProgram });
  if (!pdf) throw new Refusal('document.no_pdf');
  return { name: `Báo cáo tổng hợp ${wordsOf(run)}.pdf`, mediaType: pdfDocument, content: Buffer.from(pdf) };
}

const wordsOf = ({ cycle_id, number }: { cycle_id: string; number: number }): string =>
  `${cycle_id.replace('/', '-')} lần ${number}`;
