import type { LetterFigures, LetterLine } from './kinds.ts';

/** What a letter holds of an instant. */
export interface LetterStand {
  list: readonly LetterLine[];
  figures?: LetterFigures | undefined;
}

/** What changed between two instants for which a letter's figures held. */
export interface LetterChanges {
  added: LetterLine[];
  removed: LetterLine[];
  changed: { before: LetterLine; after: LetterLine }[];
  figures: { name: keyof LetterFigures; before: number; after: number }[];
}

/**
 * What changed in a letter's list and figures. An agency is named when it came, went, or stands otherwise: its dates, its
 * state, an earlier version; how often it was urged meanwhile is no change of its own.
 * In: the list as drafted, and as the facts are now.
 */
export function letterChanges(before: LetterStand, after: LetterStand): LetterChanges {
  const [was, is] = [byName(before.list), byName(after.list)];
  return {
    added: after.list.filter(({ agency }) => !was.has(agency)),
    removed: before.list.filter(({ agency }) => !is.has(agency)),
    changed: after.list.flatMap((line) => {
      const earlier = was.get(line.agency);
      return earlier && standOf(earlier) !== standOf(line) ? [{ before: earlier, after: line }] : [];
    }),
    figures: figureChanges(before.figures, after.figures),
  };
}

/** Whether nothing changed. */
export const isUnchanged = ({ added, removed, changed, figures }: LetterChanges): boolean =>
  added.length + removed.length + changed.length + figures.length === 0;

const byName = (list: readonly LetterLine[]) => new Map(list.map((line) => [line.agency, line]));

const standOf = ({ due, extended, state, sentOn, document }: LetterLine): string =>
  JSON.stringify([due, extended ?? '', state, sentOn ?? '', document ?? '']);

const names = ['total', 'reported', 'late', 'excused'] as const;

const figureChanges = (before?: LetterFigures, after?: LetterFigures): LetterChanges['figures'] =>
  before && after
    ? names.flatMap((name) =>
        before[name] === after[name] ? [] : [{ name, before: before[name], after: after[name] }],
      )
    : [];

/**
 * A letter's paragraphs with new figures: one that stands as the engine wrote it is written anew, one that a person changed
 * or added is kept as it is, and one that they took away stays away.
 */
export const refreshedParagraphs = (
  current: readonly string[],
  written: readonly string[],
  fresh: readonly string[],
): string[] => {
  // Untouched as a whole: the number of paragraphs may change with the facts.
  if (current.length === written.length && current.every((each, place) => each === written[place])) return [...fresh];
  return current.map((each) => {
    const place = written.indexOf(each);
    return place < 0 ? each : (fresh[place] ?? each);
  });
};

/** The places of paragraphs that a person changed or added: their figures are that person's. */
export const ownParagraphs = (current: readonly string[], written: readonly string[]): number[] =>
  current.flatMap((each, place) => (written.includes(each) ? [] : [place]));
