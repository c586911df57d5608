import { unlikeLastYear } from '../domain/check-report.ts';
import { standingOf } from '../domain/review.ts';
import { isBefore } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { getForm, getPlan, readCycleRules } from '../store/cycles.ts';
import { getObligation } from '../store/obligations.ts';
import { listPasses } from '../store/passed-parts.ts';
import { listComments } from '../store/review-comments.ts';
import { getSubmission, listSubmissions } from '../store/submissions.ts';
import { readLastYear } from './read-last-year.ts';

/**
 * Reads what the review page shows: a version with its form and tasks, the versions around it, last year's report, what was
 * said of its parts and which have passed. Refuses: `submission.not_found`.
 */
export async function readSubmission(db: Db, id: string) {
  const submission = await getSubmission(db, id);
  const { content, version, received_at: receivedAt } = submission;
  const obligation = await getObligation(db, submission.obligation_id);
  const { cycle, regime } = await readCycleRules(db, obligation.cycle);
  const versions = await listSubmissions(db, obligation.id);
  const [form, plan] = [await getForm(db, cycle.form), await getPlan(db, regime.plan)];
  const lastYear = await readLastYear(db, obligation);
  const comments = await listComments(db, obligation.id);
  const contents = new Map(versions.map((each) => [each.version, each.content]));
  return {
    submission,
    content,
    obligation,
    cycle,
    form,
    plan,
    versions,
    previous: versions.find((each) => each.version === version - 1),
    next: versions.find((each) => each.version === version + 1),
    newest: versions[0]?.id === id,
    lastYear,
    unlike: unlikeLastYear({ form, lastYear }, content),
    /** Those on this version, and those on one before that were still open when it came. */
    comments: comments.filter(
      (each) =>
        each.version === version ||
        (each.version < version && !(each.resolvedAt && isBefore(each.resolvedAt, receivedAt))),
    ),
    standing: standingOf(version, { form, passes: await listPasses(db, obligation.id), contents }),
  };
}

export type SubmissionView = Awaited<ReturnType<typeof readSubmission>>;
