import { Document, Header, PageNumber, Paragraph, TextRun } from 'docx';
import type { ISectionOptions } from 'docx';
import type { CompiledReport } from '../domain/compilation.ts';
import { agencyList } from './agency-list.ts';
import { pageOf, styles } from './decree-30.ts';
import type { textWidth } from './decree-30.ts';
import { addressBlock, headingBlock, subjectOf, titleBlock } from './heading-block.ts';
import { numberedReport } from './numbered-report.ts';
import { opening } from './opening.ts';
import { packDocument } from './pack-document.ts';
import { reportBody } from './report-body.ts';
import { signatureBlock } from './signature-block.ts';
import { sourceList } from './source-list.ts';

/**
 * The province's compiled report as a Word file, laid out as NĐ 30/2020, Phụ lục I, demands: a draft for signing, whose
 * number, day and month stay blank. The same report gives the same bytes.
 */
export async function compiledReportDocument(report: CompiledReport): Promise<Uint8Array> {
  const numbered = numberedReport(report);
  const letter = [
    headingBlock(report),
    ...titleBlock(report),
    ...addressBlock(report),
    ...opening(report),
    ...reportBody(numbered),
    signatureBlock(),
  ];
  const title = `Báo cáo ${subjectOf(report)}`;
  const sections = [
    section('portrait', letter),
    section('landscape', agencyList(report)),
    section('portrait', sourceList(numbered)),
  ];
  return packDocument(new Document({ title, styles, sections }), { title, at: report.asOf });
}

/** A part of the document with pages of its own: the number stands centred in the top margin, not on the first page. */
function section(orientation: keyof typeof textWidth, children: ISectionOptions['children']): ISectionOptions {
  const number = new Paragraph({ style: 'Centred', children: [new TextRun({ children: [PageNumber.CURRENT] })] });
  return {
    properties: pageOf(orientation),
    headers: { default: new Header({ children: [number] }), first: new Header({ children: [new Paragraph({})] }) },
    children,
  };
}
