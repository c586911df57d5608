import type { Letter } from '../domain/letter.ts';
import type { Sender } from './letter-words.ts';
import { digestHtml } from './html-body.ts';
import { inWords, renderLetter, subjectLine } from './render-letter.ts';
import type { WordedLetter } from './render-letter.ts';
import { digestText } from './text-body.ts';

/** What leaves in one envelope. */
export interface RenderedEnvelope {
  subject: string;
  text: string;
  html: string;
  /** Dates for the reader's calendar. */
  events: string[];
}

/**
 * Letters for one recipient as one e-mail: a single one as it is, several as a digest in the order given, the most urgent
 * first, with the first one's subject.
 */
export async function renderEnvelope(letters: readonly Letter[], sender: Sender): Promise<RenderedEnvelope> {
  const [first, ...others] = letters;
  if (first && others.length === 0) {
    const { subject, text, html, ics } = await renderLetter(first, sender);
    return { subject, text, html, events: ics ? [ics] : [] };
  }
  const worded = letters.map((letter) => inWords(letter, sender));
  const subject = digestSubject(worded);
  const why = [...new Set(worded.map(({ words }) => words.why))].join('; và vì ');
  return {
    subject,
    text: digestText(worded, why, sender),
    html: await digestHtml(subject, worded, why, sender),
    events: [...new Set(worded.flatMap(({ ics }) => ics ?? []))],
  };
}

/** The most urgent letter's subject, shortened if need be, and how many others there are. */
function digestSubject([first, ...others]: readonly WordedLetter[]): string {
  const more = ` (và ${others.length} nội dung khác)`;
  return subjectLine(first?.words.subject ?? '', more);
}
