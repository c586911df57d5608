import { paragraphKey, paragraphsIn } from './paragraph-key.ts';
import type { PlaceSource } from './place-sources.ts';

/** A paragraph as agencies wrote it at a place, each agency once. */
export interface WrittenParagraph {
  key: string;
  text: string;
  /** One of its writers leads the task. */
  lead: boolean;
  /** In the order of the sources. */
  writers: readonly PlaceSource[];
}

/**
 * The paragraphs of a place, each once with all who wrote it, in the order in which they are first met; in the words of the
 * first who leads, else of the first. Only what `paragraphKey` makes the same is put together: what is nearly so is for a
 * person to judge (`alikeGroups`).
 */
export function writtenParagraphs(sources: readonly PlaceSource[]): readonly WrittenParagraph[] {
  const paragraphs = new Map<string, { key: string; text: string; lead: boolean; writers: PlaceSource[] }>();
  for (const source of sources) {
    for (const text of paragraphsIn(source.text)) {
      const [key, lead] = [paragraphKey(text), source.role === 'lead'];
      const known = paragraphs.getOrInsertComputed(key, () => ({ key, text, lead, writers: [] }));
      if (lead && !known.lead) Object.assign(known, { text, lead });
      // An agency's lines come one after the other: it is the last writer, or none yet.
      if (known.writers.at(-1)?.receipt !== source.receipt) known.writers.push(source);
    }
  }
  return [...paragraphs.values()];
}
