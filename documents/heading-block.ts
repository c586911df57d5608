import type { Paragraph, Table } from 'docx';
import type { CompiledReport } from '../domain/compilation.ts';
import { defaultReceivers } from '../domain/receivers.ts';
import { momentWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import { size } from './decree-30.ts';
import { addressed, documentTitle, letterhead } from './letterhead.ts';
import type { ReportFrame } from './map-paragraphs.ts';
import { centred } from './paragraphs.ts';
import { signatureBlock } from './signature-block.ts';
import { reportedWords } from './term-words.ts';

/** The province's letterhead; number, day and month are left for the signing. */
export const headingBlock = (report: Pick<CompiledReport, 'asOf'>): Table =>
  letterhead({
    issuer: ['UBND TỈNH QUẢNG NGÃI'],
    number: 'Số:        /BC-UBND',
    dated: `Quảng Ngãi, ${blankDate(report)}`,
  });

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
    ...documentTitle('BÁO CÁO', subjectOf(report)),
    ...(report.final
      ? []
      : [
          centred('(DỰ THẢO)', { bold: true }, { spacing: { before: 60 } }),
          centred(draft, { italics: true, size: size.heading }),
        ]),
  ];
}

/** To whom it is sent. */
export const addressBlock = ({
  receivers = defaultReceivers,
}: Pick<CompiledReport, 'receivers'>): readonly Paragraph[] => addressed(receivers);

/** Who receives a copy of the province's report, and who signs it. */
export const provinceSignature = (): Table =>
  signatureBlock({
    copies: [
      'Như trên;',
      'Thường trực Tỉnh ủy (b/c);',
      'Thường trực HĐND tỉnh (b/c);',
      'CT, các PCT UBND tỉnh;',
      'Sở Khoa học và Công nghệ;',
      'Lưu: VT, KGVX.',
    ],
    signer: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  });
