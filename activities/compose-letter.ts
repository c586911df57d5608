import { onlyWhileOwing } from '../domain/letter.ts';
import type { Letter, LetterBody } from '../domain/letter.ts';
import { verificationPath } from '../domain/receipt.ts';
import type { ProvincialPlan } from '../domain/plan.ts';
import type { Form } from '../domain/form.ts';
import { ownReceiverDates } from '../domain/receiver-dues.ts';
import type { ReceiverDue } from '../domain/receiver-dues.ts';
import { receiversOf } from '../domain/receivers.ts';
import { rungOf } from '../domain/regime.ts';
import type { LedgerLine } from '../office/claim-letters.ts';
import { waveLetter } from '../office/take-wave.ts';
import { getForm, getPlan, readCycleRules } from '../store/cycles.ts';
import type { CycleRules } from '../store/cycles.ts';
import { revive } from '../domain/plain.ts';
import { listObligationsOf } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { coalesce } from './coalesce.ts';
import type { Outside } from './outside.ts';

/** What letters are made with. */
type Materials = Pick<Outside, 'db' | 'links' | 'publicUrl'>;

interface Frame {
  facts: CycleRules;
  receiverDates: readonly ReceiverDue[];
  plan: ProvincialPlan;
  form: Form;
}

/**
 * Makes the letters of the ledger's lines as they leave: waves are written again with the figures of the moment (days
 * left, the date in force); links are made here, so that none is stored. What all letters of a cycle share is read once
 * for each composer, which lives as long as one delivery; what differs is read for many letters at once.
 */
export function createComposer(outside: Materials) {
  const frames = new Map<string, Promise<Frame>>();
  const frameOf = (cycle: string): Promise<Frame> => {
    const known = frames.get(cycle) ?? readFrame(outside, cycle);
    frames.set(cycle, known);
    return known;
  };
  const reportOf = coalesce(async (ids: readonly string[]) => {
    const reports = new Map((await listObligationsOf(outside.db, ids)).map((report) => [report.id, report]));
    return (id: string) => reports.get(id);
  });
  return async (line: LedgerLine, now: Temporal.Instant): Promise<Letter> => {
    const frame = line.cycle_id ? await frameOf(line.cycle_id) : undefined;
    const report = line.obligation_id ? await reportOf(line.obligation_id) : undefined;
    return compose(outside, line, { frame, report }, now);
  };
}

async function readFrame({ db }: Materials, cycle: string): Promise<Frame> {
  const facts = await readCycleRules(db, cycle);
  const receiverDates = ownReceiverDates(facts.regime, facts.cycle.term, facts.calendar);
  return {
    facts,
    receiverDates,
    plan: await getPlan(db, facts.regime.plan),
    form: await getForm(db, facts.cycle.form),
  };
}

function compose(
  { links, publicUrl }: Materials,
  line: LedgerLine,
  { frame, report }: { frame: Frame | undefined; report: OwedReport | undefined },
  now: Temporal.Instant,
): Letter {
  const stored = revive<LetterBody>(line.letter);
  const common = {
    ...{ plan: frame?.plan.shortTitle ?? '', asOf: now },
    ...(frame && { term: frame.facts.cycle.words, receivers: receiversOf(frame.facts.regime) }),
    ...(frame && frame.receiverDates.length > 0 && { receiverDates: frame.receiverDates }),
  };
  if (!report || !frame) return { ...stored, ...common, link: `${publicUrl}${line.page ?? pageOf(line)}` };
  const own = 'roomLink' in stored ? stored.roomLink : undefined;
  const link = own
    ? links.forPerson(own)
    : links.forObligation({ obligation: report.id, linkVersion: report.linkVersion });
  if (stored.kind === 'submission-code') return { ...stored, ...common, link, digits: links.digits(stored.code) };
  if (!onlyWhileOwing(stored.kind) || !line.rung) return { ...stored, ...common, ...proofOf(stored, publicUrl), link };
  const fresh = waveLetter(rungOf(frame.facts.regime, line.rung), report, frame.facts, frame.form.title, now);
  return { ...fresh, ...common, link };
}

const pageOf = ({ cycle_id }: LedgerLine): string => (cycle_id ? `/cycles/${cycle_id}` : '/');

/** The public page of the receipt that a letter gives. */
const proofOf = (stored: LetterBody, publicUrl: string): { verification?: string } =>
  stored.kind === 'receipt' || stored.kind === 'paper-recorded'
    ? { verification: `${publicUrl}${verificationPath(stored.code)}` }
    : {};
