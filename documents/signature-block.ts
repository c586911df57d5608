import { Paragraph } from 'docx';
import type { Table } from 'docx';
import { size, textWidth } from './decree-30.ts';
import { centred, words } from './paragraphs.ts';
import { bareTable } from './tables.ts';

/** Between the text's end and the block, in twips. */
const above = 240;

/** Who receives a copy, left, and who signs, right; the signer's name is added when it is signed. */
export function signatureBlock({ copies, signer }: { copies: readonly string[]; signer: readonly string[] }): Table {
  const left = Math.round(textWidth.portrait / 2);
  const lead = words('Nơi nhận:', { bold: true, italics: true, size: size.note });
  return bareTable(
    [left, textWidth.portrait - left],
    [
      [
        new Paragraph({ spacing: { before: above }, children: [lead] }),
        ...copies.map((each) => new Paragraph({ children: [words(`- ${each}`, { size: size.recipients })] })),
      ],
      signer.map((line, place) => centred(line, { bold: true }, { spacing: { before: place === 0 ? above : 0 } })),
    ],
  );
}
