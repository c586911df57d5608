import { randomUUID } from 'node:crypto';
import { engine } from '../../../domain/actor.ts';
import type { Actor } from '../../../domain/actor.ts';
import { cycleDates, nextCycleStep, planCycle, takenFrom } from '../../../domain/cycle.ts';
import type { CycleStep } from '../../../domain/cycle.ts';
import { emptyReport } from '../../../domain/form.ts';
import type { Act, Script } from '../../../domain/play/script.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { byInstant } from '../../../domain/zone.ts';
import { claimLetters } from '../../../office/claim-letters.ts';
import { closeCycle } from '../../../office/close-cycle.ts';
import { draftEscalation } from '../../../office/draft-escalation.ts';
import { excuseAgency } from '../../../office/excuse-agency.ts';
import { decideExtension, requestExtension } from '../../../office/extend-deadline.ts';
import { flagFocalAgency } from '../../../office/flag-focal-agency.ts';
import { openCycle } from '../../../office/open-cycle.ts';
import { acceptReport, returnReport } from '../../../office/review-report.ts';
import {
  findNextDelivery,
  releaseOrphans,
  settlePutOff,
  settleAllSent,
  settleRefused,
} from '../../../office/settle-letter.ts';
import { startCycleCompilation } from '../../../office/start-cycle-compilation.ts';
import { submitReport } from '../../../office/submit-report.ts';
import { takeWave } from '../../../office/take-wave.ts';
import type { Db } from '../../../store/connection.ts';
import { readCycleFacts } from '../../../store/cycles.ts';
import { everyPostOffice } from '../../../domain/post-office.ts';
import { getObligationOf } from '../../../store/obligations.ts';
import { furnish, importCalendar } from './furnish.ts';

const officer: Actor = { kind: 'staff', account: randomUUID(), name: 'Người dùng', role: 'officer' };
const cycle = 'made-up/2026';

/** Lets the office's verbs live through a script on a real database, instant after instant. Answers the cycle's name. */
export async function liveByTheOffice(db: Db, script: Script): Promise<string> {
  const name = script.term.part ? `${cycle}-${script.term.part}` : cycle;
  const { opensAt } = cycleDates(script.regime, script.term, script.calendar);
  await furnish(db, script, opensAt.subtract({ hours: 24 * 60 }));
  const acts = [...script.acts];
  const life: Life = { db, script, name, opened: false, deadUntil: undefined, stale: true, next: undefined };
  const nextMoment = async (now?: Temporal.Instant): Promise<Temporal.Instant | undefined> => {
    const step = await nextStep(life);
    const ours = life.opened
      ? [step && takenFrom(step), ...(await Promise.all(everyPostOffice.map((each) => findNextDelivery(db, each))))]
      : [opensAt];
    const moments = ours.flatMap((at) => (at ? [up(life, later(at, now))] : []));
    return [...moments, ...(acts[0] ? [acts[0].at] : [])].toSorted(byInstant)[0];
  };
  for (let now = await nextMoment(); now; now = await nextMoment(now)) {
    while (acts[0] && !isAfter(acts[0].at, now)) await act(life, acts.shift() as Act);
    if (!up(life, now).equals(now)) continue;
    if (!life.opened && !isAfter(opensAt, now)) await open(life, now);
    for (let step = await nextStep(life); step && !isAfter(takenFrom(step), now); step = await nextStep(life)) {
      await take(life, step, now);
    }
    await deliver(life, now);
  }
  return name;
}

interface Life {
  db: Db;
  script: Script;
  name: string;
  opened: boolean;
  deadUntil: Temporal.Instant | undefined;
  /** Facts have changed since the next step was asked for. */
  stale: boolean;
  next: CycleStep | undefined;
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0;
const later = (a: Temporal.Instant, b: Temporal.Instant | undefined): Temporal.Instant => (b && isAfter(b, a) ? b : a);

/** The first instant, not before another, at which the engine stands. */
function up({ script, deadUntil }: Life, at: Temporal.Instant): Temporal.Instant {
  let moment = deadUntil ? later(at, deadUntil) : at;
  for (let round = 0; round <= script.outages.length; round += 1) {
    for (const { from, to } of script.outages) if (!isAfter(from, moment) && isAfter(to, moment)) moment = to;
  }
  return moment;
}

/** Asked again only after something was done: a wake comes with every change. */
async function nextStep(life: Life): Promise<CycleStep | undefined> {
  if (life.opened && life.stale) {
    const facts = await readCycleFacts(life.db, life.name);
    const steps = planCycle(facts.regime, facts.cycle.term, facts.groups, facts.calendar, facts.taken);
    Object.assign(life, { stale: false, next: facts.cycle.closedAt ? undefined : nextCycleStep(steps, facts.taken) });
  }
  return life.next;
}

async function open(life: Life, now: Temporal.Instant): Promise<void> {
  const { db, script, name } = life;
  await openCycle(db, script.regime.id, script.term, now);
  for (const { code, extendedDue } of script.agencies) {
    if (!extendedDue) continue;
    await db
      .updateTable('obligation')
      .set({ extended_due: extendedDue })
      .where('cycle_id', '=', name)
      .where('agency_code', '=', code)
      .execute();
  }
  life.opened = true;
}

async function take(life: Life, step: CycleStep, now: Temporal.Instant): Promise<void> {
  const verbs = {
    request: takeWave,
    remind: takeWave,
    urge: takeWave,
    flag: flagFocalAgency,
    escalate: draftEscalation,
    compile: startCycleCompilation,
    close: closeCycle,
  };
  await verbs[step.kind](life.db, life.name, step, now);
  life.stale = true;
}

async function deliver(life: Life, at: Temporal.Instant): Promise<void> {
  const { db, script } = life;
  for (const postOffice of everyPostOffice) await releaseOrphans(db, postOffice);
  for (;;) {
    const claims = [];
    for (const postOffice of everyPostOffice) {
      claims.push(await claimLetters(db, { postOffice, limit: 500, messageIdOf: script.messageIdOf, at }));
    }
    if (claims.every(({ looked }) => looked === 0)) return;
    const claimed = claims.flatMap(({ envelopes }) => envelopes.flatMap(({ lines }) => [...lines]));
    const trouble = script.mailTroubles.find(({ from, to }) => !isAfter(from, at) && isAfter(to, at));
    for (const { slot, attempts, message_id } of claimed) {
      const told = { slot, messageId: message_id ?? '', subject: 's', reply: 'r', rejected: [], at };
      if (!trouble) await settleAllSent(db, [told]);
      else if (trouble.trouble === 'refused') await settleRefused(db, told);
      else if (trouble.trouble === 'died') life.deadUntil = trouble.to;
      else
        await settlePutOff(db, {
          slot,
          attempts,
          reply: 'r',
          unacknowledged: trouble.trouble === 'unacknowledged',
          at,
        });
    }
    if (life.deadUntil && isAfter(life.deadUntil, at)) return;
  }
}

/** What people do; a refusal is an answer, and changes nothing. */
async function act(life: Life, deed: Act): Promise<void> {
  life.stale = true;
  try {
    await does(life, deed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function does({ db, name }: Life, deed: Act): Promise<void> {
  const { at } = deed;
  if (deed.act === 'calendar') return importCalendar(db, deed.calendar, at);
  const { id: obligation } = await getObligationOf(db, name, deed.agency);
  const actor = officer;
  if (deed.act === 'submit') {
    const attempt = randomUUID();
    // Each report with words of its own: the same ones again would be no new version.
    const report = { ...emptyReport, sections: { I: attempt } };
    await submitReport(db, { obligation, report, attempt, actor: engine, at });
  }
  if (deed.act === 'excuse') await excuseAgency(db, { obligation, reason: 'r', actor, at });
  if (deed.act === 'extend') {
    const asked = { obligation, until: deed.until, reason: `đến ${deed.until.toString()}`, actor, at };
    const extension = await requestExtension(db, asked);
    await decideExtension(db, { extension, decision: deed.granted ? 'granted' : 'refused', words: 'w', actor, at });
  }
  if (deed.act !== 'accept' && deed.act !== 'return') return;
  const newest = await db
    .selectFrom('submission')
    .select('id')
    .where('obligation_id', '=', obligation)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return;
  const reviewed = { submission: newest.id, actor, at };
  if (deed.act === 'accept') return acceptReport(db, reviewed);
  const reasons = [{ field: 'I', message: 'm' }];
  if (deed.act === 'return') await returnReport(db, { ...reviewed, reasons, correctionDue: deed.until });
}
