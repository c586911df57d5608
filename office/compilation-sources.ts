import { answersFor } from '../domain/agency.ts';
import type { CompilationSource } from '../domain/compilation.ts';
import type { RoleHolder } from '../domain/task-role.ts';
import { listAgencies } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import type { WrittenReport } from '../store/written-reports.ts';

/** Makes sources of stored versions: with the agency's kind and those merged into it, by which the plan gives it tasks. */
export async function sourceMaker(db: Db) {
  const holderOf = await holderReader(db);
  return (row: Pick<WrittenReport, 'agency_code' | 'agency_name' | 'receipt_code' | 'content'>): CompilationSource => ({
    ...{ agency: row.agency_code, name: row.agency_name, receipt: row.receipt_code, content: row.content },
    ...holderOf(row.agency_code),
  });
}

/** Tells by what the plan gives an agency tasks: its kind, and those that were merged into it. */
export async function holderReader(db: Db) {
  const agencies = await listAgencies(db);
  const kinds = new Map(agencies.map(({ code, kind }) => [code, kind]));
  const merged = agencies.filter(({ successors }) => successors.length > 0);
  return (agency: string): Omit<RoleHolder, 'agency'> => {
    const kind = kinds.get(agency);
    return { ...(kind && { kind }), answersFor: [...answersFor(agency, merged)] };
  };
}
