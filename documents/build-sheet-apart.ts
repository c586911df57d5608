import type { CompiledReport } from '../domain/compilation.ts';
import { plain } from '../domain/plain.ts';
import { mapParagraphs } from './map-paragraphs.ts';
import { readApart } from './read-apart.ts';

/** Milliseconds and MB that the figures of ten thousand agencies stay far below. */
const limits = { patience: 60_000, memory: 2048 };

/** Builds the compiled report's workbook in a thread of its own, as `buildReportApart` does its document. */
export async function buildSheetApart(report: CompiledReport): Promise<Uint8Array> {
  const figures = plain(mapParagraphs(report, () => [])); // the annex has no words of the body
  const thread = new URL('./sheet-thread.ts', import.meta.url);
  const built = await readApart<Uint8Array | undefined>(thread, figures, { ...limits, otherwise: undefined });
  if (!built) throw new Error('the workbook’s thread ended without one');
  return built;
}
