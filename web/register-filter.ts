import type { RegisterFilter } from '../office/read-register.ts';
import { namedIn, officialKindWords, officialStateWords } from './official-words.ts';

/** A register's filter as it stands in the address; what is no filter is left out. */
export const registerFilterOf = ({ year, kind, state, words }: Record<string, string>): RegisterFilter => ({
  year: year && /^2[01]\d\d$/.test(year) ? Number(year) : undefined,
  kind: namedIn(officialKindWords, kind),
  state: namedIn(officialStateWords, state),
  words: words?.trim().slice(0, 200) || undefined,
});

/** The same as a query. */
export const registerQuery = ({ year, kind, state, words }: RegisterFilter): string =>
  new URLSearchParams(
    Object.entries({ year: year && String(year), kind, state, words }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  ).toString();
