import { Document } from 'docx';
import type { OfficialSheet } from '../domain/official/sheet.ts';
import { styles } from './decree-30.ts';
import { letterAnnex } from './letter/letter-annex.ts';
import { letterHeading, letterTitle } from './letter/letter-heading.ts';
import { addressed } from './letterhead.ts';
import { numberedSection } from './numbered-section.ts';
import { packDocument } from './pack-document.ts';
import { bodyParagraph } from './paragraphs.ts';
import { signatureBlock } from './signature-block.ts';

/**
 * A letter in the authority's name as a Word file, in the layout of NĐ 30/2020, Phụ lục I and III (mẫu 1.4, 1.5), its list
 * on pages of its own. The same letter gives the same bytes.
 */
export async function letterDocument(sheet: OfficialSheet): Promise<Uint8Array> {
  const letter = [
    letterHeading(sheet),
    ...letterTitle(sheet),
    ...addressed(sheet.to),
    ...sheet.paragraphs.map((text) => bodyParagraph(text)),
    signatureBlock(sheet),
  ];
  const title = sheet.report ? `Báo cáo ${sheet.subject}` : `V/v ${sheet.subject}`;
  const sections = [
    numberedSection('portrait', letter),
    ...(sheet.annex ? [numberedSection('landscape', letterAnnex(sheet.annex))] : []),
  ];
  const creator = sheet.superior ? 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi' : 'UBND tỉnh Quảng Ngãi';
  return packDocument(new Document({ title, styles, sections }), { title, creator, at: sheet.at });
}
