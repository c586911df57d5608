import { indicatorsOf } from './form.ts';
import type { Form, Formula, Indicator, IndicatorAnswer } from './form.ts';

/** A form's figures as numbers, reckoned ones included; what is not filled in, or cannot be reckoned, is absent. */
export type Figures = ReadonlyMap<string, number>;

/**
 * The figures of a report by indicator code. Yes is 1 and no is 0; text has no figure. A sum runs over the parts that are
 * filled in and needs one of them; a difference and a share need both, a share a whole that is not 0.
 */
export function figuresOfReport(
  form: Pick<Form, 'sections'>,
  answers: Readonly<Record<string, IndicatorAnswer>>,
): Figures {
  const indicators = indicatorsOf(form);
  const figures = new Map<string, number>();
  for (const { code, formula } of indicators) {
    const figure = formula ? undefined : numberOf(answers[code]?.value);
    if (figure !== undefined) figures.set(code, figure);
  }
  // A formula may stand before what it is reckoned from; forms have no circles (`formDefects`), so each round adds one.
  for (let waiting = indicators.filter(({ formula }) => formula); waiting.length > 0;) {
    const left = waiting.filter((indicator) => !reckon(indicator, figures));
    if (left.length === waiting.length) break;
    waiting = left;
  }
  return figures;
}

function reckon({ code, formula, type }: Indicator, figures: Map<string, number>): boolean {
  const value = formula && formulaOver(formula, figures);
  if (value === undefined) return false;
  figures.set(code, type === 'integer' ? value : rounded(value));
  return true;
}

/** What a formula gives over figures, not rounded where it is a share; undefined when it cannot be reckoned. */
export function formulaOver(formula: Formula, figures: Figures): number | undefined {
  if ('sum' in formula) {
    const parts = formula.sum.flatMap((code) => figures.get(code) ?? []);
    return parts.length > 0 ? rounded(parts.reduce((sum, part) => sum + part, 0)) : undefined;
  }
  const [first, second] = ('difference' in formula ? formula.difference : formula.share).map((code) =>
    figures.get(code),
  );
  if (first === undefined || second === undefined) return undefined;
  if ('difference' in formula) return rounded(first - second);
  return second === 0 ? undefined : (first / second) * 100;
}

/** Four decimals: money in million đồng to the hundred đồng, and no 0,30000000000000004. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const numberOf = (value: IndicatorAnswer['value'] | undefined): number | undefined =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : undefined;

/** By how many per cent a figure has changed; infinite from 0 to anything else. */
export function changePercent(before: number, now: number): number {
  if (before === now) return 0;
  return before === 0 ? Number.POSITIVE_INFINITY : (Math.abs(now - before) / Math.abs(before)) * 100;
}
