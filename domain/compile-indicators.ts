import { aggregateForm } from './aggregate-form.ts';
import type { Answers } from './aggregate-form.ts';
import type { Aggregate } from './aggregate.ts';
import type { AgencyKind } from './agency.ts';
import type { CompilationSource } from './compilation.ts';
import type { CompiledFigure, CompiledIndicator } from './compiled-figures.ts';
import { figuresOfReport } from './figures.ts';
import { indicatorsOf, isAskedOf } from './form.ts';
import type { Form, Indicator, IndicatorAnswer, ReportContent } from './form.ts';
import { partsOfFormula } from './formula-defects.ts';
import { lineagesOf } from './succession.ts';
import type { Lineage } from './succession.ts';

/** What the year before gave: its form, and each agency that was asked, with who answers for it now. */
export interface YearBefore {
  form: Form;
  /** The content is absent where none was compiled. */
  agencies: readonly { code: string; heirs: readonly string[]; content?: ReportContent }[];
}

/** What a report's table of indicators is made of. */
export interface IndicatorFacts {
  form: Form;
  /** Those that were asked to report, in the appendix's order. */
  agencies: readonly { code: string; kind: AgencyKind }[];
  sources: readonly CompilationSource[];
  before?: YearBefore | undefined;
}

/**
 * The form's indicators for the province, each with how many agencies it runs over of how many asked, every agency's
 * figure, and last year's over all agencies and over those that gave it in both years. Last year's form may be another:
 * figures are taken by code where the unit is the same, and reckoned by this year's rule.
 * Out: undefined where the form asks for none.
 */
export function compileIndicators(facts: IndicatorFacts): readonly CompiledIndicator[] | undefined {
  const { form, agencies, sources } = facts;
  const indicators = indicatorsOf(form);
  if (indicators.length === 0) return undefined;
  const totals = aggregateForm(
    form,
    sources.map(({ content }) => content.indicators ?? {}),
  );
  const kinds = new Map(agencies.map(({ code, kind }) => [code, kind]));
  const told = sources.map((source) => ({ source, figures: figuresIn(form, source.content.indicators) }));
  const lastYear = facts.before && compareYears(facts, facts.before);
  return form.sections.flatMap((section) =>
    (section.indicators ?? []).map((indicator) => {
      const { code, name, unit, type, aggregation, formula } = indicator;
      const before = lastYear?.(indicator);
      return {
        ...{ code, name, unit, type, aggregation, section: section.title },
        ...(formula && { formula }),
        aggregate: totals.get(code) ?? nothing,
        asked: agencies.filter(({ kind }) => isAskedOf(indicator, kind)).length,
        ...(before && { lastYear: before }),
        figures: told
          .filter(({ source }) => isAskedOf(indicator, kinds.get(source.agency) ?? 'department'))
          .map(({ source, figures }) => figureOf(indicator, source, figures)),
      };
    }),
  );
}

const nothing: Aggregate = { value: undefined, over: 0, estimated: 0, lopsided: 0 };

/** A report's figures by indicator code; words count as 1, as where they are counted. */
function figuresIn(form: Pick<Form, 'sections'>, answers: Answers = {}): ReadonlyMap<string, number> {
  const figures = new Map(figuresOfReport(form, answers));
  for (const [code, { value }] of Object.entries(answers)) {
    if (typeof value === 'string' && value.trim()) figures.set(code, 1);
  }
  return figures;
}

function figureOf(
  indicator: Indicator,
  { name, receipt, content }: CompilationSource,
  figures: ReadonlyMap<string, number>,
): CompiledFigure {
  const { code, formula, weight } = indicator;
  const value = figures.get(code);
  const weighs = weight === undefined ? undefined : figures.get(weight);
  const parts = [code, ...(formula ? partsOfFormula(formula) : [])];
  return {
    ...{ agency: name, receipt },
    ...(value !== undefined && { value }),
    ...(parts.some((part) => content.indicators?.[part]?.estimated) && { estimated: true }),
    ...(weighs !== undefined && { weight: weighs }),
  };
}

interface Told {
  answers: Answers;
  figures: ReadonlyMap<string, number>;
}

/** Compares an indicator with the year before; undefined for one that was not asked then, or in another unit. */
function compareYears({ form, agencies, sources }: IndicatorFacts, { form: old, agencies: then }: YearBefore) {
  const was = new Map(then.flatMap(({ code, content }) => (content ? [[code, toldThen(form, old, content)]] : [])));
  const is = new Map(
    sources.map(({ agency, content }) => {
      const answers = content.indicators ?? {};
      return [agency, { answers, figures: figuresIn(form, answers) }];
    }),
  );
  const lineages = lineagesOf(
    then,
    agencies.map(({ code }) => code),
  ).filter(({ before, whole }) => whole && before.length > 0);
  const all = aggregateForm(
    form,
    [...was.values()].map(({ answers }) => answers),
  );
  const inBoth = overShared(form, was, is);
  const known = new Map(indicatorsOf(old).map((each) => [each.code, each]));
  return (indicator: Indicator): CompiledIndicator['lastYear'] => {
    if (known.get(indicator.code)?.unit !== indicator.unit) return undefined;
    return { all: all.get(indicator.code) ?? nothing, inBoth: inBoth(indicator.code, lineages) };
  };
}

/** An old report in the words of this year's form: what has the same code and unit, figures that were reckoned included. */
export function toldThen(form: Form, old: Form, content: ReportContent): Told {
  const figures = figuresIn(old, content.indicators);
  const units = new Map(indicatorsOf(old).map(({ code, unit }) => [code, unit]));
  const answers = indicatorsOf(form).flatMap(({ code, unit, type }): [string, IndicatorAnswer][] => {
    const given = content.indicators?.[code];
    const value = type === 'text' || type === 'yes_no' ? given?.value : figures.get(code);
    if (units.get(code) !== unit || value === undefined) return [];
    return [[code, { value, ...(given?.estimated && { estimated: true }) }]];
  });
  const kept = Object.fromEntries(answers);
  return { answers: kept, figures: figuresIn(form, kept) };
}

type ByAgency = ReadonlyMap<string, Told>;

/** An indicator's figures of both years over the lineages of which every agency gave one. */
function overShared(form: Form, was: ByAgency, is: ByAgency) {
  return (code: string, lineages: readonly Lineage[]) => {
    const gave = (told: ByAgency) => (agency: string) => told.get(agency)?.figures.has(code) ?? false;
    const shared = lineages.filter(({ before, now }) => before.every(gave(was)) && now.every(gave(is)));
    const needed = formOfOne(form, code);
    const over = (told: ByAgency, codes: readonly string[]): Aggregate => {
      const answers = codes.map((agency): Answers => told.get(agency)?.answers ?? {});
      return aggregateForm(needed, answers).get(code) ?? nothing;
    };
    return {
      now: over(
        is,
        shared.flatMap(({ now }) => now),
      ),
      before: over(
        was,
        shared.flatMap(({ before }) => before),
      ),
    };
  };
}

/** A form with one indicator and what that is reckoned from: thousands of agencies are not worth reckoning all of it. */
function formOfOne(form: Form, code: string): Pick<Form, 'sections'> {
  const known = new Map(indicatorsOf(form).map((each) => [each.code, each]));
  const needed = new Set([code]);
  for (const each of needed) {
    const { formula, weight } = known.get(each) ?? {};
    for (const part of [...(formula ? partsOfFormula(formula) : []), ...(weight ? [weight] : [])]) needed.add(part);
  }
  return {
    sections: form.sections.map((section) => ({
      ...section,
      indicators: (section.indicators ?? []).filter((each) => needed.has(each.code)),
    })),
  };
}
