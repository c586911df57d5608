import { join } from 'node:path';
import { buildReportApart } from '../documents/build-apart.ts';
import { checkCompilation } from '../office/check-compilation.ts';
import type { CompilationCheck } from '../office/check-compilation.ts';
import { readSettings } from '../settings.ts';
import { findCompilationNamed } from '../store/compilations.ts';
import { openStore } from '../store/connection.ts';

/**
 * Makes a compilation run again and says whether it is the same, byte by byte. In: the run's id, or its cycle and number.
 * Throws when it differs, so that the command ends with 1. With the embedded database the system must be stopped.
 */
export async function runCompilationCheck(name: string, number: number | undefined): Promise<void> {
  const settings = readSettings(process.env);
  const store = await openStore({ databaseUrl: settings.databaseUrl, folder: join(settings.folder, 'postgres') });
  try {
    const id = await findCompilationNamed(store.db, name, number);
    if (!id) throw new Error(`no compilation ${name}${number === undefined ? '' : `, run ${number}`}`);
    const check = await checkCompilation(store.db, id, buildReportApart);
    for (const line of checkLines(check)) console.log(line);
    if (check.verdict !== 'same') throw new Error('the run was not made again as it was');
  } finally {
    await store.close();
  }
}

/** What a check found, a line for each thing. */
export function checkLines({ verdict, sources, altered, sameReport, document }: CompilationCheck): string[] {
  if (verdict === 'kept_nothing') return ['the run is of a release that kept no facts: it cannot be made again'];
  return [
    `sources: ${sources - altered.length} of ${sources} unaltered`,
    ...altered.map(({ agency, receipt }) => `altered: ${receipt} ${agency}`),
    `report: ${sameReport ? 'same' : 'different'}`,
    `document: ${document.rebuilt === document.kept ? 'same bytes' : 'different'}, sha256 kept ${document.kept}, made again ${document.rebuilt}`,
    `check: ${verdict}`,
  ];
}
