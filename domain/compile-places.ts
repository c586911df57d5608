import type { CompilationFacts, CompiledParagraph, CompiledReport, CompilationSource } from './compilation.ts';
import { paragraphsIn } from './paragraph-key.ts';
import { reportPlaces, sourcesAt } from './place-sources.ts';
import type { PlaceSource, ReportPlace } from './place-sources.ts';
import { changesSince, isWritten, noEditing } from './synthesis.ts';
import type { Editing, Synthesis } from './synthesis.ts';
import { writtenParagraphs } from './written-paragraphs.ts';
import type { WrittenParagraph } from './written-paragraphs.ts';

/** The words of a place: of those that lead, or an officer's own, and of those that support. */
export interface PlaceWords {
  results: readonly CompiledParagraph[];
  supporting: readonly CompiledParagraph[];
}

/** The words of every place, and what officers did to them. */
export interface CompiledPlaces {
  at: (place: string) => PlaceWords;
  /** The sources that the tasks' progress counts: all but whole reports that are excluded. */
  counted: readonly CompilationSource[];
  staleSyntheses: NonNullable<CompiledReport['staleSyntheses']>;
  excluded: NonNullable<CompiledReport['excluded']>;
}

/**
 * The words of a compiled report's places. In: the facts, their sources in any order. Out: paragraphs in the order of the
 * agencies' list, each naming every source it stands for; where an officer wrote, theirs, naming all sources of the place.
 */
export function compilePlaces(
  facts: Pick<CompilationFacts, 'plan' | 'sources' | 'agencies' | 'editing'>,
): CompiledPlaces {
  const { editing = noEditing } = facts;
  const sources = inOrder(facts.sources, facts.agencies);
  const isExcluded = excludedBy(editing);
  const syntheses = new Map(editing.syntheses.filter(isWritten).map((each) => [each.place, each]));
  const places = reportPlaces(facts.plan).map((place) => ({
    ...place,
    sources: sourcesAt(place, sources).filter(({ agency }) => !isExcluded(agency, place.place)),
    synthesis: syntheses.get(place.place),
  }));
  const compiled = compiler();
  const words = new Map(places.map((each) => [each.place, wordsOf(each.sources, each.synthesis, compiled)]));
  return {
    at: (place) => words.get(place) ?? { results: [], supporting: [] },
    counted: sources.filter(({ agency }) => !isExcluded(agency)),
    staleSyntheses: places
      .filter((each) => each.synthesis && changesSince(each.synthesis.madeFrom, each.sources).length > 0)
      .map(({ place, title }) => ({ place, title })),
    excluded: excludedIn(editing, sources, places),
  };
}

/** The sources in the order of the agencies' list, whatever the order in which they were read. */
function inOrder(sources: readonly CompilationSource[], agencies: CompilationFacts['agencies']) {
  const positions = new Map(agencies.map(({ code }, position) => [code, position]));
  const positionOf = ({ agency }: CompilationSource) => positions.get(agency) ?? positions.size;
  return sources.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** Whether an agency's words are left out: at a place, or, without one, altogether. */
function excludedBy({ exclusions }: Editing): (agency: string, place?: string) => boolean {
  const known = new Set(exclusions.map(({ agency, place }) => `${agency}/${place ?? ''}`));
  return (agency, place) => known.has(`${agency}/`) || (place !== undefined && known.has(`${agency}/${place}`));
}

function wordsOf(
  sources: readonly PlaceSource[],
  synthesis: Synthesis | undefined,
  compiled: ReturnType<typeof compiler>,
): PlaceWords {
  if (synthesis && !synthesis.keepSources) return { results: synthesised(synthesis, sources), supporting: [] };
  const written = writtenParagraphs(sources);
  const own = written.filter(({ lead }) => lead).map(compiled);
  return {
    results: synthesis ? [...synthesised(synthesis, sources), ...own] : own,
    supporting: written.filter(({ lead }) => !lead).map(compiled),
  };
}

const synthesised = ({ text }: Synthesis, sources: readonly PlaceSource[]): CompiledParagraph[] =>
  paragraphsIn(text).map((paragraph) => ({ text: paragraph, ...origin(sources), synthesised: true }));

type Origin = Pick<CompiledParagraph, 'agencies' | 'sources'>;

const origin = (sources: readonly PlaceSource[]): Origin => ({
  agencies: sources.map(({ name }) => name),
  sources: sources.map(({ receipt }) => receipt),
});

/** Words with their origin. Most have one writer: all that one wrote shares one origin, of 300,000 paragraphs too. */
function compiler(): (written: WrittenParagraph) => CompiledParagraph {
  const alone = new Map<string, Origin>();
  return ({ text, writers }) => {
    const [only, ...others] = writers;
    if (!only || others.length > 0) return { text, ...origin(writers) };
    return { text, ...alone.getOrInsertComputed(only.receipt, () => origin(writers)) };
  };
}

function excludedIn(
  { exclusions }: Editing,
  sources: readonly CompilationSource[],
  places: readonly ReportPlace[],
): CompiledPlaces['excluded'] {
  const titles = new Map(places.map(({ place, title }) => [place, title]));
  return sources.flatMap(({ agency, name }) =>
    exclusions
      .filter((each) => each.agency === agency)
      .map(({ place, reason }) => ({
        ...{ agency: name, reason },
        ...(place !== undefined && { place, title: titles.get(place) ?? place }),
      })),
  );
}
