import type { AgencyKind } from './agency.ts';
import type { CompiledIndicator } from './compiled-figures.ts';
import { compilePlaces } from './compile-places.ts';
import { compileTask } from './compile-task.ts';
import type { ReportContent } from './form.ts';
import type { ObligationLook } from './obligation.ts';
import type { Period } from './period.ts';
import type { PlanTask, ProvincialPlan } from './plan.ts';
import type { Editing } from './synthesis.ts';
import type { RoleHolder } from './task-role.ts';

/** An agency of the compiled report's appendix. */
export interface CompiledAgency {
  code: string;
  name: string;
  /** Absent in reports compiled before. */
  kind?: AgencyKind;
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
  /** Those raised about this task; absent: none. */
  obstacles?: CompiledReport['obstacles'];
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
  /** Obstacles raised in the year, with their state in words and the code of the task that they are about. */
  obstacles: readonly { title: string; agency: string; state: string; raisedOn: Temporal.PlainDate; task?: string }[];
  directions: readonly CompiledParagraph[];
  proposals: readonly CompiledParagraph[];
  /** The form's indicators, in its order; absent where it asks for none, and in reports compiled before. */
  indicators?: readonly CompiledIndicator[];
  agencies: readonly CompiledAgency[];
  /** Officers' paragraphs whose sources have changed since they were written; absent: none. */
  staleSyntheses?: readonly { place: string; title: string }[];
  /** What was left out by an officer and why, a whole report where no place is named; absent: nothing. */
  excluded?: readonly { agency: string; reason: string; place?: string; title?: string }[];
}

/** A submission version that a compilation is made from. */
export interface CompilationSource extends RoleHolder {
  name: string;
  receipt: string;
  content: ReportContent;
}

/** What a compiled report is made of. */
export interface CompilationFacts extends Omit<
  CompiledReport,
  | 'plan'
  | 'figures'
  | 'situation'
  | 'groups'
  | 'shortcomings'
  | 'directions'
  | 'proposals'
  | 'staleSyntheses'
  | 'excluded'
> {
  plan: ProvincialPlan;
  sources: readonly CompilationSource[];
  /** What officers did to the words; absent: nothing. */
  editing?: Editing;
}

/**
 * The compiled report of a cycle from its sources: figures, results by the plan's task groups, difficulties, proposals.
 * Every paragraph names the versions it comes from; a text that several agencies wrote stands once. Where an officer wrote
 * a synthesis it stands in place of the sources' words; excluded sources are left out of the words, not of the figures.
 * Source: the outline of NĐ 09/2019 Đ.8.7; the plan's III.1.
 */
export function compileReport({ plan, sources, editing, ...facts }: CompilationFacts): CompiledReport {
  const places = compilePlaces({ plan, sources, agencies: facts.agencies, ...(editing && { editing }) });
  const narrative = (code: string) => places.at(code).results;
  const task = (each: PlanTask) => compileTask(each, places.at(each.code), { ...places, obstacles: facts.obstacles });
  return {
    ...facts,
    plan: { number: plan.number, title: plan.title, shortTitle: plan.shortTitle },
    figures: figuresOf(facts.agencies),
    situation: narrative('I'),
    groups: plan.groups.map(({ code, title }) => ({
      ...{ code, title },
      tasks: plan.tasks.filter(({ group }) => group === code).map(task),
    })),
    shortcomings: narrative('III'),
    directions: narrative('IV'),
    proposals: narrative('V'),
    ...(places.staleSyntheses.length > 0 && { staleSyntheses: places.staleSyntheses }),
    ...(places.excluded.length > 0 && { excluded: places.excluded }),
  };
}

/** Who has reported, as figures: on time, late, missing (a returned report counts as missing), excused. */
export function figuresOf(agencies: readonly Pick<CompiledAgency, 'look'>[]): CompiledReport['figures'] {
  const count = (...looks: ObligationLook[]) => agencies.filter((agency) => looks.includes(agency.look)).length;
  const [onTime, late, excused] = [count('on_time'), count('late'), count('excused')];
  const reported = onTime + late;
  return { total: agencies.length, reported, onTime, late, missing: agencies.length - reported - excused, excused };
}
