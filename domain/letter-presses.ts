import type { Calendar } from './calendar.ts';
import { lyingPresses } from './crossings.ts';
import type { Crossing } from './crossings.ts';
import type { OfficialState } from './official/state.ts';
import type { Press, Regime } from './regime.ts';

/** What a letter in the focal agency's name waits for: approval, a number, or its signed file. */
export type LyingState = Extract<OfficialState, 'draft' | 'approved' | 'unsigned'>;

/** A letter in the focal agency's name (công văn) that somebody has still to bring on its way. */
export interface LyingLetter {
  id: string;
  title: string;
  state: LyingState;
  /** When it was drafted, approved or issued, whichever came last. */
  since: Temporal.Instant;
}

/** Whom the engine reminds of a letter that lies, when the regime does not say. Source: configuration. */
export const usualLetterPress: readonly Press[] = [
  { workingDays: 1, to: ['officer'] },
  { workingDays: 3, to: ['officer', 'leader'] },
];

/** The patiences of letters that lie, in their order; none when the regime wants nobody reminded. */
export const letterPatiences = (policy: Regime['letters']): readonly Press[] => policy?.press ?? usualLetterPress;

/** The mornings on which Sở's people are reminded of a letter that lies; none beyond the calendar. */
export const letterPresses = (
  policy: Regime['letters'],
  { since }: Pick<LyingLetter, 'since'>,
  calendar: Calendar,
): readonly Crossing[] => lyingPresses(letterPatiences(policy), since, calendar);

/** Whether a letter in that state waits for somebody of the focal agency. */
export const lies = (state: OfficialState): state is LyingState =>
  state === 'draft' || state === 'approved' || state === 'unsigned';
