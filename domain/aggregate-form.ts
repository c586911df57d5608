import { aggregate } from './aggregate.ts';
import type { Aggregate, GivenFigure } from './aggregate.ts';
import { figuresOfReport, formulaOver } from './figures.ts';
import type { Figures } from './figures.ts';
import { indicatorsOf } from './form.ts';
import type { Form, Formula, Indicator, IndicatorAnswer } from './form.ts';
import { partsOfFormula } from './formula-defects.ts';

/** What one agency answered, by indicator code. */
export type Answers = Readonly<Record<string, IndicatorAnswer>>;

/**
 * The province's figures by indicator code, in the form's order. A formula whose parts are added up is reckoned over the
 * sums: the share of the sums, not the mean of the shares, so that the table agrees with itself. Other formulas are
 * aggregated as their agencies' figures are.
 * In: the form, and what each agency answered.
 */
export function aggregateForm(
  form: Pick<Form, 'sections'>,
  reports: readonly Answers[],
): ReadonlyMap<string, Aggregate> {
  const indicators = indicatorsOf(form);
  const ordered = inOrder(indicators);
  const agencies = reports.map((answers) => agencyOf(form, ordered, answers));
  const sums = new Map<string, number | undefined>();
  const found = new Map<string, Aggregate>();
  for (const indicator of ordered) {
    const one = isReckonedOver(sums, indicator)
      ? overSums(indicator.formula, sums, agencies)
      : aggregate(
          indicator,
          agencies.flatMap((agency) => givenOf(indicator, agency)),
        );
    found.set(indicator.code, one);
    if (isSum(sums, indicator)) sums.set(indicator.code, one.value);
  }
  return new Map(indicators.flatMap(({ code }) => [...found].filter(([each]) => each === code)));
}

/** What is typed first, then what is reckoned, each after its parts; a circle is left out. */
function inOrder(indicators: readonly Indicator[]): readonly Indicator[] {
  const ordered = indicators.filter(({ formula }) => !formula);
  const missing = (code: string) => !ordered.some((each) => each.code === code);
  for (let waiting = indicators.filter(({ formula }) => formula); waiting.length > 0;) {
    const next = waiting.filter(({ formula }) => formula && !partsOfFormula(formula).some(missing));
    if (next.length === 0) break;
    ordered.push(...next);
    waiting = waiting.filter((each) => !next.includes(each));
  }
  return ordered;
}

/** The province's figures that are the agencies' added up, so far; nobody may have given one. */
type Sums = ReadonlyMap<string, number | undefined>;

const areSums = (sums: Sums, formula: Formula): boolean => partsOfFormula(formula).every((code) => sums.has(code));

/** Whether the province's figure of an indicator is the agencies' added up. */
function isSum(sums: Sums, { aggregation, formula }: Indicator): boolean {
  if (aggregation !== 'sum' && aggregation !== 'last') return false;
  return !formula || (!('share' in formula) && areSums(sums, formula));
}

function isReckonedOver(sums: Sums, indicator: Indicator): indicator is Indicator & { formula: Formula } {
  const { formula, aggregation } = indicator;
  return formula !== undefined && aggregation !== 'count' && aggregation !== 'none' && areSums(sums, formula);
}

interface Agency {
  figures: Figures;
  answers: Answers;
  /** The codes whose figure rests on an estimate. */
  estimated: ReadonlySet<string>;
}

function agencyOf(form: Pick<Form, 'sections'>, ordered: readonly Indicator[], answers: Answers): Agency {
  const estimated = new Set(Object.entries(answers).flatMap(([code, each]) => (each.estimated ? [code] : [])));
  for (const { code, formula } of ordered) {
    if (formula && partsOfFormula(formula).some((part) => estimated.has(part))) estimated.add(code);
  }
  return { figures: figuresOfReport(form, answers), answers, estimated };
}

/** An agency's figure, if it gave one; words count as 1 when there are any. */
function givenOf({ code, type, weight }: Indicator, { figures, answers, estimated }: Agency): GivenFigure[] {
  const words = answers[code]?.value;
  const value = type !== 'text' ? figures.get(code) : typeof words === 'string' && words.trim() ? 1 : undefined;
  if (value === undefined) return [];
  return [{ value, estimated: estimated.has(code), weight: weight === undefined ? undefined : figures.get(weight) }];
}

/** Of the agencies that gave any part; those that gave only some of them lean the result, and are counted apart. */
function overSums(formula: Formula, sums: Sums, agencies: readonly Agency[]): Aggregate {
  const parts = partsOfFormula(formula);
  const gave = (agency: Agency) => parts.filter((code) => agency.figures.has(code)).length;
  const counted = agencies.filter((agency) => gave(agency) > 0);
  const value = formulaOver(
    formula,
    new Map([...sums].flatMap(([code, sum]) => (sum === undefined ? [] : [[code, sum]]))),
  );
  return {
    value: value === undefined ? undefined : Math.round(value * 10_000) / 10_000,
    over: counted.length,
    estimated: counted.filter(({ estimated }) => parts.some((code) => estimated.has(code))).length,
    lopsided: counted.filter((agency) => gave(agency) < parts.length).length,
  };
}
