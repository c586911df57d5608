import { ownReceiverDates } from '../domain/receiver-dues.ts';
import { receiversOf } from '../domain/receivers.ts';
import type { Deps } from '../api/deps.ts';
import { dryLetter } from '../domain/dry-run-letter.ts';
import type { DryAgency, DryStep, DryTerm } from '../domain/dry-run.ts';
import { Refusal } from '../domain/refusal.ts';
import { termName, termOf, termWords } from '../domain/term.ts';
import { renderLetter } from '../mail/render-letter.ts';
import type { RenderedLetter, Sender } from '../mail/render-letter.ts';
import { readDryRun } from '../office/read-dry-run.ts';
import type { DryRun } from '../office/read-dry-run.ts';

/** A step of a dry run. */
export interface FoundStep {
  run: DryRun;
  dry: DryTerm;
  step: DryStep;
}

/** A letter of a dry run, and the agency that reads it. */
export interface Preview extends FoundStep {
  agency: DryAgency | undefined;
  letter: RenderedLetter;
}

/** The step that an address names by term and key. Refuses: `page.not_found`, `cycle.not_found`. */
export async function findStep({ db }: Deps, regime: string, query: unknown): Promise<FoundStep> {
  const { term = '', step: key } = query as { term?: string; step?: string };
  const named = termOf(term);
  if (!named) throw new Refusal('page.not_found');
  const run = await readDryRun(db, regime, named.year);
  const dry = run.terms.find((each) => termName(each.term) === term);
  const step = dry?.steps.find((each) => each.key === key);
  if (!dry || !step) throw new Refusal('page.not_found');
  return { run, dry, step };
}

/** The letter that an address names, for its agency or the first that would get it. Refuses: as `findStep`. */
export async function previewLetter(deps: Deps, regime: string, query: unknown): Promise<Preview> {
  const { run, dry, step } = await findStep(deps, regime, query);
  const { agency: code } = query as { agency?: string };
  const readers = step.letters.map((each) => each.agency);
  const agency = readers.find((each) => each.code === code) ?? readers[0];
  const contact = deps.contact ?? { name: 'Bộ phận đầu mối', phone: '', email: '' };
  const letter = await renderDryLetter({ run, dry, step }, agency, contact);
  if (!letter) throw new Refusal('page.not_found');
  return { run, dry, step, agency, letter };
}

/** No letter of a dry run opens anything: this stands where the link would. */
const nowhere = 'https://lien-ket.invalid/';
const note = '(xem thử: khi gửi thật, ở đây là liên kết riêng của người nhận)';

/** A letter of a dry run as its reader would see it; undefined when the step writes none. */
async function renderDryLetter(
  { run, dry, step }: FoundStep,
  agency: DryAgency | undefined,
  contact: Sender['contact'],
): Promise<RenderedLetter | undefined> {
  const facts = dryLetter(run.facts, dry, step, agency);
  if (!facts) return undefined;
  const { regime, calendar } = run.facts;
  const receiverDates = ownReceiverDates(regime, dry.term, calendar);
  const frame = {
    plan: run.plan.shortTitle,
    term: termWords(dry.term, run.facts.regime.frequency),
    asOf: step.leavesAt ?? step.at,
    link: nowhere,
    receivers: receiversOf(regime),
    ...(receiverDates.length > 0 && { receiverDates }),
  };
  const letter = await renderLetter({ ...facts, ...frame }, { office: 'Sở Khoa học và Công nghệ', contact });
  return {
    ...letter,
    text: letter.text.replaceAll(nowhere, note),
    html: letter.html.replaceAll(`href="${nowhere}"`, `href="#" title="${note}"`).replaceAll(nowhere, note),
  };
}
