import { directionWords } from './direction-words.ts';
import { escalationWords } from './escalation-words.ts';
import { extensionWords } from './extension-words.ts';
import type { OfficialFacts, WrittenLetter } from './facts.ts';
import type { OfficialKind } from './kinds.ts';
import { requestWords } from './request-words.ts';
import { trackingWords } from './tracking-words.ts';
import { urgingWords } from './urging-words.ts';

const writers: Record<OfficialKind, (facts: OfficialFacts) => WrittenLetter> = {
  request: requestWords,
  urging: urgingWords,
  escalation: escalationWords,
  'direction-draft': directionWords,
  extension: extensionWords,
  tracking: trackingWords,
};

/**
 * Writes a letter of a kind from its facts: what it is about, and its paragraphs.
 * Out: for all but the draft of UBND tỉnh's letter, words that criticise nobody. Source: NĐ 30/2020, mẫu 1.4, 1.5.
 */
export const writeLetter = (kind: OfficialKind, facts: OfficialFacts): WrittenLetter => writers[kind](facts);

/** What a letter is called in lists: `Báo cáo UBND tỉnh về tình hình …`, `Công văn về việc đôn đốc …`. */
export function titleOf(kind: OfficialKind, subject: string): string {
  if (kind === 'escalation') return `Báo cáo UBND tỉnh về ${subject}`;
  if (kind === 'direction-draft') return `Dự thảo công văn của UBND tỉnh về việc ${subject}`;
  return `Công văn về việc ${subject}`;
}
