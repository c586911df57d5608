import { answersFor } from '../domain/agency.ts';
import type { CompilationSource } from '../domain/compilation.ts';
import { listAgencies } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import type { WrittenReport } from '../store/written-reports.ts';

/** Makes sources of stored versions: with the agency's kind and those merged into it, by which the plan gives it tasks. */
export async function sourceMaker(db: Db) {
  const agencies = await listAgencies(db);
  const kinds = new Map(agencies.map(({ code, kind }) => [code, kind]));
  const merged = agencies.filter(({ successors }) => successors.length > 0);
  return (row: Pick<WrittenReport, 'agency_code' | 'agency_name' | 'receipt_code' | 'content'>): CompilationSource => {
    const kind = kinds.get(row.agency_code);
    return {
      ...{ agency: row.agency_code, name: row.agency_name, receipt: row.receipt_code, content: row.content },
      ...(kind && { kind }),
      answersFor: [...answersFor(row.agency_code, merged)],
    };
  };
}
