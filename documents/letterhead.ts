import type { Paragraph, Table } from 'docx';
import { size, textWidth } from './decree-30.ts';
import { bodyParagraph, centred, rule, words } from './paragraphs.ts';
import { ruleBelow } from './rule-below.ts';
import { bareTable } from './tables.ts';

/** What stands at the head of every official document. */
export interface Letterhead {
  /** The body above the issuer, regular; a people's committee names none. */
  superior?: readonly string[];
  /** Bold, in the lines that its name is broken into. */
  issuer: readonly string[];
  /** `Số: 05/SKHCN-VP`, with room for a hand where it is not numbered yet. */
  number: string;
  /** What a letter is about, under its number; a report says it in its title. */
  about?: string;
  /** `Quảng Ngãi, ngày 05 tháng 02 năm 2027` */
  dated: string;
}

/** Twips. The right column holds the national name on one line; the motto's rule is as long as the motto's text. */
const left = 3515;
const right = textWidth.portrait - left;
const mottoRule = 3428;
const caps = { bold: true, size: size.heading } as const;
const above = { spacing: { before: 120 } };

/** The issuer beside the national name and motto; number and subject, place and date. Source: NĐ 30/2020, Phụ lục I. */
export const letterhead = ({ superior = [], issuer, number, about, dated }: Letterhead): Table =>
  bareTable(
    [left, right],
    [
      [
        ...superior.map((line) => centred(line, { size: size.heading })),
        ...issuer.map((line) => centred(line, caps)),
        ruleBelow(issuer, { width: left, halfPoints: size.heading }),
        centred(number, { size: size.heading }, above),
        ...(about === undefined ? [] : [centred(`V/v ${about}`, { size: size.note }, above)]),
      ],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', caps),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        rule(right, mottoRule),
        centred(dated, { italics: true }, above),
      ],
    ],
  );

/** The kind of a document and what it is about, with the rule below; `before` is the room above, in twips. */
export const documentTitle = (kind: string, subject: string, before = 320): readonly Paragraph[] => [
  centred(kind, { bold: true }, { spacing: { before } }),
  centred(subject, { bold: true }),
  ruleBelow([subject], { width: textWidth.portrait, halfPoints: size.body }),
];

/** To whom it is sent; more than one, each on a line of its own. */
export function addressed(to: readonly string[]): readonly Paragraph[] {
  const line = { indent: { left: 1500, firstLine: 0 } };
  if (to.length === 1) {
    return [bodyParagraph([words(`Kính gửi: ${to[0]}.`)], { ...line, spacing: { before: 240, after: 240 } })];
  }
  const indent = { left: 2700, firstLine: 0 };
  return [
    bodyParagraph([words('Kính gửi:')], { ...line, spacing: { before: 240 } }),
    ...to.map((each, place) =>
      place < to.length - 1
        ? bodyParagraph(`- ${each};`, { indent })
        : bodyParagraph(`- ${each}.`, { indent, spacing: { after: 240 } }),
    ),
  ];
}
