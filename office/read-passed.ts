import type { Form } from '../domain/form.ts';
import { standingOf } from '../domain/review.ts';
import type { Standing } from '../domain/review.ts';
import type { Db } from '../store/connection.ts';
import { listPasses } from '../store/passed-parts.ts';
import type { listSubmissions } from '../store/submissions.ts';

/**
 * The parts that have passed, as the agency may know them: from a version that was returned or opened again, and as they
 * were then in the newest one.
 */
export async function readPassed(
  db: Db,
  obligation: string,
  form: Form,
  submissions: Awaited<ReturnType<typeof listSubmissions>>,
): Promise<ReadonlyMap<string, Standing>> {
  const [newest] = submissions;
  if (!newest) return new Map();
  const decided = new Set(submissions.filter(({ verdict }) => verdict).map(({ version }) => version));
  const passes = (await listPasses(db, obligation)).filter(({ version }) => decided.has(version));
  const contents = new Map(submissions.map(({ version, content }) => [version, content]));
  return new Map([...standingOf(newest.version, { form, passes, contents })].filter(([, { changed }]) => !changed));
}
