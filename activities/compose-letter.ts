import type { Letter, LetterBody } from '../domain/letter.ts';
import type { ProvincialPlan } from '../domain/plan.ts';
import type { Form } from '../domain/form.ts';
import { rungOf } from '../domain/regime.ts';
import type { LedgerLine } from '../office/claim-letters.ts';
import { waveLetter } from '../office/take-wave.ts';
import { getForm, getPlan, readCycleFacts } from '../store/cycles.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { revive } from '../domain/plain.ts';
import { getObligation } from '../store/obligations.ts';
import type { Outside } from './outside.ts';

interface Frame {
  facts: CycleFacts;
  plan: ProvincialPlan;
  form: Form;
}

/**
 * Makes the letter of a ledger's line as it leaves: waves are written again with the figures of the moment (days left,
 * the date in force); links are made here, so that none is stored. What all letters of a cycle share is read once for
 * each composer, which lives as long as one delivery.
 */
export function createComposer(outside: Outside) {
  const frames = new Map<string, Promise<Frame>>();
  const frameOf = (cycle: string): Promise<Frame> => {
    const known = frames.get(cycle) ?? readFrame(outside, cycle);
    frames.set(cycle, known);
    return known;
  };
  return async (line: LedgerLine, now: Temporal.Instant): Promise<Letter> => {
    const frame = line.cycle_id ? await frameOf(line.cycle_id) : undefined;
    return compose(outside, line, frame, now);
  };
}

async function readFrame({ db }: Outside, cycle: string): Promise<Frame> {
  const facts = await readCycleFacts(db, cycle);
  return { facts, plan: await getPlan(db, facts.regime.plan), form: await getForm(db, facts.cycle.form) };
}

async function compose(
  { db, links, publicUrl }: Outside,
  line: LedgerLine,
  frame: Frame | undefined,
  now: Temporal.Instant,
): Promise<Letter> {
  const stored = revive<LetterBody>(line.letter);
  const common = { plan: frame?.plan.shortTitle ?? '', asOf: now, ...(frame && { term: frame.facts.cycle.words }) };
  if (!line.obligation_id || !frame) return { ...stored, ...common, link: `${publicUrl}${line.page ?? pageOf(line)}` };
  const report = await getObligation(db, line.obligation_id);
  const link = links.forObligation({ obligation: report.id, linkVersion: report.linkVersion });
  const isWave = stored.kind === 'request' || stored.kind === 'remind' || stored.kind === 'urge';
  if (!isWave || !line.rung) return { ...stored, ...common, link };
  const fresh = waveLetter(rungOf(frame.facts.regime, line.rung), report, frame.facts, frame.form.title, now);
  return { ...fresh, ...common, link };
}

const pageOf = ({ cycle_id }: LedgerLine): string => (cycle_id ? `/cycles/${cycle_id}` : '/');
