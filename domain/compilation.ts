import type { CompiledIndicator } from './compiled-figures.ts';
import type { ReportContent } from './form.ts';
import type { ObligationLook } from './obligation.ts';
import type { PlanTask, ProvincialPlan } from './plan.ts';
import type { Period } from './period.ts';

/** An agency of the compiled report's appendix. */
export interface CompiledAgency {
  code: string;
  name: string;
  due: Temporal.PlainDate;
  extended: boolean;
  look: ObligationLook;
  /** Of the version that the compilation uses; absent for those that have not reported. */
  receipt?: { code: string; version: number; receivedAt: Temporal.Instant; onTime: boolean; workingDaysLate: number };
  urged: number;
  note: string;
}

/** A paragraph of the compiled report with the versions that it comes from: nothing is said without its source. */
export interface CompiledParagraph {
  text: string;
  /** Names of the agencies that wrote it, in the appendix's order; the same text of several agencies stands once. */
  agencies: readonly string[];
  /** The receipt codes of the versions it comes from. */
  sources: readonly string[];
  /** An officer's own words, written beside those sources; absent: the agencies' words as they stand. */
  synthesised?: true;
}

export interface CompiledTask {
  code: string;
  title: string;
  /** Who leads and who supports it, as the plan has it; absent in reports compiled before they were kept. */
  lead?: readonly string[];
  support?: readonly string[];
  /** Of the agencies that reported on it. */
  done: number;
  underWay: number;
  notStarted: number;
  meanPercent: number | undefined;
  /** Of the agencies that lead it; of all when the plan names no leader. */
  results: readonly CompiledParagraph[];
  /** Of the agencies that support it; absent in reports compiled before they were told apart. */
  supporting?: readonly CompiledParagraph[];
}

export interface CompiledGroup {
  code: string;
  title: string;
  tasks: readonly CompiledTask[];
}

/** The compiled report (báo cáo tổng hợp) as data; `documents/` lays it out. */
export interface CompiledReport {
  plan: Pick<ProvincialPlan, 'number' | 'title' | 'shortTitle'>;
  /** The year that names the report. */
  year: number;
  /** What its term is called, `quý II năm 2026`, and the one after it; absent: the year and the next. */
  term?: { words: string; next: string };
  /** Of the compilation within its cycle, from 1. */
  number: number;
  final: boolean;
  /** The sources are as of this instant. */
  asOf: Temporal.Instant;
  period: Period;
  due: Temporal.PlainDate;
  /** To whom it is sent; absent: the default ones. */
  receivers?: readonly string[];
  figures: { total: number; reported: number; onTime: number; late: number; missing: number; excused: number };
  situation: readonly CompiledParagraph[];
  groups: readonly CompiledGroup[];
  shortcomings: readonly CompiledParagraph[];
  /** Obstacles raised in the year, with their state in words. */
  obstacles: readonly { title: string; agency: string; state: string; raisedOn: Temporal.PlainDate }[];
  directions: readonly CompiledParagraph[];
  proposals: readonly CompiledParagraph[];
  /** The form's indicators, in its order; absent where it asks for none, and in reports compiled before. */
  indicators?: readonly CompiledIndicator[];
  agencies: readonly CompiledAgency[];
}

/** A submission version that a compilation is made from. */
export interface CompilationSource {
  agency: string;
  name: string;
  receipt: string;
  content: ReportContent;
}

/** What a compiled report is made of. */
export interface CompilationFacts extends Omit<
  CompiledReport,
  'plan' | 'figures' | 'situation' | 'groups' | 'shortcomings' | 'directions' | 'proposals'
> {
  plan: ProvincialPlan;
  /** In the appendix's order. */
  sources: readonly CompilationSource[];
}

/**
 * The compiled report of a cycle from its sources: figures, results by the plan's task groups, difficulties, proposals.
 * Every paragraph names the versions it comes from; a text that several agencies wrote word for word stands once.
 * Source: the outline of NĐ 09/2019 Đ.8.7; the plan's III.1.
 */
export function compileReport({ plan, sources, ...facts }: CompilationFacts): CompiledReport {
  const narrative = (code: string) => paragraphsOf(sources, (content) => content.sections[code] ?? '');
  return {
    ...facts,
    plan: { number: plan.number, title: plan.title, shortTitle: plan.shortTitle },
    figures: figuresOf(facts.agencies),
    situation: narrative('I'),
    groups: plan.groups.map((group) => ({
      code: group.code,
      title: group.title,
      tasks: plan.tasks.filter((task) => task.group === group.code).map((task) => compileTask(task, sources)),
    })),
    shortcomings: narrative('III'),
    directions: narrative('IV'),
    proposals: narrative('V'),
  };
}

/** Who has reported, as figures: on time, late, missing (a returned report counts as missing), excused. */
export function figuresOf(agencies: readonly Pick<CompiledAgency, 'look'>[]): CompiledReport['figures'] {
  const count = (...looks: ObligationLook[]) => agencies.filter((agency) => looks.includes(agency.look)).length;
  const [onTime, late, excused] = [count('on_time'), count('late'), count('excused')];
  const reported = onTime + late;
  return { total: agencies.length, reported, onTime, late, missing: agencies.length - reported - excused, excused };
}

function compileTask({ code, title, lead, support }: PlanTask, sources: readonly CompilationSource[]): CompiledTask {
  const told = sources
    .flatMap((source) => source.content.tasks[code] ?? [])
    .filter((task) => task.state !== 'not_applicable');
  const count = (state: string) => told.filter((task) => task.state === state).length;
  const percents = told.map((task) => task.percent);
  return {
    ...{ code, title, lead, support },
    done: count('done'),
    underWay: count('under_way'),
    notStarted: count('not_started'),
    meanPercent: percents.length ? percents.reduce((sum, each) => sum + each, 0) / percents.length : undefined,
    results: paragraphsOf(sources, (content) => content.tasks[code]?.result ?? ''),
  };
}

function paragraphsOf(
  sources: readonly CompilationSource[],
  text: (content: ReportContent) => string,
): readonly CompiledParagraph[] {
  const paragraphs = new Map<string, { text: string; agencies: string[]; sources: string[] }>();
  for (const source of sources) {
    for (const line of text(source.content).split(/\n+/)) {
      const words = line.trim();
      if (!words) continue;
      const key = words.normalize('NFC').toLocaleLowerCase('vi');
      const known = paragraphs.get(key) ?? { text: words, agencies: [], sources: [] };
      paragraphs.set(key, known);
      if (known.sources.includes(source.receipt)) continue;
      known.agencies.push(source.name);
      known.sources.push(source.receipt);
    }
  }
  return [...paragraphs.values()];
}
