import { Paragraph } from 'docx';
import type { Table } from 'docx';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { groupName } from '../../domain/form.ts';
import { size, textWidth } from '../decree-30.ts';
import { centred, words } from '../paragraphs.ts';
import { bareTable } from '../tables.ts';

const receivers = ['Như trên;', 'Sở Khoa học và Công nghệ;', 'Lưu: VT.'];

/** Between the text's end and the block, in twips. */
const above = 240;

/** Who receives a copy, left, and who signs, right; the signer's name is added when it is signed. */
export function outlineSignature({ agency }: FormSheet): Table {
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
      signerOf(agency).map((line, place) =>
        centred(line, { bold: true }, { spacing: { before: place === 0 ? above : 0 } }),
      ),
    ],
  );
}

const signerOf = ({ kind, name }: FormSheet['agency']): readonly string[] => {
  if (groupName(kind) === 'localities') return ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'];
  return [name.startsWith('Sở ') ? 'GIÁM ĐỐC' : 'THỦ TRƯỞNG CƠ QUAN'];
};
