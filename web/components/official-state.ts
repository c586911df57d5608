import type { OfficialState } from '../../domain/official/state.ts';
import type { Html } from '../html.ts';
import { officialStateWords } from '../official-words.ts';
import { plainState } from './states.ts';

const looks = {
  draft: ['info', 'pen'],
  approved: ['warn', 'check'],
  issued: ['warn', 'file'],
  unsigned: ['warn', 'clock'],
  sent: ['good', 'check'],
  void: ['struck', 'none'],
} as const;

/** A letter's state as colour, icon and word. */
export const officialStateMark = (state: OfficialState): Html => {
  const [tone, icon] = looks[state];
  return plainState(tone, icon, officialStateWords[state]);
};
