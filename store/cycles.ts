import type { Calendar } from '../domain/calendar.ts';
import { groupsOf } from '../domain/cycle.ts';
import type { DueGroup, TakenSteps } from '../domain/cycle.ts';
import type { Form } from '../domain/form.ts';
import { cycleMatter, matterName } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { groupOf } from '../domain/obligation.ts';
import type { ProvincialPlan } from '../domain/plan.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { termIn, termWords } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import type { SendWindow } from '../domain/send-window.ts';
import { getSendWindow } from './installation.ts';
import { getCalendar } from './calendars.ts';
import type { Db } from './connection.ts';
import { listObligations } from './obligations.ts';
import type { OwedReport } from './obligations.ts';

/** A cycle (kỳ báo cáo): a regime's term with its dates. */
export interface Cycle {
  id: CycleId;
  regime: string;
  term: Term;
  /** What the term is called: `năm 2026`. */
  words: string;
  /** What the report is called. */
  name: string;
  form: { id: string; version: number };
  periodFrom: Temporal.PlainDate;
  periodTo: Temporal.PlainDate;
  cutOff: Temporal.PlainDate;
  due: Temporal.PlainDate;
  sendUp: Temporal.PlainDate;
  extensionLimit: Temporal.PlainDate;
  openedAt: Temporal.Instant;
  closedAt: Temporal.Instant | undefined;
}

/** What a cycle goes by, whoever its agencies are. */
export interface CycleRules {
  cycle: Cycle;
  /** The policy that the cycle opened with. */
  regime: Regime;
  calendar: Calendar;
}

/** What planning a cycle looks at. */
export interface CycleFacts extends CycleRules {
  /** When this installation's letters leave. */
  window: SendWindow;
  /** In the order of the agencies' list. */
  obligations: readonly OwedReport[];
  groups: readonly DueGroup[];
  /** The steps already taken. */
  taken: TakenSteps;
}

/** What a cycle goes by. Reads none of its agencies, of which there may be thousands. Refuses: `cycle.not_found`. */
export async function readCycleRules(db: Db, id: CycleId): Promise<CycleRules> {
  const { policy, ...cycle } = await getCycleWithPolicy(db, id);
  return { cycle, regime: policy, calendar: await getCalendar(db) };
}

/** The facts of a cycle's timeline. Refuses: `cycle.not_found`. */
export async function readCycleFacts(db: Db, id: CycleId): Promise<CycleFacts> {
  const rules = await readCycleRules(db, id);
  const obligations = await listObligations(db, id);
  const steps = await listSteps(db, matterName(cycleMatter(id)));
  return {
    ...rules,
    window: await getSendWindow(db),
    obligations,
    groups: groupsOf(obligations.map(groupOf)),
    taken: new Map(steps.map((step) => [step.key, step.taken_at])),
  };
}

/** The cycle. Refuses: `cycle.not_found`. */
export async function getCycle(db: Db, id: CycleId): Promise<Cycle> {
  const { policy: _, ...cycle } = await getCycleWithPolicy(db, id);
  return cycle;
}

/** The policy that a cycle opened with. Refuses: `cycle.not_found`. */
export const getCyclePolicy = async (db: Db, id: CycleId): Promise<Regime> => (await getCycleWithPolicy(db, id)).policy;

/** The cycle with the policy that it opened with. Refuses: `cycle.not_found`. */
export async function getCycleWithPolicy(db: Db, id: CycleId): Promise<Cycle & { policy: Regime }> {
  const row = await db.selectFrom('cycle').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('cycle.not_found', { cycle: id });
  const term = termIn(row);
  return {
    id: row.id,
    regime: row.regime_id,
    term,
    words: termWords(term, row.policy.frequency),
    name: row.policy.components.name,
    policy: row.policy,
    form: { id: row.form_id, version: row.form_version },
    periodFrom: row.period_from,
    periodTo: row.period_to,
    cutOff: row.cut_off,
    due: row.due,
    sendUp: row.send_up,
    extensionLimit: row.extension_limit,
    openedAt: row.opened_at,
    closedAt: row.closed_at ?? undefined,
  };
}

/** Every cycle, the newest first. */
export async function listCycles(db: Db): Promise<Cycle[]> {
  const rows = await db.selectFrom('cycle').select('id').orderBy('due', 'desc').orderBy('id').execute();
  return Promise.all(rows.map((row) => getCycle(db, row.id)));
}

/** The steps that a matter has taken, in the order in which they were taken. */
export function listSteps(db: Db, matter: string) {
  return db
    .selectFrom('step')
    .selectAll()
    .where('matter', '=', matter)
    .orderBy('taken_at')
    .orderBy('planned_at')
    .execute();
}

/** A form's version never changes: each is read once for each database, not for each report. */
const keptForms = new WeakMap<object, Map<string, Form>>();

/** The version of the form that a cycle opened with. */
export async function getForm(db: Db, { id, version }: { id: string; version: number }): Promise<Form> {
  // A transaction shares its database's adapter.
  const forms = keptForms.getOrInsertComputed(db.getExecutor().adapter, () => new Map());
  const known = forms.get(`${id}@${version}`);
  if (known) return known;
  const row = await db
    .selectFrom('form')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const form = { id: row.id, version: row.version, title: row.title, sections: row.sections };
  forms.set(`${id}@${version}`, form);
  return form;
}

/** The plan with its groups and tasks; `lead` and `support` hold agency codes and the words for whole kinds. */
export async function getPlan(db: Db, id: string): Promise<ProvincialPlan> {
  const plan = await db.selectFrom('plan').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const tasks = await db.selectFrom('task').selectAll().where('plan_id', '=', id).orderBy('position').execute();
  const roles = await db.selectFrom('task_role').selectAll().where('plan_id', '=', id).execute();
  const who = (code: string, role: 'lead' | 'support') =>
    roles.filter((each) => each.task_code === code && each.role === role).map((each) => each.agency_code);
  return {
    id: plan.id,
    number: plan.number,
    title: plan.title,
    shortTitle: plan.short_title,
    groups: plan.groups,
    tasks: tasks.map((task) => ({
      code: task.code,
      group: task.group_code,
      title: task.title,
      text: task.text,
      lead: who(task.code, 'lead'),
      support: who(task.code, 'support'),
    })),
  };
}

/** The codes of the tasks of a regime's plan. */
export const listTaskCodes = async (db: Db, regime: string): Promise<string[]> =>
  (await taskCodesOf(db, regime).execute()).map(({ code }) => code);

/** The same as a part of a larger statement. */
export const taskCodesOf = (db: Db, regime: string) =>
  db
    .selectFrom('task')
    .innerJoin('regime', 'regime.plan_id', 'task.plan_id')
    .select('code')
    .where('regime.id', '=', regime);

/** The cycles that are open, by name. */
export async function listOpenCycles(db: Db): Promise<CycleId[]> {
  const rows = await db.selectFrom('cycle').select('id').where('closed_at', 'is', null).orderBy('id').execute();
  return rows.map(({ id }) => id);
}
