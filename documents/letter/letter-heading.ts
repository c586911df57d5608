import { Paragraph } from 'docx';
import type { Table } from 'docx';
import type { OfficialSheet } from '../../domain/official/sheet.ts';
import { size, textWidth } from '../decree-30.ts';
import { bodyParagraph, centred, rule, words } from '../paragraphs.ts';
import { ruleBelow } from '../rule-below.ts';
import { bareTable } from '../tables.ts';

/** Twips. The right column holds the national name on one line; the motto's rule is as long as the motto's text. */
const left = 3515;
const right = textWidth.portrait - left;
const mottoRule = 3428;
const caps = { bold: true, size: size.heading } as const;
const above = { spacing: { before: 120 } };

/** The issuer beside the national name; the number, and under it what a letter is about; place and date. */
export const letterHeading = (sheet: OfficialSheet): Table =>
  bareTable(
    [left, right],
    [
      [
        ...(sheet.superior ? [centred(sheet.superior, { size: size.heading })] : []),
        ...sheet.issuer.map((line) => centred(line, caps)),
        ruleBelow(sheet.issuer, { width: left, halfPoints: size.heading }),
        centred(sheet.number, { size: size.heading }, above),
        ...(sheet.report ? [] : [centred(`V/v ${whole(sheet.subject)}`, { size: size.note }, above)]),
      ],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', caps),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        rule(right, mottoRule),
        centred(sheet.dated, { italics: true }, above),
      ],
    ],
  );

/** The kind and the subject of a report; a letter has none. */
export function letterTitle(sheet: OfficialSheet): readonly Paragraph[] {
  if (!sheet.report) return [];
  return [
    centred('BÁO CÁO', { bold: true }, { spacing: { before: 320 } }),
    centred(upperFirst(whole(sheet.subject)), { bold: true }),
    ruleBelow([sheet.subject], { width: textWidth.portrait, halfPoints: size.body }),
  ];
}

/** A document's symbol stays on one line: `69-KL/TW`. */
const whole = (text: string): string => text.replaceAll(/(?<=\d)-(?=\p{Lu})/gu, '\u2011');

const upperFirst = (text: string): string => text.replace(/^./u, (first) => first.toLocaleUpperCase('vi'));

/** To whom it is sent; more than one, each on a line of its own. */
export function letterReaders({ to }: OfficialSheet): readonly Paragraph[] {
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

/** Who receives a copy, left, and who signs, right; the signer's name is added when it is signed. */
export function letterSignature({ copies, signer }: OfficialSheet): Table {
  const half = Math.round(textWidth.portrait / 2);
  const head = words('Nơi nhận:', { bold: true, italics: true, size: size.note });
  return bareTable(
    [half, textWidth.portrait - half],
    [
      [
        new Paragraph({ spacing: { before: 240 }, children: [head] }),
        ...copies.map((each) => new Paragraph({ children: [words(`- ${each}`, { size: size.recipients })] })),
      ],
      signer.map((line, place) => centred(line, { bold: true }, { spacing: { before: place === 0 ? 240 : 0 } })),
    ],
  );
}
