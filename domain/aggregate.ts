import type { Indicator } from './form.ts';

/** What became of the agencies' figures for one indicator. */
export interface Aggregate {
  /** The province's figure; absent when no agency gave one, or the form does not aggregate it. */
  value: number | undefined;
  /** How many agencies' figures it is made of. */
  over: number;
  /** How many of those are estimated. */
  estimated: number;
  /** Of a formula over sums: how many agencies gave some of its parts but not all, and so lean the result. */
  lopsided: number;
}

/** One agency's figure: its number (text has none), whether it is estimated, and what it weighs. */
export interface GivenFigure {
  value: number;
  estimated?: boolean;
  /** The agency's figure for the indicator's `weight`. */
  weight?: number | undefined;
}

/**
 * The province's figure from the agencies' for one indicator, formulas aside: 3 and 4 summed are 7, averaged 3,5.
 * In: one figure for each agency that gave one. A weighted mean leaves out agencies without a positive weight. `last` adds
 * each agency's state at the end; `count` counts figures other than 0; `none` only says how many gave one.
 * Exact to four decimals, so the agencies' order never matters; a mean lies between the least and the greatest figure.
 */
export function aggregate({ aggregation }: Pick<Indicator, 'aggregation'>, given: readonly GivenFigure[]): Aggregate {
  const counted = aggregation === 'weighted' ? given.filter(({ weight }) => scaled(weight ?? 0) > 0n) : given;
  return {
    value: counted.length > 0 ? valueOver(aggregation, counted) : undefined,
    over: counted.length,
    estimated: counted.filter(({ estimated }) => estimated).length,
    lopsided: 0,
  };
}

function valueOver(aggregation: Indicator['aggregation'], given: readonly GivenFigure[]): number | undefined {
  switch (aggregation) {
    case 'sum':
    case 'last':
      return unscaled(total(given.map(({ value }) => scaled(value))));
    case 'mean':
      return unscaled(divided(total(given.map(({ value }) => scaled(value))), BigInt(given.length)));
    case 'weighted': {
      const weighed = given.map(({ value, weight = 0 }) => scaled(value) * scaled(weight));
      return unscaled(divided(total(weighed), total(given.map(({ weight = 0 }) => scaled(weight)))));
    }
    case 'count':
      return given.filter(({ value }) => value !== 0).length;
    case 'none':
      return undefined;
  }
}

/** Ten-thousandths, whole: as exact as a form's figures are. */
const scaled = (value: number): bigint => BigInt(Math.round(value * 10_000));
const unscaled = (tenthousandths: bigint): number => Number(tenthousandths) / 10_000;
const total = (all: readonly bigint[]): bigint => all.reduce((sum, each) => sum + each, 0n);

/** Rounded half away from zero. */
function divided(part: bigint, whole: bigint): bigint {
  const half = part < 0n ? -whole : whole;
  return (2n * part + half) / (2n * whole);
}
