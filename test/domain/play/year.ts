import { playCycle } from '../../../domain/play/play-cycle.ts';
import type { Played } from '../../../domain/play/play-cycle.ts';
import type { PlayedLine } from '../../../domain/play/play.ts';
import type { Script } from '../../../domain/play/script.ts';
import { standingsOf, words } from './naive.ts';
import type { Standing } from './naive.ts';

/** A year that was played, with how each agency stood. */
export interface Year {
  script: Script;
  played: Played;
  standings: Map<string, Standing[]>;
}

export function yearOf(script: Script): Year {
  const played = playCycle(script);
  const standings = new Map(script.agencies.map(({ code }) => [code, standingsOf(script, played, code)]));
  return { script, played, standings };
}

/** Fails with the rule's words and what breaks it. */
export const hold = (holds: boolean, rule: string, about: () => string): void => {
  if (!holds) throw new Error(`${rule}: ${about()}`);
};

export const waves: readonly string[] = ['request', 'remind', 'urge'];
export const isWaveLine = ({ kind }: PlayedLine): boolean => waves.includes(kind);
/** A line at a moment, in words. */
export const at = (line: PlayedLine, moment: number): string => `${line.slot} at ${words(moment)}`;
