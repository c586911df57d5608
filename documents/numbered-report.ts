import type { CompiledParagraph } from '../domain/compilation.ts';
import { letterOf } from './lettering.ts';
import { mapParagraphs } from './map-paragraphs.ts';
import type { Paragraphs, ReportToWrite } from './map-paragraphs.ts';

/** A paragraph with its number in the document, by which the last appendix names its sources. */
export interface NumberedParagraph extends CompiledParagraph {
  number: number;
}

/** The compiled report with its paragraphs numbered from 1, in the order in which they are read. */
export type NumberedReport = ReportToWrite<NumberedParagraph>;

/** Numbers the paragraphs of a report, while they are read. */
export function numberedReport(report: ReportToWrite): NumberedReport {
  let last = 0;
  return mapParagraphs(report, (paragraphs) => {
    const before = last;
    last += paragraphs.length;
    return numberedFrom(before + 1, paragraphs);
  });
}

const numberedFrom = (first: number, paragraphs: Paragraphs<CompiledParagraph>): Paragraphs<NumberedParagraph> => ({
  length: paragraphs.length,
  *[Symbol.iterator]() {
    let number = first;
    for (const paragraph of paragraphs) yield { ...paragraph, number: number++ };
  },
});

/** A paragraph with the place where it stands: `II.1.a`, `IV`. */
export interface PlacedParagraph {
  place: string;
  paragraph: NumberedParagraph;
}

/** Every paragraph with its place, one after the other, in the order of reading. */
export function* placedParagraphs(report: NumberedReport): Generator<PlacedParagraph> {
  yield* at('I', report.situation);
  for (const [groupIndex, group] of report.groups.entries()) {
    for (const [taskIndex, task] of group.tasks.entries()) {
      const place = `II.${groupIndex + 1}.${letterOf(taskIndex + 1)}`;
      yield* at(place, task.results);
      yield* at(place, task.supporting ?? []);
    }
  }
  yield* at('III.2', report.shortcomings);
  yield* at('IV', report.directions);
  yield* at('V', report.proposals);
}

function* at(place: string, paragraphs: Paragraphs<NumberedParagraph>): Generator<PlacedParagraph> {
  for (const paragraph of paragraphs) yield { place, paragraph };
}
