import type { Paragraph, Table } from 'docx';
import type { CompiledReport } from '../domain/compilation.ts';
import { defaultReceivers } from '../domain/receivers.ts';
import { momentWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import { size, textWidth } from './decree-30.ts';
import type { ReportFrame } from './map-paragraphs.ts';
import { bodyParagraph, centred, rule, words } from './paragraphs.ts';
import { ruleBelow } from './rule-below.ts';
import { bareTable } from './tables.ts';
import { reportedWords } from './term-words.ts';

/** Twips. The right column holds the national name on one line; the motto's rule is as long as the motto's text. */
const left = 3515;
const right = textWidth.portrait - left;
const mottoRule = 3428;

const issuer = 'UBND TỈNH QUẢNG NGÃI';

const caps = { bold: true, size: size.heading } as const;

/** The national name and motto, the issuing authority, number, place and date; day and month are left for the signing. */
export function headingBlock(report: Pick<CompiledReport, 'asOf'>): Table {
  return bareTable(
    [left, right],
    [
      [
        centred(issuer, caps),
        ruleBelow([issuer], { width: left, halfPoints: size.heading }),
        centred('Số:        /BC-UBND', { size: size.heading }, { spacing: { before: 120 } }),
      ],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', caps),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        rule(right, mottoRule),
        centred(`Quảng Ngãi, ${blankDate(report)}`, { italics: true }, { spacing: { before: 120 } }),
      ],
    ],
  );
}

/** A date whose day and month are filled in when it is signed. */
export const blankDate = (report: Pick<CompiledReport, 'asOf'>): string =>
  `ngày      tháng      năm ${dayOf(report.asOf).year}`;

/** What the report is about, as its title and the document's properties have it. */
export const subjectOf = (report: Pick<CompiledReport, 'plan' | 'year' | 'term'>): string =>
  `Kết quả thực hiện ${report.plan.shortTitle} ${reportedWords(report)}`;

/** The kind and the subject of the document, and, before it is final, that it is a draft and which one. */
export function titleBlock(report: ReportFrame): readonly Paragraph[] {
  const draft = `Bản tổng hợp lần ${report.number}, lúc ${momentWords(report.asOf)}`;
  return [
    centred('BÁO CÁO', { bold: true }, { spacing: { before: 320 } }),
    centred(subjectOf(report), { bold: true }),
    ruleBelow([subjectOf(report)], { width: textWidth.portrait, halfPoints: size.body }),
    ...(report.final
      ? []
      : [
          centred('(DỰ THẢO)', { bold: true }, { spacing: { before: 60 } }),
          centred(draft, { italics: true, size: size.heading }),
        ]),
  ];
}

/** To whom it is sent; more than one receiver, each on a line of its own. */
export function addressBlock({
  receivers = defaultReceivers,
}: Pick<CompiledReport, 'receivers'>): readonly Paragraph[] {
  const indent = { left: 2700, firstLine: 0 };
  if (receivers.length === 1) {
    const line = { indent: { left: 1500, firstLine: 0 }, spacing: { before: 240, after: 240 } };
    return [bodyParagraph([words(`Kính gửi: ${receivers[0]}.`)], line)];
  }
  return [
    bodyParagraph([words('Kính gửi:')], { indent: { left: 1500, firstLine: 0 }, spacing: { before: 240 } }),
    ...receivers.map((each, place) =>
      place < receivers.length - 1
        ? bodyParagraph(`- ${each};`, { indent })
        : bodyParagraph(`- ${each}.`, { indent, spacing: { after: 240 } }),
    ),
  ];
}
