import { engine } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { isOnTime } from '../domain/deadline.ts';
import { cycleMatter } from '../domain/matter.ts';
import { dueOf } from '../domain/obligation.ts';
import { actorName, record } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { StoredLetter } from '../store/notifications.ts';
import { wake } from '../store/wakes.ts';
import { draftIn } from './draft-letter.ts';
import { notify } from './notify.ts';
import { standDown } from './stand-down.ts';

/** A request for an extension as it becomes decided: by a person, or by the engine when it lapses. */
export interface SettledExtension {
  id: string;
  /** The day that the agency asked for. */
  asked: Temporal.PlainDate;
  /** The day granted; undefined when it is refused. */
  granted: Temporal.PlainDate | undefined;
  /** The decision's document number when granted, the reason when refused. */
  words: string;
  actor: Actor;
}

/** Writes a decision with all that follows: the date of that agency only, the audit, the letter, the wake of its cycle. */
export async function settleExtension(
  tx: Tx,
  owed: OwedReport,
  settled: SettledExtension,
  at: Temporal.Instant,
): Promise<void> {
  const { id, granted, words, actor } = settled;
  const decision = granted ? 'granted' : 'refused';
  await tx
    .updateTable('extension')
    .set({
      decision,
      granted_until: granted ?? null,
      decision_words: words,
      decided_at: at,
      decided_by: actorName(actor),
    })
    .where('id', '=', id)
    .execute();
  if (granted) await moveDue(tx, owed, granted, at);
  const verb = actor.kind === 'engine' ? 'lapse-extension' : 'decide-extension';
  const facts = { decision, ...(granted && { until: granted.toString() }) };
  await record(tx, { actor, at, verb, subject: owed.id, facts });
  await tellDecision(tx, owed, settled, at);
  const letter = { kind: 'extension' as const, slot: `${owed.cycle}/letter/extension/${id}` };
  await draftIn(tx, { ...letter, cycle: owed.cycle, extension: { id, agency: owed.agency } }, engine, at);
  if (granted && isOnTime(at, granted)) await standDown(tx, owed, { outcome: 'extended', until: granted }, at);
  await wake(tx, cycleMatter(owed.cycle), at);
}

async function moveDue(tx: Tx, owed: OwedReport, until: Temporal.PlainDate, at: Temporal.Instant): Promise<void> {
  const column = owed.correctionDue ? 'correction_due' : 'extended_due';
  await tx
    .updateTable('obligation')
    .set((eb) => ({ [column]: until, due_since: at, moved_at: at, revision: eb('revision', '+', 1) }))
    .where('id', '=', owed.id)
    .execute();
}

const tellDecision = (tx: Tx, owed: OwedReport, settled: SettledExtension, at: Temporal.Instant): Promise<void> =>
  notify(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/extension-decided/${settled.id}`,
      letter: decisionLetter(owed, settled),
      cycle: owed.cycle,
      agency: owed.agency,
      obligation: owed.id,
      why:
        settled.actor.kind === 'engine'
          ? 'Đến hết hạn mà đề nghị gia hạn của cơ quan chưa được quyết định; giải quyết theo quy định của chế độ báo cáo'
          : 'Trả lời đề nghị gia hạn của cơ quan',
      to: ['focal', 'head'],
    },
    at,
  );

function decisionLetter(owed: OwedReport, { asked, granted, words, actor }: SettledExtension): StoredLetter {
  const agency = owed.agencyName;
  const lapsed = actor.kind === 'engine' && { lapsed: true };
  if (!granted) {
    const { due } = dueOf(owed);
    return { kind: 'extension-refused', agency, reason: words, due, sendUp: owed.sendUp, ...lapsed };
  }
  const partial = !granted.equals(asked) && { asked };
  return { kind: 'extension-granted', agency, until: granted, reference: words, ...partial, ...lapsed };
}
