import type { CompiledParagraph, CompiledReport, CompiledTask } from '../domain/compilation.ts';

/** Paragraphs that can be read through, again and again: an array, or what is fetched while it is read. */
export interface Paragraphs<Paragraph> extends Iterable<Paragraph> {
  readonly length: number;
}

/** A compiled report without the words of agencies and officers. */
export type ReportFrame = Omit<CompiledReport, 'situation' | 'groups' | 'shortcomings' | 'directions' | 'proposals'>;

/** A task as a document lays it out. */
export type TaskToWrite<Paragraph> = Omit<CompiledTask, 'results' | 'supporting'> & {
  results: Paragraphs<Paragraph>;
  supporting?: Paragraphs<Paragraph>;
};

/** A compiled report whose paragraphs need not be in memory all at once; a `CompiledReport` is one. */
export type ReportToWrite<Paragraph = CompiledParagraph> = ReportFrame & {
  situation: Paragraphs<Paragraph>;
  groups: readonly { code: string; title: string; tasks: readonly TaskToWrite<Paragraph>[] }[];
  shortcomings: Paragraphs<Paragraph>;
  directions: Paragraphs<Paragraph>;
  proposals: Paragraphs<Paragraph>;
};

/** A report with each of its lists of paragraphs changed, one after the other in the order of reading. */
export function mapParagraphs<From, To>(
  report: ReportToWrite<From>,
  change: (paragraphs: Paragraphs<From>) => Paragraphs<To>,
): ReportToWrite<To> {
  const changedTask = ({ results, supporting, ...task }: TaskToWrite<From>) => ({
    ...task,
    results: change(results),
    ...(supporting && { supporting: change(supporting) }),
  });
  return {
    ...report, // what is written in an object literal is evaluated from the top: the order of reading
    situation: change(report.situation),
    groups: report.groups.map((group) => ({ ...group, tasks: group.tasks.map(changedTask) })),
    shortcomings: change(report.shortcomings),
    directions: change(report.directions),
    proposals: change(report.proposals),
  };
}
