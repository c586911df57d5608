import { expect, test } from 'vitest';
import { buildReportApart } from '../../documents/build-apart.ts';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { givenParagraph, givenReport, givenTask } from './given-report.ts';

test('the document built apart has the same bytes as one built here', async () => {
  const many = Array.from({ length: 2500 }, (_, index) => givenParagraph(`Việc thứ ${index + 1}.`, index + 1));
  const tasks = [givenTask('II.1.a', { results: many }), givenTask('II.1.b', { supporting: many.slice(0, 3) })];
  const report = givenReport({ groups: [{ code: 'II.1', title: 'Nhóm', tasks }], shortcomings: [] });
  const apart = await buildReportApart(report);
  expect(Buffer.from(apart).equals(Buffer.from(await compiledReportDocument(report)))).toBe(true);
});
