import { randomUUID } from 'node:crypto';
import { addWorkingDays } from '../domain/calendar.ts';
import type { CycleStep } from '../domain/cycle.ts';
import type { MissingAgency } from '../domain/letter.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { receiversOf } from '../domain/receivers.ts';
import { rungOf } from '../domain/regime.ts';
import { dayWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { getPlan, readCycleFacts } from '../store/cycles.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { json } from '../store/json.ts';
import type { LetterDraft } from '../store/schema.ts';
import { takeStep } from '../store/steps.ts';
import { escalationParagraphs } from './escalation-words.ts';
import { lockStanding, readStanding } from './list-missing.ts';
import type { Standing } from './list-missing.ts';
import { notify } from './notify.ts';

/**
 * Drafts the report to UBND tỉnh on who has not reported, with figures, a dated list and a last date, and tells the
 * focal agency's people that it waits for them. It is a draft: an authorised person issues it with a number, and
 * whether anybody is criticised is that person's word, not the engine's. Taking it again changes nothing.
 */
export function draftEscalation(db: Db, cycle: CycleId, step: CycleStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const facts = await readCycleFacts(tx, cycle);
    const rung = rungOf(facts.regime, step.rung);
    await lockStanding(tx, cycle);
    const standing = await readStanding(tx, cycle, at);
    const taken = { matter: cycleMatter(cycle), key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at };
    if (!(await takeStep(tx, taken, at, { missing: standing.missing.length }))) return;
    const slot = `${cycle}/${step.rung}`;
    if (standing.missing.length > 0) {
      const plan = await getPlan(tx, facts.regime.plan);
      const lastDay = addWorkingDays(dayOf(at), 1, facts.calendar);
      await tx
        .insertInto('letter')
        .values({
          id: randomUUID(),
          cycle_id: cycle,
          kind: 'escalation',
          slot,
          title: `Báo cáo UBND tỉnh về tình hình thực hiện chế độ báo cáo ${plan.shortTitle} ${facts.cycle.words}`,
          content: json(escalationDraft(standing, plan.shortTitle, facts, lastDay, at)),
          drafted_at: at,
        })
        .execute();
    }
    const { total, reported, late, missing } = standing;
    const letter = { kind: 'escalation-drafted' as const, total, reported, late, missing };
    await notify(
      tx,
      {
        slot,
        letter,
        cycle,
        page: `/cycles/${cycle}/compilations`,
        rung: rung.rung,
        why: rung.basis,
        to: rung.to,
        plannedAt: step.at,
      },
      at,
    );
  });
}

function escalationDraft(
  { total, reported, late, missing }: Standing,
  plan: string,
  { cycle: { words: term }, regime }: CycleFacts,
  lastDay: Temporal.PlainDate,
  asOf: Temporal.Instant,
): LetterDraft {
  return {
    paragraphs: escalationParagraphs({
      ...{ total, reported, late, missing: missing.length, plan, term, lastDay, asOf },
      receivers: receiversOf(regime),
    }),
    list: missing.map(lineOf),
  };
}

const lineOf = ({ agency, due, extended, returned, urged }: MissingAgency): LetterDraft['list'][number] => ({
  agency,
  due: dayWords(due) + (extended ? ' (đã gia hạn)' : ''),
  state: returned ? 'Trả lại, chưa bổ sung' : 'Chưa gửi',
  urged,
});
