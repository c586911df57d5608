import { Document } from 'docx';
import { agencyList } from './agency-list.ts';
import { appendicesOf } from './appendices.ts';
import { styles } from './decree-30.ts';
import { addressBlock, headingBlock, provinceSignature, subjectOf, titleBlock } from './heading-block.ts';
import { indicatorTable } from './indicator-table.ts';
import type { ReportToWrite } from './map-paragraphs.ts';
import { numberedReport } from './numbered-report.ts';
import { numberedSection } from './numbered-section.ts';
import { opening } from './opening.ts';
import { packDocument } from './pack-document.ts';
import { reportBody } from './report-body.ts';
import { sourceList } from './source-list.ts';
import { taskTable } from './task-table.ts';

/**
 * The province's compiled report as a Word file, laid out as NĐ 30/2020, Phụ lục I, demands: a draft for signing, whose
 * number, day and month stay blank. The same report gives the same bytes.
 */
export async function compiledReportDocument(report: ReportToWrite): Promise<Uint8Array> {
  const numbered = numberedReport(report);
  const appendices = appendicesOf(report);
  const letter = [
    headingBlock(report),
    ...titleBlock(report),
    ...addressBlock(report),
    ...opening(report),
    ...reportBody(numbered),
    provinceSignature(),
  ];
  const title = `Báo cáo ${subjectOf(report)}`;
  const sections = [
    numberedSection('portrait', letter),
    numberedSection('landscape', agencyList(report, appendices.agencies)),
    ...(appendices.tasks ? [numberedSection('landscape', taskTable(report, appendices.tasks))] : []),
    ...(appendices.figures ? [numberedSection('landscape', indicatorTable(report, appendices.figures))] : []),
    numberedSection('portrait', sourceList(numbered, appendices.sources)),
  ];
  return packDocument(new Document({ title, styles, sections }), { title, at: report.asOf });
}
