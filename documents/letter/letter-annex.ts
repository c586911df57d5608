import type { Paragraph, Table } from 'docx';
import type { OfficialAnnex } from '../../domain/official/sheet.ts';
import { mm, size, textWidth } from '../decree-30.ts';
import { centred, rule } from '../paragraphs.ts';
import { ruledTable } from '../tables.ts';
import type { Column } from '../tables.ts';

/** In millimetres, by column; the agency's name takes the rest. */
const widths = [12, undefined, 24, 24, 26, 32, 32, 18, 22] as const;

/** The list of agencies, on pages of its own with a header on each (NĐ 30/2020, Phụ lục I, II.10). */
export function letterAnnex({ title, belongsTo, head, rows }: OfficialAnnex): readonly (Paragraph | Table)[] {
  const columns = head.map((name, place): Column => {
    const width = widths[place];
    return { title: name, align: place === 1 ? 'left' : 'center', ...(width && { width: mm(width) }) };
  });
  return [
    centred('PHỤ LỤC', { bold: true }, { outlineLevel: 0, keepNext: true }),
    centred(title, { bold: true }, { keepNext: true }),
    centred(belongsTo, { italics: true, size: size.heading }, { keepNext: true }),
    rule(textWidth.landscape, 3000, { keepNext: true, spacing: { before: 80, after: 120 } }),
    ruledTable(columns, rows, { total: textWidth.landscape }),
  ];
}
