import type { Block, LetterWords, Sender, Table } from './letter-words.ts';
import { closing, footer, signature } from './frame-words.ts';

/** A letter as plain text. */
export function textBody(words: LetterWords, link: string, sender: Sender): string {
  const parts = [
    words.lead,
    `Kính gửi: ${words.to}`,
    ...words.blocks.map(blockText),
    `${words.action}: ${link}`,
    closing,
    signature(sender).join('\n'),
    footer(words.why, sender),
  ];
  return `${parts.join('\n\n')}\n`;
}

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
