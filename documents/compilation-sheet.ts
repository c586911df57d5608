import { writeXlsx } from 'hucre';
import type { CompiledReport } from '../domain/compilation.ts';
import { estimateGrid, figureGrid } from './compilation-sheet/figure-grid.ts';
import { listSheet } from './compilation-sheet/list-sheet.ts';
import { placeIndicators } from './compilation-sheet/placed-indicators.ts';
import { totalSheet } from './compilation-sheet/total-sheet.ts';
import { font } from './form-sheet/styles.ts';
import { subjectOf } from './heading-block.ts';

/**
 * The compiled report's annex as a workbook: the province's figures as formulas over every agency's, and the list of
 * agencies; a form without indicators gives the list alone. What agencies wrote is text, whatever it begins with. The
 * same report gives the same bytes.
 */
export function compilationSheet(report: CompiledReport): Promise<Uint8Array> {
  const { agencies, indicators = [], asOf } = report;
  const placed = placeIndicators(indicators);
  const figures = [totalSheet(agencies.length, placed), figureGrid(agencies, placed), estimateGrid(agencies, placed)];
  return writeXlsx({
    sheets: [...(placed.length > 0 ? figures : []), listSheet(report)],
    properties: {
      title: `Phụ lục số liệu: ${subjectOf(report)}`,
      creator: 'UBND tỉnh Quảng Ngãi',
      // oxlint-disable-next-line no-restricted-globals -- the package wants a Date, and would read the clock without one
      modified: new Date(asOf.epochMilliseconds),
    },
    defaultFont: font,
  });
}
