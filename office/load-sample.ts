import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AgencyKind, ContactRole } from '../domain/agency.ts';
import { engine } from '../domain/actor.ts';
import type { CalendarDay } from '../domain/calendar.ts';
import { composeCalendar } from '../domain/compose-calendar.ts';
import type { FormSection } from '../domain/form.ts';
import { regimeMatter } from '../domain/matter.ts';
import type { ProvincialPlan } from '../domain/plan.ts';
import type { Regime } from '../domain/regime.ts';
import { record } from '../store/audits.ts';
import { insertCalendarVersion } from '../store/calendars.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { insertRegimeVersion } from '../store/regimes.ts';
import { wake } from '../store/wakes.ts';
import { lunarDaysOf } from './lunar-days.ts';

/**
 * Loads the Quảng Ngãi sample into an empty database: plan, agencies with contacts at `.example` addresses, calendar,
 * form, regime. A database that has a regime is left as it is. Answers whether it loaded.
 */
export async function loadSample(db: Db, at: Temporal.Instant): Promise<boolean> {
  const sample = await readSample();
  return db.transaction().execute(async (tx) => {
    if (await tx.selectFrom('regime').select('id').limit(1).executeTakeFirst()) return false;
    await insertPlan(tx, sample.plan);
    await insertAgencies(tx, sample.agencies, at);
    await insertCalendar(tx, sample.calendar, at);
    const { id, version, title, sections, source } = sample.form;
    await tx
      .insertInto('form')
      .values({ id, version, title, sections: json(sections), source, reason: source, made_at: at })
      .execute();
    await insertRegime(tx, sample.regime, at);
    await record(tx, { actor: engine, at, verb: 'load-sample', subject: `regime/${sample.regime.regime.id}` });
    await wake(tx, regimeMatter(sample.regime.regime.id), at);
    return true;
  });
}

interface SampleAgency {
  code: string;
  name: string;
  kind: AgencyKind;
  validFrom: string;
  validTo: string | null;
  parent: string | null;
  successors: string[];
}

async function readSample() {
  return {
    plan: await readData<ProvincialPlan & { source: string }>('plan-kl69.json'),
    agencies: await readData<{ source: string; agencies: SampleAgency[] }>('agencies.json'),
    calendar: await readData<{ source: string; version: string; years: Record<string, CalendarDay[]> }>(
      'calendar-vn.json',
    ),
    form: await readData<{ id: string; version: number; title: string; sections: FormSection[]; source: string }>(
      'form-kl69.json',
    ),
    regime: await readData<{ source: string; regime: Regime }>('regime-kl69.json'),
  };
}

async function readData<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../data/${name}`, import.meta.url), 'utf8')) as T;
}

async function insertPlan(tx: Tx, plan: ProvincialPlan & { source: string }): Promise<void> {
  await tx
    .insertInto('plan')
    .values({
      id: plan.id,
      number: plan.number,
      title: plan.title,
      short_title: plan.shortTitle,
      groups: json(plan.groups),
      source: plan.source,
    })
    .execute();
  await tx
    .insertInto('task')
    .values(
      plan.tasks.map(({ code, group, title, text }, position) => ({
        plan_id: plan.id,
        code,
        group_code: group,
        title,
        text,
        position,
      })),
    )
    .execute();
  const roles = plan.tasks.flatMap((task) =>
    (['lead', 'support'] as const).flatMap((role) =>
      task[role].map((agency) => ({ plan_id: plan.id, task_code: task.code, agency_code: agency, role })),
    ),
  );
  await tx.insertInto('task_role').values(roles).execute();
}

async function insertAgencies(
  tx: Tx,
  { agencies, source }: { agencies: SampleAgency[]; source: string },
  at: Temporal.Instant,
) {
  await tx
    .insertInto('agency')
    .values(
      agencies.map(({ code, name, kind, validFrom, validTo, parent, successors }, position) => ({
        code,
        name,
        kind,
        valid_from: Temporal.PlainDate.from(validFrom),
        valid_to: validTo ? Temporal.PlainDate.from(validTo) : null,
        parent,
        successors: json(successors),
        position,
        source,
      })),
    )
    .execute();
  const contacts = agencies.flatMap((agency) =>
    sampleContacts(agency).map((contact) => ({ ...contact, agency_code: agency.code })),
  );
  for (let from = 0; from < contacts.length; from += 200) {
    const rows = contacts.slice(from, from + 200).map((contact) => ({ id: randomUUID(), valid_from: at, ...contact }));
    await tx.insertInto('contact').values(rows).execute();
  }
}

/** Invented contacts: the posts are real kinds of posts, the addresses end in `.example` and reach nobody. */
function sampleContacts({
  code,
  name,
  kind,
}: SampleAgency): { role: ContactRole; name: string; title: string; email: string }[] {
  const local = code.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const commune = kind === 'ward' || kind === 'commune' || kind === 'special-zone' || kind === 'district';
  return [
    {
      role: 'head',
      name: `Thủ trưởng ${name}`,
      title: commune ? 'Chủ tịch' : 'Thủ trưởng',
      email: `thutruong.${local}@quangngai.example`,
    },
    { role: 'focal', name: `Cán bộ đầu mối ${name}`, title: 'Chuyên viên', email: `daumoi.${local}@quangngai.example` },
    { role: 'mailbox', name, title: '', email: `vanthu.${local}@quangngai.example` },
  ];
}

async function insertCalendar(
  tx: Tx,
  { version, source, years }: { version: string; source: string; years: Record<string, CalendarDay[]> },
  at: Temporal.Instant,
): Promise<void> {
  const days = composeCalendar([], Object.values(years).flat(), 'years', lunarDaysOf);
  await insertCalendarVersion(
    tx,
    { version, source, author: 'dữ liệu mẫu', note: '', importedAt: at, givenSha256: '' },
    days,
  );
}

async function insertRegime(tx: Tx, { regime, source }: { regime: Regime; source: string }, at: Temporal.Instant) {
  await tx
    .insertInto('regime')
    .values({ id: regime.id, plan_id: regime.plan, policy: json(regime), source, activated_at: at })
    .execute();
  await insertRegimeVersion(tx, { id: regime.id, version: 1, policy: regime, reason: source, madeBy: 'engine', at });
}
