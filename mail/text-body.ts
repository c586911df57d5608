import type { Block, LetterWords, Sender, Table } from './letter-words.ts';
import { closing, digestOthers, digestTo, footer, signature } from './frame-words.ts';
import type { WordedLetter } from './render-letter.ts';

/** A letter as plain text. */
export function textBody(words: LetterWords, link: string, sender: Sender): string {
  return layOut([words.lead, `Kính gửi: ${words.to}`, ...saying(words, link)], words.why, sender);
}

/** Several letters to one recipient as plain text: what each asks for first, then each in full. */
export function digestText(letters: readonly WordedLetter[], why: string, sender: Sender): string {
  const [first = '', ...others] = letters.map(({ words }) => words.lead);
  const contents = [digestOthers(others.length), ...others.map((lead) => `- ${lead}`)].join('\n');
  const sections = letters.flatMap(({ words, link }, place) => [
    `${'-'.repeat(60)}\n${place + 1}. ${words.subject}`,
    ...saying(words, link),
  ]);
  return layOut([first, contents, `Kính gửi: ${digestTo(letters)}`, ...sections], why, sender);
}

const saying = (words: LetterWords, link: string): string[] => [
  ...words.blocks.map(blockText),
  `${words.action}: ${link}`,
];

const layOut = (parts: readonly string[], why: string, sender: Sender): string =>
  `${[...parts, closing, signature(sender).join('\n'), footer(why, sender)].join('\n\n')}\n`;

function blockText(block: Block): string {
  if (typeof block === 'string') return block;
  if ('numbered' in block) return block.numbered.map((item, place) => `${place + 1}. ${item}`).join('\n');
  if ('items' in block) return block.items.map((item) => `- ${item}`).join('\n');
  if ('quote' in block) return block.quote.trim().replaceAll(/^/gm, '    ');
  return tableText(block.table);
}

/** Columns stand under their heads in a fixed-width font; the last one is not padded. */
function tableText({ head, rows }: Table): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => cell.normalize('NFC')));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
