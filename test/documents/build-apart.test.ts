import { expect, test } from 'vitest';
import { buildReportApart } from '../../documents/build-apart.ts';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { givenReport } from './given-report.ts';

test('the document built apart has the same bytes as one built here', async () => {
  const report = givenReport();
  const apart = await buildReportApart(report);
  expect(Buffer.from(apart).equals(Buffer.from(await compiledReportDocument(report)))).toBe(true);
});
