import type { CompiledGroup, CompiledParagraph, CompiledReport, CompiledTask } from '../domain/compilation.ts';
import { letterOf } from './lettering.ts';

/** A paragraph with its number in the document, by which the second appendix names its sources. */
export interface NumberedParagraph extends CompiledParagraph {
  number: number;
}

interface NumberedTask extends CompiledTask {
  results: readonly NumberedParagraph[];
}

interface NumberedGroup extends CompiledGroup {
  tasks: readonly NumberedTask[];
}

/** The compiled report with its paragraphs numbered from 1, in the order in which they are read. */
export interface NumberedReport extends CompiledReport {
  situation: readonly NumberedParagraph[];
  groups: readonly NumberedGroup[];
  shortcomings: readonly NumberedParagraph[];
  directions: readonly NumberedParagraph[];
  proposals: readonly NumberedParagraph[];
}

/** Numbers the paragraphs of a report. */
export function numberedReport(report: CompiledReport): NumberedReport {
  let last = 0;
  const numbered = (paragraphs: readonly CompiledParagraph[]) =>
    paragraphs.map((paragraph) => ({ ...paragraph, number: (last += 1) }));
  const numberedTask = (task: CompiledTask) => ({ ...task, results: numbered(task.results) });
  return {
    ...report, // what is written in an object literal is evaluated from the top: the order of reading
    situation: numbered(report.situation),
    groups: report.groups.map((group) => ({ ...group, tasks: group.tasks.map(numberedTask) })),
    shortcomings: numbered(report.shortcomings),
    directions: numbered(report.directions),
    proposals: numbered(report.proposals),
  };
}

/** Every paragraph with the place where it stands: `II.1.a`, `IV`. */
export function placedParagraphs(report: NumberedReport): readonly { place: string; paragraph: NumberedParagraph }[] {
  const at = (place: string, paragraphs: readonly NumberedParagraph[]) =>
    paragraphs.map((paragraph) => ({ place, paragraph }));
  const results = report.groups.flatMap((group, groupIndex) =>
    group.tasks.flatMap((task, taskIndex) => at(`II.${groupIndex + 1}.${letterOf(taskIndex + 1)}`, task.results)),
  );
  return [
    ...at('I', report.situation),
    ...results,
    ...at('III.1', report.shortcomings),
    ...at('IV', report.directions),
    ...at('V', report.proposals),
  ];
}
