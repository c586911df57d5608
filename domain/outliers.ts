import type { AgencyKind } from './agency.ts';
import { toldThen } from './compile-indicators.ts';
import type { IndicatorFacts } from './compile-indicators.ts';
import { figuresOfReport } from './figures.ts';
import { indicatorsOf, isAskedOf } from './form.ts';
import type { Indicator } from './form.ts';
import { lineagesOf } from './succession.ts';

/** A figure that stands out, for the reviewer to look at; it is never changed. */
export interface Outlier {
  indicator: string;
  name: string;
  unit: string;
  agency: string;
  receipt: string;
  value: number;
  /** What the agency said of the figure when it sent it. */
  explanation?: string;
  /** What it stands out from: the agency's own figure of last year, or the middle one of so many agencies of its kind. */
  from: { kind: 'last_year'; value: number } | { kind: 'peers'; value: number; peers: number };
}

/**
 * A figure that grew to more than three times last year's, or fell to less than a third, is looked at: budgets and counts
 * of an office move by tens of per cent, a slip of thousands for millions moves them a thousandfold.
 */
export const mostGrowth = 3;

/** Counts below ten triple by chance: 1 task after 4 says nothing. */
export const leastCount = 10;

/** Iglewicz and Hoaglin (1993): a modified z-score above 3.5 marks an outlier. */
export const mostScore = 3.5;

/** Of fewer figures, the median's own spread is too large to judge by. */
export const leastPeers = 8;

/** Figures that stand out from the agency's last year, or from those of its kind, in the form's order. */
export function findOutliers(facts: IndicatorFacts): readonly Outlier[] {
  const given = givenFigures(facts);
  const before = figuresBefore(facts);
  const numeric = indicatorsOf(facts.form).filter(({ type }) => type !== 'text' && type !== 'yes_no');
  return numeric.flatMap((indicator) => {
    const figures = given(indicator);
    return [
      ...figures.flatMap((each) => fromLastYear(each, before(each.agency, indicator))),
      ...fromPeers(figures),
    ].map(({ given: { name: agency, receipt, value, explanation }, from }): Outlier => {
      const { code, name, unit } = indicator;
      const said = explanation && { explanation };
      return { ...{ indicator: code, name, unit, agency, receipt, value }, ...said, from };
    });
  });
}

interface Given {
  agency: string;
  name: string;
  receipt: string;
  kind: AgencyKind;
  value: number;
  explanation: string;
  indicator: Indicator;
}

interface Found {
  given: Given;
  from: Outlier['from'];
}

/** Of each indicator, the figures of those that it is asked of. */
function givenFigures({ form, sources, agencies }: IndicatorFacts): (indicator: Indicator) => readonly Given[] {
  const kinds = new Map(agencies.map(({ code, kind }) => [code, kind]));
  const told = sources.map(({ agency, name, receipt, content }) => ({
    ...{ agency, name, receipt },
    explanations: content.explanations ?? {},
    kind: kinds.get(agency) ?? 'department',
    figures: figuresOfReport(form, content.indicators ?? {}),
  }));
  return (indicator) =>
    told.flatMap(({ figures, explanations, ...who }) => {
      const value = figures.get(indicator.code);
      const explanation = explanations[`indicators.${indicator.code}`]?.trim() ?? '';
      return value === undefined || !isAskedOf(indicator, who.kind) ? [] : [{ ...who, value, explanation, indicator }];
    });
}

const fromLastYear = (given: Given, value: number | undefined): Found[] =>
  value !== undefined && leapt(value, given.value, given.indicator)
    ? [{ given, from: { kind: 'last_year', value } }]
    : [];

const fromPeers = (figures: readonly Given[]): Found[] =>
  [...Map.groupBy(figures, ({ kind }) => kind).values()].flatMap((peers) => {
    const stand = standsOut(peers.map(({ value }) => value));
    if (!stand) return [];
    const from: Outlier['from'] = { kind: 'peers', value: stand.median, peers: peers.length };
    return peers.filter(({ value }) => stand.isOut(value)).map((given) => ({ given, from }));
  });

/** Whether a figure is out of proportion to last year's; from 0 there is no proportion. */
export function leapt(before: number, now: number, { type }: Pick<Indicator, 'type'>): boolean {
  if (before === 0) return false;
  if (type === 'integer' && Math.max(Math.abs(before), Math.abs(now)) < leastCount) return false;
  const ratio = now / before;
  return ratio > mostGrowth || ratio < 1 / mostGrowth;
}

/**
 * The middle of some figures, and which of them stand out by the modified z-score; where more than half are equal, by the
 * mean deviation instead. Undefined for fewer than eight, or when all are equal.
 */
export function standsOut(
  values: readonly number[],
): { median: number; isOut: (value: number) => boolean } | undefined {
  if (values.length < leastPeers) return undefined;
  const median = medianOf(values);
  const deviations = values.map((value) => Math.abs(value - median));
  const [spread, mean] = [medianOf(deviations), deviations.reduce((sum, each) => sum + each, 0) / values.length];
  const scale = spread > 0 ? spread * 1.4826 : mean * 1.253314; // both are the standard deviation of normal figures
  return scale > 0 ? { median, isOut: (value) => Math.abs(value - median) / scale > mostScore } : undefined;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/**
 * An agency's figure of last year: its own, or those of the agencies merged into it added up, where they are added up at
 * all. None of an agency that was split.
 */
function figuresBefore({ form, agencies, before }: IndicatorFacts) {
  const told = new Map(
    before?.agencies.flatMap(({ code, content }) =>
      content ? [[code, toldThen(form, before.form, content).figures] as const] : [],
    ),
  );
  const codes = agencies.map(({ code }) => code);
  const predecessors = new Map(
    lineagesOf(before?.agencies ?? [], codes)
      .filter(({ now, whole }) => whole && now.length === 1)
      .map((lineage) => [lineage.now[0], lineage.before]),
  );
  return (agency: string, { code, aggregation }: Indicator): number | undefined => {
    const [first, ...others] = (predecessors.get(agency) ?? []).map((each) => told.get(each)?.get(code));
    if (others.length === 0) return first;
    if (aggregation !== 'sum' && aggregation !== 'last') return undefined;
    return others.reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), first);
  };
}
