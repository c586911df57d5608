import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import { partsOfFormula } from '../../domain/formula-defects.ts';

/** An indicator and where its agencies' figures stand; columns count from 0. */
export interface PlacedIndicator {
  indicator: CompiledIndicator;
  column: number;
  /** Of what its figures weigh; only of a weighted mean. */
  weights?: number;
  /** It is reckoned from other indicators' totals, by these codes. */
  parts?: readonly string[];
}

/** The columns before the indicators': ordinal, agency, receipt. */
export const agencyColumns = 3;

/** The indicators with their columns, in the form's order; weights stand right of what they weigh. */
export function placeIndicators(indicators: readonly CompiledIndicator[]): readonly PlacedIndicator[] {
  const sums = sumsAmong(indicators);
  let next = agencyColumns;
  return indicators.map((indicator) => {
    const parts = partsOverSums(indicator, sums);
    const column = next++;
    if (parts) return { indicator, column, parts };
    return indicator.aggregation === 'weighted' ? { indicator, column, weights: next++ } : { indicator, column };
  });
}

/** The codes whose province's figure is the agencies' added up, by the rules of `aggregateForm`. */
function sumsAmong(indicators: readonly CompiledIndicator[]): ReadonlySet<string> {
  const sums = new Set<string>();
  for (let before = -1; before < sums.size;) {
    before = sums.size;
    for (const { code, aggregation, formula } of indicators) {
      if (aggregation !== 'sum' && aggregation !== 'last') continue;
      const isSum = !formula || (!('share' in formula) && partsOfFormula(formula).every((part) => sums.has(part)));
      if (isSum) sums.add(code);
    }
  }
  return sums;
}

function partsOverSums(
  { formula, aggregation }: CompiledIndicator,
  sums: ReadonlySet<string>,
): readonly string[] | undefined {
  if (!formula || aggregation === 'count' || aggregation === 'none') return undefined;
  const parts = partsOfFormula(formula);
  return parts.every((part) => sums.has(part)) ? parts : undefined;
}
