import type { WrittenParagraph } from './written-paragraphs.ts';

/** From which share of shared words on two paragraphs are proposed as nearly the same. */
const threshold = 0.7;

/**
 * Paragraphs of a place that are nearly the same, in groups of two and more in their order: a proposal for a person to
 * write one of. Measured by the pairs of neighbouring words (syllables) that two share, of all that either has; figures
 * are words, so that a paragraph copied with another figure is found. Paragraphs of fewer than four words are not compared.
 */
export function alikeGroups(paragraphs: readonly WrittenParagraph[]): readonly (readonly WrittenParagraph[])[] {
  const compared = paragraphs
    .map((paragraph) => ({ paragraph, pairs: pairsIn(paragraph.key), group: [paragraph] }))
    .filter(({ pairs }) => pairs.size >= 3);
  for (const [place, one] of compared.entries()) {
    for (const other of compared.slice(place + 1)) {
      if (one.group !== other.group && areAlike(one.pairs, other.pairs)) join(compared, one.group, other.group);
    }
  }
  const groups = new Set(compared.map(({ group }) => group));
  return [...groups]
    .filter((group) => group.length > 1)
    .map((group) => paragraphs.filter((each) => group.includes(each)));
}

function pairsIn(key: string): ReadonlySet<string> {
  const words = key.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, place) => `${words[place]} ${word}`));
}

function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  if (fewer.size < threshold * more.size) return false;
  const shared = fewer.intersection(more).size;
  return shared >= threshold * (one.size + other.size - shared);
}

/** Makes one group of two. */
function join(compared: { group: WrittenParagraph[] }[], kept: WrittenParagraph[], gone: WrittenParagraph[]): void {
  kept.push(...gone);
  for (const each of compared) if (each.group === gone) each.group = kept;
}
