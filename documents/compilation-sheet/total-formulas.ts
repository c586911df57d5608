import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import { excelFormula } from '../form-sheet/formulas.ts';
import type { PlacedIndicator } from './placed-indicators.ts';

/** The cells that formulas run over. */
export interface Ranges {
  /** The agencies' figures in a column, and which of them are estimates. */
  figures: (column: number) => string;
  estimates: (column: number) => string;
  /** Where an indicator's figures stand, by code. */
  columnOf: (code: string) => number | undefined;
  /** The cell of an indicator's total. */
  totalOf: (code: string) => string | undefined;
}

/** The province's figure as a formula, by the rules of `domain/aggregate` and `aggregateForm`; undefined where none is made. */
export function totalFormula({ indicator, column, weights, parts }: PlacedIndicator, at: Ranges): string | undefined {
  const figures = at.figures(column);
  if (parts && indicator.formula) return excelFormula(indicator.formula, placedTotals(parts, at));
  if (weights !== undefined) return weightedMean(figures, at.figures(weights));
  const made = overAll(indicator.aggregation, figures);
  return made && `IF(COUNT(${figures})=0,"",${made})`;
}

function overAll(aggregation: CompiledIndicator['aggregation'], figures: string): string | undefined {
  switch (aggregation) {
    case 'sum':
    case 'last':
      return `ROUND(SUM(${figures}),4)`;
    case 'count':
      return `COUNTIF(${figures},">0")+COUNTIF(${figures},"<0")`;
    case 'mean':
    case 'weighted':
      return `ROUND(AVERAGE(${figures}),4)`;
    case 'none':
      return undefined;
  }
}

/** Agencies without a positive weight are left out. */
function weightedMean(figures: string, weights: string): string {
  const counted = `(${weights}>0)*ISNUMBER(${figures})*${weights}`;
  return `IF(SUMPRODUCT(${counted})=0,"",ROUND(SUMPRODUCT((${weights}>0)*${figures}*${weights})/SUMPRODUCT(${counted}),4))`;
}

const placedTotals = (parts: readonly string[], at: Ranges) =>
  new Map(
    parts.flatMap((code) => {
      const cell = at.totalOf(code);
      return cell ? [[code, { indicator: { type: 'decimal' as const }, cell }] as const] : [];
    }),
  );

/** How many agencies' figures the total is made of; of one reckoned from totals, those that gave any part. */
export function overFormula({ column, weights, parts }: PlacedIndicator, at: Ranges): string {
  const figures = at.figures(column);
  if (parts) return anyOf(parts, at, (part) => `ISNUMBER(${at.figures(part)})`);
  if (weights !== undefined) return `SUMPRODUCT((${at.figures(weights)}>0)*ISNUMBER(${figures}))`;
  return `COUNT(${figures})`;
}

/** How many of those are estimates. */
export function estimatedFormula({ column, weights, parts }: PlacedIndicator, at: Ranges): string {
  const marked = `(${at.estimates(column)}="${estimateMark}")`;
  if (parts) return anyOf(parts, at, (part) => `(${at.estimates(part)}="${estimateMark}")`);
  if (weights !== undefined) return `SUMPRODUCT((${at.figures(weights)}>0)*${marked})`;
  return `COUNTIF(${at.estimates(column)},"${estimateMark}")`;
}

/** What marks an estimate on its sheet. */
export const estimateMark = 'x';

/** How many agencies fulfil it for one of the parts at least. */
function anyOf(parts: readonly string[], at: Ranges, fulfils: (column: number) => string): string {
  const each = parts.flatMap((code) => at.columnOf(code) ?? []).map(fulfils);
  return `SUMPRODUCT(--((${each.join('+')})>0))`;
}

/** By how many per cent the present year's cell differs from the one before. */
export const changeFormula = (before: string, now: string): string =>
  `IF(COUNT(${before},${now})<2,"",IF(${before}=0,"",ROUND((${now}-${before})/ABS(${before})*100,1)))`;
