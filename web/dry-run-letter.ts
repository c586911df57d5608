import { dryLetter } from '../domain/dry-run-letter.ts';
import type { DryAgency, DryStep, DryTerm } from '../domain/dry-run.ts';
import { termWords } from '../domain/term.ts';
import { renderLetter } from '../mail/render-letter.ts';
import type { RenderedLetter, Sender } from '../mail/render-letter.ts';
import type { DryRun } from '../office/read-dry-run.ts';

/** No letter of a dry run opens anything: this stands where the link would. */
const nowhere = 'https://lien-ket.invalid/';
const note = '(xem thử: khi gửi thật, ở đây là liên kết riêng của người nhận)';

/** A letter of a dry run as its reader would see it; undefined when the step writes none. */
export async function renderDryLetter(
  run: DryRun,
  dry: DryTerm,
  step: DryStep,
  agency: DryAgency | undefined,
  contact: Sender['contact'],
): Promise<RenderedLetter | undefined> {
  const facts = dryLetter(run.facts, dry, step, agency);
  if (!facts) return undefined;
  const frame = {
    plan: run.plan.shortTitle,
    term: termWords(dry.term, run.facts.regime.frequency),
    asOf: step.leavesAt ?? step.at,
    link: nowhere,
  };
  const letter = await renderLetter({ ...facts, ...frame }, { office: 'Sở Khoa học và Công nghệ', contact });
  return {
    ...letter,
    text: letter.text.replaceAll(nowhere, note),
    html: letter.html.replaceAll(`href="${nowhere}"`, `href="#" title="${note}"`).replaceAll(nowhere, note),
  };
}
