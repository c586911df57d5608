import { engine } from '../domain/actor.ts';
import type { CycleStep } from '../domain/cycle.ts';
import { rungOf } from '../domain/regime.ts';
import type { Tx } from '../store/connection.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { draftIn } from './draft-letter.ts';

/**
 * Which letter goes with a wave: a request with the request, an urging with an urging. Only with waves of the cycle's own
 * dates: for one agency's extended or correction date its e-mail is enough.
 */
function waveLetterKind({ regime, groups }: CycleFacts, step: CycleStep): 'request' | 'urging' | undefined {
  if (step.kind !== 'request' && step.kind !== 'urge') return undefined;
  if (rungOf(regime, step.rung).follows === 'correction') return undefined;
  const own = groups.some(({ kind, due }) => kind === 'due' && step.due?.equals(due));
  return own ? (step.kind === 'request' ? 'request' : 'urging') : undefined;
}

/** Drafts the letter of a wave that wrote to somebody, in the wave's transaction; e-mails leave without waiting for it. */
export async function draftWaveLetter(tx: Tx, facts: CycleFacts, step: CycleStep, at: Temporal.Instant): Promise<void> {
  const kind = waveLetterKind(facts, step);
  const { cycle, obligations } = facts;
  const slot = `${cycle.id}/letter/${step.key}`;
  if (kind) await draftIn(tx, { cycle: cycle.id, kind, slot, obligations }, engine, at);
}
