/** Letters in the authority's name (công văn): what each is for stands in `kindWords`. */
export type OfficialKind = 'request' | 'urging' | 'escalation' | 'direction-draft' | 'extension' | 'tracking';

export const officialKinds: readonly OfficialKind[] = [
  'request',
  'urging',
  'escalation',
  'direction-draft',
  'extension',
  'tracking',
];

/** Where a letter takes its number: letters out, reports, or the register of UBND tỉnh, which the engine never counts. */
export type NumberRegister = 'out' | 'report' | 'province';

/** Whom a letter is addressed to: agencies, or UBND tỉnh. */
export type LetterReader = 'everybody' | 'listed' | 'one' | 'province';

interface KindRule {
  register: NumberRegister;
  /** What follows the number: `/SKHCN-VP` (NĐ 30/2020, Phụ lục VI). */
  symbol: string;
  to: LetterReader;
  /** Whether it names agencies in a list of its own. */
  listed: boolean;
}

const rules: Record<OfficialKind, KindRule> = {
  request: { register: 'out', symbol: '/SKHCN-VP', to: 'everybody', listed: false },
  urging: { register: 'out', symbol: '/SKHCN-VP', to: 'listed', listed: true },
  escalation: { register: 'report', symbol: '/BC-SKHCN', to: 'province', listed: true },
  'direction-draft': { register: 'province', symbol: '/UBND-KGVX', to: 'province', listed: true },
  extension: { register: 'out', symbol: '/SKHCN-VP', to: 'one', listed: false },
  tracking: { register: 'out', symbol: '/SKHCN-VP', to: 'province', listed: true },
};

/** A kind's register, symbol and readers. */
export const ruleOf = (kind: OfficialKind): KindRule => rules[kind];

/** An agency of a letter's list, as people read it. */
export interface LetterLine {
  agency: string;
  due: string;
  state: string;
  urged: number;
  /** Absent in lists of before. */
  code?: string;
  extended?: string;
  /** When an earlier version came that was returned, and its document's number. */
  sentOn?: string;
  document?: string;
}

/** The figures of a letter, as of its instant. */
export interface LetterFigures {
  total: number;
  reported: number;
  late: number;
  excused: number;
}
