import type { CompilationSource } from './compilation.ts';
import { sourcesAt } from './place-sources.ts';
import type { PlaceSource, ReportPlace } from './place-sources.ts';
import { changesSince, exclusionOf, isWritten } from './synthesis.ts';
import type { Editing, SourceChange, SourceExclusion, Synthesis } from './synthesis.ts';
import { writtenParagraphs } from './written-paragraphs.ts';
import type { WrittenParagraph } from './written-paragraphs.ts';

/** `none`: no agency has words there and no officer has written any. */
export type PlaceState = 'none' | 'unwritten' | 'written' | 'stale';

/** How a place of the compiled report stands: its sources, what is left out, what an officer wrote, whether that still holds. */
export interface PlaceStanding extends ReportPlace {
  state: PlaceState;
  /** Those that would be compiled now. */
  included: readonly PlaceSource[];
  excluded: readonly (PlaceSource & { exclusion: SourceExclusion })[];
  /** Of those included. */
  paragraphs: readonly WrittenParagraph[];
  synthesis: Synthesis | undefined;
  /** Since the synthesis was made; empty without one. */
  changes: readonly SourceChange[];
}

/** How a place stands with the sources that a run would have now. */
export function placeStanding(
  place: ReportPlace,
  sources: readonly CompilationSource[],
  { syntheses, exclusions }: Editing,
): PlaceStanding {
  const all = sourcesAt(place, sources);
  const leftOut = ({ agency }: PlaceSource) => exclusionOf(exclusions, agency, place.place);
  const included = all.filter((source) => !leftOut(source));
  const excluded = all.flatMap((source) => {
    const exclusion = leftOut(source);
    return exclusion ? [{ ...source, exclusion }] : [];
  });
  const synthesis = syntheses.find((each) => each.place === place.place);
  const written = synthesis && isWritten(synthesis);
  const changes = written ? changesSince(synthesis.madeFrom, included) : [];
  const unwritten = all.length > 0 ? 'unwritten' : 'none';
  return {
    ...place,
    state: written ? (changes.length > 0 ? 'stale' : 'written') : unwritten,
    ...{ included, excluded, paragraphs: writtenParagraphs(included), synthesis, changes },
  };
}
