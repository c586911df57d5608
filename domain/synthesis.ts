import { hasWords, paragraphKey, paragraphsIn } from './paragraph-key.ts';
import type { PlaceSource } from './place-sources.ts';

/** An officer's own paragraphs for a place (đoạn tổng hợp): its newest version. */
export interface Synthesis {
  place: string;
  version: number;
  /** Each line is a paragraph; blank: the place goes back to its sources' own words. */
  text: string;
  /** The sources' own paragraphs stay below it. */
  keepSources: boolean;
  /** What the officer had beside the text when saying that it says what the sources say. */
  madeFrom: readonly PlaceSource[];
}

/** A source that is not to be compiled, at one place or at all, and why. */
export interface SourceExclusion {
  id: string;
  agency: string;
  /** Absent: the whole report. */
  place?: string;
  reason: string;
  /** The version that was looked at; words that came after it are left out as well, and a page says so. */
  receipt: string;
}

/** What officers have done to the words of a cycle, as of an instant. */
export interface Editing {
  syntheses: readonly Synthesis[];
  exclusions: readonly SourceExclusion[];
}

export const noEditing: Editing = { syntheses: [], exclusions: [] };

/** How an agency's paragraphs at a place differ from those that a synthesis was made from. */
export interface SourceChange {
  agency: string;
  name: string;
  /** `gone`: it has returned, withdrawn or emptied what it wrote, or is excluded. */
  kind: 'new' | 'changed' | 'gone';
  added: readonly string[];
  removed: readonly string[];
}

/**
 * What has changed in the sources since a synthesis was made from them, by agency; empty while it is fresh. Only the set
 * of each agency's paragraphs counts: a new version with the same words, or in another order, changes nothing.
 */
export function changesSince(madeFrom: readonly PlaceSource[], now: readonly PlaceSource[]): readonly SourceChange[] {
  const [was, is] = [paragraphsByAgency(madeFrom), paragraphsByAgency(now)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((agency) => {
    const [before, after] = [was.get(agency), is.get(agency)];
    const added = lacking(after?.paragraphs, before?.paragraphs);
    const removed = lacking(before?.paragraphs, after?.paragraphs);
    if (added.length + removed.length === 0) return [];
    const kind = !before ? 'new' : after ? 'changed' : 'gone';
    return [{ agency, name: (after ?? before)?.name ?? agency, kind, added, removed }];
  });
}

/** Whether a synthesis says anything: a blank one was given up. */
export const isWritten = ({ text }: Pick<Synthesis, 'text'>): boolean => hasWords(text);

/** Whether a source is left out at a place, and by what. */
export const exclusionOf = (
  exclusions: readonly SourceExclusion[],
  agency: string,
  place: string,
): SourceExclusion | undefined =>
  exclusions.find((each) => each.agency === agency && (each.place === undefined || each.place === place));

type Paragraphs = ReadonlyMap<string, string>;

function paragraphsByAgency(sources: readonly PlaceSource[]) {
  const found = sources.map(({ agency, name, text }) => {
    const paragraphs: Paragraphs = new Map(paragraphsIn(text).map((each) => [paragraphKey(each), each]));
    return [agency, { name, paragraphs }] as const;
  });
  return new Map(found.filter(([, { paragraphs }]) => paragraphs.size > 0));
}

const lacking = (all: Paragraphs = new Map(), known: Paragraphs = new Map()): string[] =>
  [...all].filter(([key]) => !known.has(key)).map(([, text]) => text);
