import type { CompiledReport } from '../domain/compilation.ts';

type Named = Pick<CompiledReport, 'year' | 'term'>;

/** What the reported term is called: `năm 2026`, `quý II năm 2026`. */
export const reportedWords = ({ year, term }: Named): string => term?.words ?? `năm ${year}`;

/** What the term after it is called, for the part on what is to be done. */
export const comingWords = ({ year, term }: Named): string => term?.next ?? `năm ${year + 1}`;
