import { ruleOf } from './kinds.ts';
import type { OfficialKind } from './kinds.ts';

/** A number with its symbol: 5 of a letter out is `05/SKHCN-VP`, numbers under 10 with a zero (NĐ 30/2020, Phụ lục I). */
export const numberedAs = (kind: OfficialKind, number: number): string =>
  `${String(number).padStart(2, '0')}${ruleOf(kind).symbol}`;

/** The number before the symbol: `05/SKHCN-VP` is 5; undefined for what is no plain number, such as `12a/SKHCN-VP`. */
export function plainNumber(words: string): number | undefined {
  const [, digits] = /^0*([1-9]\d{0,5})\s*\//.exec(words.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** A number as the register compares it: without spaces, in lower case. */
export const numberKey = (words: string): string => words.replaceAll(/\s+/g, '').toLocaleLowerCase('vi');
