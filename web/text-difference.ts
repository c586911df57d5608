import { diffArrays } from 'diff';
import { comparable } from '../domain/differences.ts';

/** A run of a text that both versions have, or one of them only. */
export interface Piece {
  kind: 'kept' | 'removed' | 'added';
  text: string;
}

/**
 * What became of a text, word by word: the pieces without the added ones are the text before, those without the removed
 * ones the text now (as `comparable` has them). Vietnamese is written in syllables with spaces between, which are the
 * words here; a figure such as 1.234,5 is one word. Texts that differ in more words than anybody would read are compared by
 * their lines, and those that differ in most of these are shown one after the other.
 */
export function textDifference(before: string, now: string): readonly Piece[] {
  const [was, is] = [comparable(before), comparable(now)];
  const found = compared(was, is, wordsOf) ?? compared(was, is, linesOf);
  if (found) return joined(found);
  const whole: Piece[] = [
    { kind: 'removed', text: was },
    { kind: 'added', text: is },
  ];
  return whole.filter(({ text }) => text);
}

/** The shortest way from one text to the other in the given units; undefined when it is long. */
const compared = (was: string, is: string, unitsOf: (text: string) => string[]): Piece[] | undefined =>
  diffArrays(unitsOf(was), unitsOf(is), { maxEditLength: mostEdits })?.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'kept',
    text: value.join(''),
  }));

/** Looking for more differences takes time by their square. */
const mostEdits = 500;

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

const wordsOf = (text: string): string[] =>
  text.match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}]+|\n|[^\S\n]+|[^]/gu) ?? [];

/** Changes between which only a space stands are one change, as a person would mark it. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  let [removed, added] = ['', ''];
  for (const [place, piece] of pieces.entries()) {
    const { kind, text } = piece;
    const within = kind === 'kept' && /^ +$/.test(text) && removed && added && place < pieces.length - 1;
    if (kind === 'removed' || within) removed += text;
    if (kind === 'added' || within) added += text;
    if (kind !== 'kept' || within) continue;
    found.push(...changed(removed, added), piece);
    [removed, added] = ['', ''];
  }
  return [...found, ...changed(removed, added)];
}

/** A change as pieces; a space that ends both sides belongs to neither. */
function changed(removed: string, added: string): Piece[] {
  const space = /[^ ]( +)$/.exec(removed)?.[1] ?? '';
  const shared = added.endsWith(space) ? space.length : 0;
  const pieces: Piece[] = [
    { kind: 'removed', text: removed.slice(0, removed.length - shared) },
    { kind: 'added', text: added.slice(0, added.length - shared) },
    { kind: 'kept', text: space.slice(0, shared) },
  ];
  return pieces.filter(({ text }) => text);
}
