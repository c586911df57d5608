import type { CompiledAgency, CompiledReport } from './compilation.ts';

/** What a compiled report lacks, or rests on with less weight; each by name. */
export interface CompilationGaps {
  /** Without a report in it, and owing one. */
  missing: readonly CompiledAgency[];
  excused: readonly CompiledAgency[];
  late: readonly CompiledAgency[];
  /** Agencies with estimated figures, and for which indicators. */
  estimated: readonly { agency: string; indicators: readonly string[] }[];
}

/** The gaps of a compiled report, in the appendix's order. */
export function gapsOf({ agencies, indicators = [] }: CompiledReport): CompilationGaps {
  const estimates = indicators.flatMap(({ code, figures }) =>
    figures.filter(({ estimated }) => estimated).map(({ agency }) => ({ agency, code })),
  );
  return {
    missing: agencies.filter(({ receipt, look }) => !receipt && look !== 'excused'),
    excused: agencies.filter(({ look }) => look === 'excused'),
    late: agencies.filter(({ look }) => look === 'late'),
    estimated: [...Map.groupBy(estimates, ({ agency }) => agency)].map(([agency, its]) => ({
      agency,
      indicators: its.map(({ code }) => code),
    })),
  };
}
