import { createHash } from 'node:crypto';
import type { CompiledReport } from '../domain/compilation.ts';
import { compileReport } from '../domain/compilation.ts';
import type { CompilationSnapshot } from '../domain/compilation-snapshot.ts';
import { plain } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import { getCompilation, listSourceNames } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { listVersionNames } from '../store/submissions.ts';
import { contentHash } from './content-hash.ts';
import { findSnapshot, readCompilationFacts } from './read-compilation.ts';

/** Whether a run can be made again, byte by byte, from what it fixed. */
export interface CompilationCheck {
  /** `kept_nothing`: a run of an earlier release, which fixed nothing. */
  verdict: 'same' | 'different' | 'kept_nothing';
  /** How many sources were looked over, last year's included. */
  sources: number;
  /** Those whose content is not what it was, by agency and receipt. */
  altered: readonly { agency: string; receipt: string }[];
  /** Whether the same report came of them. */
  sameReport: boolean;
  document: { kept: string; rebuilt?: string };
}

/**
 * Makes a finished run again from its snapshot and sources, and compares: each source's content with its hash, the report,
 * the document's bytes. In: how a report becomes a document. Refuses: `compilation.not_found`, `compilation.not_ready`.
 */
export async function checkCompilation(
  db: Db,
  id: string,
  build: (report: CompiledReport) => Promise<Uint8Array>,
): Promise<CompilationCheck> {
  const { state, report, file_sha256: kept } = await getCompilation(db, id);
  if (state !== 'ready' || !kept) throw new Refusal('compilation.not_ready');
  const snapshot = await findSnapshot(db, id);
  if (!snapshot) return { verdict: 'kept_nothing', sources: 0, altered: [], sameReport: false, document: { kept } };
  const { sources, altered } = await lookOver(db, id, snapshot);
  const facts = await readCompilationFacts(db, id, () => Promise.resolve(true));
  if (!facts) throw new Refusal('compilation.not_ready');
  const again = compileReport(facts);
  const rebuilt = createHash('sha256')
    .update(await build(again))
    .digest('hex');
  const sameReport = contentHash(plain(again)) === contentHash(report);
  const same = altered.length === 0 && sameReport && rebuilt === kept;
  return { verdict: same ? 'same' : 'different', sources, altered, sameReport, document: { kept, rebuilt } };
}

/** Compares every content with the hash that the snapshot fixed; a source that is there no longer counts as altered. */
async function lookOver(
  db: Db,
  id: string,
  { sources, before }: CompilationSnapshot,
): Promise<Pick<CompilationCheck, 'sources' | 'altered'>> {
  const fixed = [...sources, ...(before?.agencies.flatMap(({ source }) => source ?? []) ?? [])];
  const found = new Map(
    (
      await listVersionNames(
        db,
        fixed.map(({ submission }) => submission),
      )
    ).map((each) => [each.id, each]),
  );
  const used = new Set((await listSourceNames(db, id)).map((source) => source.id));
  const missing = sources.filter(({ submission }) => !used.has(submission));
  const altered = fixed.filter((each) => {
    const content = found.get(each.submission)?.content;
    return content === undefined || contentHash(content) !== each.sha256 || missing.includes(each);
  });
  return {
    sources: fixed.length,
    altered: altered.map(({ submission }) => {
      const { agency = '', receipt = submission } = found.get(submission) ?? {};
      return { agency, receipt };
    }),
  };
}
