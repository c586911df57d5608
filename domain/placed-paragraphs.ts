import type { CompiledParagraph, CompiledReport } from './compilation.ts';

/** A paragraph with the place where it stands: its code as a form's and a plan's, and what the place is called. */
export interface PlacedParagraph {
  place: string;
  title: string;
  paragraph: CompiledParagraph;
}

/** Every paragraph of a report with its place, in the order in which they are read: `sections.I`, `tasks.II.1.a`. */
export function placedParagraphs(report: CompiledReport): readonly PlacedParagraph[] {
  const at = (place: string, title: string, paragraphs: readonly CompiledParagraph[] = []): PlacedParagraph[] =>
    paragraphs.map((paragraph) => ({ place, title, paragraph }));
  return [
    ...at('sections.I', 'Tình hình triển khai', report.situation),
    ...report.groups.flatMap(({ tasks }) =>
      tasks.flatMap(({ code, title, results, supporting }) => [
        ...at(`tasks.${code}`, `${code} ${title}`, results),
        ...at(`tasks.${code}.supporting`, `${code} ${title} (phối hợp)`, supporting),
      ]),
    ),
    ...at('sections.III', 'Khó khăn, vướng mắc, hạn chế', report.shortcomings),
    ...at('sections.IV', 'Phương hướng, nhiệm vụ', report.directions),
    ...at('sections.V', 'Đề xuất, kiến nghị', report.proposals),
  ];
}
