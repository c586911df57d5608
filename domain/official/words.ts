import { dayWords } from '../words.ts';
import type { IssuedBefore, OfficialFacts } from './facts.ts';

export const office = 'Sở Khoa học và Công nghệ';

/** `Kế hoạch thực hiện Kết luận số 69-KL/TW năm 2026` */
export const planOfTerm = ({ plan, term }: OfficialFacts): string => `${plan.shortTitle} ${term}`;

/** `Công văn số 05/SKHCN-VP ngày 18/11/2026` */
export const citation = ({ number, issuedOn }: IssuedBefore): string =>
  `Công văn số ${number} ngày ${dayWords(issuedOn)}`;

/** The letters of a kind that were issued before, in running text; empty when there is none. */
export const cited = ({ issued }: OfficialFacts, kind: IssuedBefore['kind']): string =>
  issued
    .filter((each) => each.kind === kind)
    .map(citation)
    .join(', ');

/** Whether words criticise somebody: that is an authorised person's act, never the engine's. */
export const criticises = (words: string): boolean => /phê\s+bình/iu.test(words.normalize('NFC'));
