import { lockedFrom } from '../domain/deadline.ts';
import { emptyReport, groupName, writtenPart } from '../domain/form.ts';
import type { ReportContent } from '../domain/form.ts';
import { dueOf, judgedBy, lookOf } from '../domain/obligation.ts';
import { workingDaysBetween } from '../domain/calendar.ts';
import type { Calendar } from '../domain/calendar.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { dayOf } from '../domain/zone.ts';
import type { PlanTask } from '../domain/plan.ts';
import { answersFor } from '../domain/agency.ts';
import type { AgencyKind } from '../domain/agency.ts';
import { getAgency, listAgencies } from '../store/agencies.ts';
import { listAttachments } from '../store/attachments.ts';
import type { Db } from '../store/connection.ts';
import { getForm, getPlan, readCycleRules } from '../store/cycles.ts';
import { getObligation } from '../store/obligations.ts';
import { listComments } from '../store/review-comments.ts';
import { listSubmissions } from '../store/submissions.ts';
import { readLastYear } from './read-last-year.ts';
import { readPassed } from './read-passed.ts';

/** Reads what an agency's submission room shows: its dates, form, tasks, draft, versions, requests. Refuses: `obligation.not_found`. */
export async function readRoom(db: Db, id: string, now: Temporal.Instant) {
  const obligation = await getObligation(db, id);
  const { cycle, regime, calendar } = await readCycleRules(db, obligation.cycle);
  const agency = await getAgency(db, obligation.agency);
  const codes = answersFor(agency.code, await listAgencies(db));
  const plan = await getPlan(db, regime.plan);
  const submissions = await listSubmissions(db, id);
  const draft = await db.selectFrom('draft').selectAll().where('obligation_id', '=', id).executeTakeFirst();
  const { due, kind } = dueOf(obligation);
  const form = await getForm(db, cycle.form);
  return {
    obligation,
    agency,
    cycle,
    plan,
    form,
    tasks: plan.tasks.filter((task) => concerns(task, codes, agency.kind)),
    /** What the agency reported a year before, for comparing and carrying over. */
    lastYear: await readLastYear(db, obligation),
    due,
    dueKind: kind,
    workingDaysLeft: workingDaysBetween(dayOf(now), due, calendar),
    graceHours: regime.graceHours,
    lockedFrom: lockFor(judgedBy(obligation), regime, calendar),
    look: lookOf(obligation, submissions.at(-1)?.on_time, now, { calendar, graceHours: regime.graceHours }),
    draft: {
      content: draft?.content ?? contentOf(submissions[0]?.content),
      version: draft?.version ?? 0,
      savedAt: draft?.saved_at,
    },
    submissions,
    /** What the reviewer says, and the parts that have passed and are as they were then. */
    comments: await listComments(db, id),
    passed: await readPassed(db, id, form, submissions),
    attachments: await listAttachments(db, id),
    extensions: await db
      .selectFrom('extension')
      .selectAll()
      .where('obligation_id', '=', id)
      .orderBy('requested_at')
      .execute(),
    obstacles: await db
      .selectFrom('obstacle')
      .selectAll()
      .where('agency_code', '=', agency.code)
      .where('cycle_id', '=', cycle.id)
      .orderBy('raised_at')
      .execute(),
  };
}

export type Room = Awaited<ReturnType<typeof readRoom>>;

/** From when the regime takes no report for a date; undefined too where the calendar does not reach: the page must not fail. */
function lockFor(due: Temporal.PlainDate, regime: Regime, calendar: Calendar): Temporal.Instant | undefined {
  try {
    return lockedFrom(due, regime, calendar);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return undefined;
    throw error;
  }
}

/** Whether the plan gives an agency a task, as lead or in support: by its code or a predecessor's, or by all of its kind. */
function concerns(task: PlanTask, codes: ReadonlySet<string>, kind: AgencyKind): boolean {
  const named = groupName(kind);
  return [...task.lead, ...task.support].some((who) => who === named || codes.has(who));
}

function contentOf(submitted: ReportContent | undefined): ReportContent {
  return submitted ? writtenPart(submitted) : emptyReport;
}
