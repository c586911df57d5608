import type { Pass } from '../domain/review.ts';
import type { Db } from './connection.ts';

/** The parts that passed in each version of an obligation's report and were not withdrawn, by version. */
export async function listPasses(db: Db, obligation: string): Promise<Pass[]> {
  const rows = await db
    .selectFrom('passed_part')
    .innerJoin('submission', 'submission.id', 'passed_part.submission_id')
    .select(['passed_part.part', 'passed_part.passed_at', 'passed_part.passed_by', 'submission.version'])
    .where('submission.obligation_id', '=', obligation)
    .where('withdrawn_at', 'is', null)
    .orderBy('submission.version')
    .execute();
  return rows.map(({ part, version, passed_at, passed_by }) => ({
    part,
    version,
    passedAt: passed_at,
    passedBy: passed_by,
  }));
}
