import { engine } from '../domain/actor.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { lapseOutcome, lapses } from '../domain/pressing.ts';
import type { PressingStep } from '../domain/pressing.ts';
import type { Regime } from '../domain/regime.ts';
import { isBefore } from '../domain/zone.ts';
import type { Db, Tx } from '../store/connection.ts';
import { readCycleRules } from '../store/cycles.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listAsked, readPressingFacts } from '../store/pressing.ts';
import type { AskedExtension } from '../store/pressing.ts';
import { takeStep } from '../store/steps.ts';
import { settleExtension } from './settle-extension.ts';

/**
 * Ends the requests for an extension that nobody decided while it was time: refused or granted, as the regime says, with
 * the reason; their agencies are told. All that have lapsed by then end in one step. Taking it again changes nothing.
 */
export function lapseExtensions(db: Db, cycle: CycleId, step: PressingStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    // Whoever decides, or reports, at this moment comes first: obligations are locked before the requests are read.
    const waiting = (await readPressingFacts(tx, cycle)).extensions.toSorted((a, b) =>
      a.owed.id < b.owed.id ? -1 : 1,
    );
    for (const { owed } of waiting) await lockObligation(tx, owed.id);
    const { regime, calendar } = await readCycleRules(tx, cycle);
    const { extensions } = await readPressingFacts(tx, cycle);
    const lapsed = extensions.filter((each) => lapses(each, calendar).some((moment) => !isBefore(at, moment)));
    const { key, kind, rung } = step;
    const taken = { matter: cycleMatter(cycle), key, kind, rung, plannedAt: step.at };
    if (!(await takeStep(tx, taken, at, { lapsed: lapsed.length }))) return;
    for (const each of lapsed) await lapse(tx, each, regime, at);
  });
}

/**
 * Ends the requests of one agency that have lapsed by an instant and stand open only because the engine has not come to
 * them: what the regime makes of them holds from their own moment. In: the obligation, locked.
 */
export async function lapseRequestsOf(tx: Tx, { id, cycle }: OwedReport, at: Temporal.Instant): Promise<void> {
  const { regime, calendar } = await readCycleRules(tx, cycle);
  for (const each of await listAsked(tx, cycle, id)) {
    if (lapses(each, calendar).some((moment) => !isBefore(at, moment))) await lapse(tx, each, regime, at);
  }
}

async function lapse(tx: Tx, { id, until, due, owed }: AskedExtension, regime: Regime, at: Temporal.Instant) {
  const outcome = lapseOutcome(regime.extension.undecided, { until, due, limit: owed.extensionLimit });
  const granted = outcome.decision === 'granted' ? outcome.until : undefined;
  const words = granted ? grantedWords : refusedWords;
  await settleExtension(tx, owed, { id, asked: until, granted, words, actor: engine }, at);
}

const refusedWords = 'Đến hết hạn gửi chưa có quyết định gia hạn; theo quy định của chế độ báo cáo, hạn gửi giữ nguyên';
const grantedWords = 'Đến hết hạn gửi chưa có quyết định; theo quy định của chế độ báo cáo, đề nghị được coi là đồng ý';
