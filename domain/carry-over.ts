import { indicatorsOf, isAskedOf } from './form.ts';
import type { Form, Indicator, IndicatorAnswer, ReportContent } from './form.ts';
import type { AgencyKind } from './agency.ts';
import { fieldsOf, fieldsUnder, reportOf, sameUnder, textOf } from './merge-drafts.ts';

/** What can be carried over into a report, and from where. */
export interface CarryFacts {
  form: Form;
  /** The tasks that the agency tells of, by code. */
  tasks: readonly { code: string }[];
  agency: { kind: AgencyKind };
  lastYear?: { form: Form; content: ReportContent } | undefined;
}

/**
 * What last year's report offers for this one, in the form's words: texts of sections that are still asked, results of tasks
 * that are still given, figures by their code when they are of the kind that is asked now and not reckoned.
 */
export function carriable({ form, tasks, agency, lastYear }: CarryFacts): ReportContent {
  const { sections = {}, tasks: told = {}, indicators = {} } = lastYear?.content ?? {};
  const narratives = form.sections.filter(({ kind }) => kind === 'narrative');
  const asksTasks = form.sections.some(({ kind }) => kind === 'tasks');
  const figures = indicatorsOf(form).filter((each) => !each.formula && isAskedOf(each, agency.kind));
  return {
    sections: pick(sections, narratives, (text) => text.trim() !== ''),
    tasks: asksTasks ? pick(told, tasks, () => true) : {},
    indicators: Object.fromEntries(
      figures.flatMap((indicator) => {
        const answer = indicators[indicator.code];
        return answer && fits(indicator, answer) ? [[indicator.code, { value: answer.value }]] : [];
      }),
    ),
  };
}

function pick<Part>(
  from: Record<string, Part>,
  codes: readonly { code: string }[],
  told: (part: Part) => boolean,
): Record<string, Part> {
  return Object.fromEntries(
    codes.flatMap(({ code }) => {
      const part = Object.hasOwn(from, code) ? from[code] : undefined;
      return part !== undefined && told(part) ? [[code, part]] : [];
    }),
  );
}

const fits = ({ type }: Indicator, { value }: IndicatorAnswer): boolean =>
  typeof value === ({ yes_no: 'boolean', text: 'string' } as Record<string, string>)[type] ||
  (typeof value === 'number' && type !== 'yes_no' && type !== 'text');

/** The places of a report that may be carried over: `sections.I`, `tasks.II.1.a` as one, `indicators.2.1`. */
export const placesOf = ({ sections, tasks, indicators = {} }: ReportContent): string[] => [
  ...Object.keys(sections).map((code) => `sections.${code}`),
  ...Object.keys(tasks).map((code) => `tasks.${code}`),
  ...Object.keys(indicators).map((code) => `indicators.${code}`),
];

/**
 * Takes last year's words, results and figures into a report, and marks them as carried over. In: the report as typed, and
 * the one place that is asked for; absent: every place. What is filled in already stays; only a section that is asked for
 * by name gets last year's words after its own.
 */
export function carryOver(content: ReportContent, facts: CarryFacts, only?: string): ReportContent {
  const offered = fieldsOf(carriable(facts));
  const fields = fieldsOf(content);
  const carried = new Set(content.carried);
  for (const place of placesOf(carriable(facts))) {
    if (only !== undefined && only !== place) continue;
    const own = fieldsUnder(place).filter((field) => fields.has(field));
    const [typed, before] = [textOf(fields.get(place)), textOf(offered.get(place))];
    if (own.length === 0) {
      for (const field of fieldsUnder(place)) {
        const value = offered.get(field);
        if (value !== undefined) fields.set(field, value);
      }
      carried.add(place);
    } else if (only && place.startsWith('sections.') && !typed.includes(before)) {
      fields.set(place, `${typed}\n${before}`);
    }
  }
  return reportOf(fields, [...carried]);
}

/** Those of the places marked as carried over that still read as last year's. */
export function stillCarried(content: ReportContent, facts: CarryFacts, marked: readonly string[]): string[] {
  const [now, before] = [fieldsOf(content), fieldsOf(carriable(facts))];
  const offered = new Set(placesOf(carriable(facts)));
  return [...new Set(marked)].filter((place) => offered.has(place) && sameUnder(place, now, before));
}
