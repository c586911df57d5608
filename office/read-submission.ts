import type { Db } from '../store/connection.ts';
import { getForm, getPlan, readCycleFacts } from '../store/cycles.ts';
import { getObligation } from '../store/obligations.ts';
import { getSubmission, listSubmissions } from '../store/submissions.ts';

/** Reads what the review page shows: a version with its form and tasks, and the version before it. Refuses: `submission.not_found`. */
export async function readSubmission(db: Db, id: string) {
  const submission = await getSubmission(db, id);
  const obligation = await getObligation(db, submission.obligation_id);
  const { cycle, regime } = await readCycleFacts(db, obligation.cycle);
  const versions = await listSubmissions(db, obligation.id);
  const previous = versions.find(({ version }) => version === submission.version - 1);
  return {
    submission,
    content: submission.content,
    obligation,
    cycle,
    form: await getForm(db, cycle.form),
    plan: await getPlan(db, regime.plan),
    versions,
    previous,
    newest: versions[0]?.id === id,
  };
}

export type SubmissionView = Awaited<ReturnType<typeof readSubmission>>;
