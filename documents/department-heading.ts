import type { Paragraph, Table } from 'docx';
import { documentTitle, letterhead } from './letterhead.ts';
import { centred } from './paragraphs.ts';
import { signatureBlock } from './signature-block.ts';

/** The heading of a draft of Sở Khoa học và Công nghệ: authority above it, number and day left for the signing. */
export const departmentHeading = (kind: string, year: number): Table =>
  letterhead({
    superior: ['UBND TỈNH QUẢNG NGÃI'],
    issuer: ['SỞ KHOA HỌC VÀ', 'CÔNG NGHỆ'],
    number: `Số:        /${kind}-SKHCN`,
    dated: `Quảng Ngãi, ngày      tháng      năm ${year}`,
  });

/** Kind and subject of a draft. */
export const departmentTitle = (kind: string, subject: string): readonly Paragraph[] => [
  ...documentTitle(kind, subject, 240),
  centred('(DỰ THẢO)', { bold: true }, { spacing: { before: 60, after: 120 } }),
];

/** Who receives a copy, and the director of Sở; the name is added when it is signed. */
export const departmentSignature = (copies: readonly string[]): Table =>
  signatureBlock({ copies, signer: ['GIÁM ĐỐC'] });
