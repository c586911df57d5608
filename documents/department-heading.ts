import { Paragraph } from 'docx';
import type { Table } from 'docx';
import { size, textWidth } from './decree-30.ts';
import { centred, rule, words } from './paragraphs.ts';
import { ruleBelow } from './rule-below.ts';
import { bareTable } from './tables.ts';

/** Twips: as the province's heading block. */
const left = 3515;
const right = textWidth.portrait - left;
const issuer = ['SỞ KHOA HỌC', 'VÀ CÔNG NGHỆ'] as const;

/** The heading of a draft of Sở Khoa học và Công nghệ: authority above it, number and day left for the signing. */
export function departmentHeading(kind: string, year: number): Table {
  const caps = { size: size.heading } as const;
  return bareTable(
    [left, right],
    [
      [
        centred('UBND TỈNH QUẢNG NGÃI', caps),
        ...issuer.map((line) => centred(line, { ...caps, bold: true })),
        ruleBelow(issuer, { width: left, halfPoints: size.heading }),
        centred(`Số:        /${kind}-SKHCN`, caps, { spacing: { before: 120 } }),
      ],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...caps, bold: true }),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        rule(right, 3428),
        centred(`Quảng Ngãi, ngày      tháng      năm ${year}`, { italics: true }, { spacing: { before: 120 } }),
      ],
    ],
  );
}

/** Kind and subject of a draft. */
export const departmentTitle = (kind: string, subject: string): readonly Paragraph[] => [
  centred(kind, { bold: true }, { spacing: { before: 240 } }),
  centred(subject, { bold: true }),
  ruleBelow([subject], { width: textWidth.portrait, halfPoints: size.body }),
  centred('(DỰ THẢO)', { bold: true }, { spacing: { before: 60, after: 120 } }),
];

/** Who receives a copy, left, and the director of Sở, right; the name is added when it is signed. */
export function departmentSignature(receivers: readonly string[]): Table {
  const half = Math.round(textWidth.portrait / 2);
  const lead = [words('Nơi nhận:', { bold: true, italics: true, size: size.note })];
  return bareTable(
    [half, textWidth.portrait - half],
    [
      [
        new Paragraph({ spacing: { before: 240 }, children: lead }),
        ...receivers.map((each) => new Paragraph({ children: [words(`- ${each}`, { size: size.recipients })] })),
      ],
      [centred('GIÁM ĐỐC', { bold: true }, { spacing: { before: 240 } })],
    ],
  );
}
