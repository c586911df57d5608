import { Document } from 'docx';
import type { FormSheet } from '../domain/form-sheet.ts';
import { styles } from './decree-30.ts';
import { outlineBody } from './outline/outline-body.ts';
import { outlineFigures } from './outline/outline-figures.ts';
import { outlineHeading } from './outline/outline-heading.ts';
import { outlineSignature } from './outline/outline-signature.ts';
import { packDocument } from './pack-document.ts';
import { numberedSection } from './numbered-section.ts';

/** The media type of a Word file. */
export const wordDocument = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * An agency's report as a Word file in the layout of NĐ 30/2020, Phụ lục I, with what the draft holds: to be passed round
 * in the agency, signed and attached. Number, day and month stay blank. The same draft gives the same bytes.
 */
export async function reportOutlineDocument(sheet: FormSheet): Promise<Uint8Array> {
  const title = `Báo cáo ${sheet.plan.shortTitle} ${sheet.cycle.words}: ${sheet.agency.name}`;
  const figures = outlineFigures(sheet);
  const sections = [
    numberedSection('portrait', [...outlineHeading(sheet), ...outlineBody(sheet), outlineSignature(sheet)]),
    ...(figures ? [numberedSection('landscape', figures)] : []),
  ];
  const at = sheet.savedAt ?? sheet.due.toZonedDateTime('UTC').toInstant();
  return packDocument(new Document({ title, styles, sections }), { title, creator: sheet.agency.name, at });
}
