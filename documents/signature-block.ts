import { Paragraph } from 'docx';
import type { Table } from 'docx';
import { size, textWidth } from './decree-30.ts';
import { centred, words } from './paragraphs.ts';
import { bareTable } from './tables.ts';

const receivers = [
  'Như trên;',
  'Thường trực Tỉnh ủy (b/c);',
  'Thường trực HĐND tỉnh (b/c);',
  'CT, các PCT UBND tỉnh;',
  'Sở Khoa học và Công nghệ;',
  'Lưu: VT, KGVX.',
];

/** Between the text's end and the block, in twips. */
const above = 240;

/** Who receives a copy, left, and who signs, right; the signer's name is added when it is signed. */
export function signatureBlock(): Table {
  const left = Math.round(textWidth.portrait / 2);
  return bareTable(
    [left, textWidth.portrait - left],
    [
      [
        new Paragraph({
          spacing: { before: above },
          children: [words('Nơi nhận:', { bold: true, italics: true, size: size.note })],
        }),
        ...receivers.map((each) => new Paragraph({ children: [words(`- ${each}`, { size: size.recipients })] })),
      ],
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'].map((line, index) =>
        centred(line, { bold: true }, { spacing: { before: index === 0 ? above : 0 } }),
      ),
    ],
  );
}
