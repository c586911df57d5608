import type { Agency } from './agency.ts';

/** Agencies of one year and of the next that answer for the same: one and one, or those of a merger or a split. */
export interface Lineage {
  before: readonly string[];
  now: readonly string[];
  /** Whether all that came after `before` is among `now`: else a part went to who does not report. */
  whole: boolean;
}

/**
 * Who answers a year later for what an agency answered for: itself while it reports, else its successors, however often
 * they were merged. An heir that does not report ends the search: it is named all the same.
 * In: the agency's code, every agency that there has been, the codes of those that report now.
 */
export function heirsOf(code: string, agencies: readonly Agency[], reporting: ReadonlySet<string>): readonly string[] {
  const heirs = new Set<string>();
  const seen = new Set([code]);
  for (const each of seen) {
    const successors = reporting.has(each) ? [] : (agencies.find((agency) => agency.code === each)?.successors ?? []);
    if (successors.length === 0) heirs.add(each);
    for (const successor of successors) seen.add(successor);
  }
  return [...heirs];
}

/**
 * The agencies of two years, grouped so that each group answers for the same in both: a merged one stands with all its
 * predecessors, one that was split with all its successors. Who is in one year only stands alone.
 * In: each agency of the year before with its heirs, and the agencies of now.
 */
export function lineagesOf(
  before: readonly { code: string; heirs: readonly string[] }[],
  now: readonly string[],
): readonly Lineage[] {
  const groups = new Map<string, { before: string[]; now: string[]; whole: boolean }>();
  for (const code of now) groups.set(code, { before: [], now: [code], whole: true });
  for (const { code, heirs } of before) {
    const met = new Set(heirs.flatMap((heir) => groups.get(heir) ?? []));
    const joined = {
      before: [...[...met].flatMap((each) => each.before), code],
      now: [...met].flatMap((each) => each.now),
      whole: heirs.every((heir) => groups.has(heir)) && [...met].every(({ whole }) => whole),
    };
    for (const each of joined.now) groups.set(each, joined);
    if (met.size === 0) groups.set(`before/${code}`, joined);
  }
  return [...new Set(groups.values())];
}
