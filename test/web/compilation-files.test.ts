import { readXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { plain } from '../../domain/plain.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { putFile } from '../../store/files.ts';
import { json } from '../../store/json.ts';
import { givenIndicator, givenReport } from '../documents/given-report.ts';
import { givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';

/** A run that has ended with a report and a document. */
async function givenFinishedRun({ db, cycle, clock }: GivenSite): Promise<string> {
  const { actor } = await givenStaff(db, 'admin');
  const at = clock.now();
  const id = await startCompilation(db, { cycle, final: false, slot: 'a', actor, at });
  await putFile(db, { sha256: 'a'.repeat(64), mediaType: 'application/msword', content: Buffer.from('Word'), at });
  const report = json(plain(givenReport({ indicators: [givenIndicator()] })));
  const ended = { state: 'ready' as const, report, file_sha256: 'a'.repeat(64), ended_at: at };
  await db.updateTable('compilation').set(ended).where('id', '=', id).execute();
  return id;
}

test('a run that has ended links its Word file, its annex and its PDF; the annex is a workbook', async () => {
  const site = await givenSite();
  const run = `/cycles/${site.cycle}/compilations/${await givenFinishedRun(site)}`;
  const { see } = await site.as('viewer');
  const page = (await see(`/cycles/${site.cycle}/compilations`)).body;
  for (const file of ['report.docx', 'annex.xlsx', 'report.pdf']) expect(page).toContain(`href="${run}/${file}"`);
  const { headers } = await givenStaff(site.db, 'viewer');
  const annex = await site.app.inject({ url: `${run}/annex.xlsx`, headers });
  expect((await readXlsx(annex.rawPayload)).sheets.map(({ name }) => name)).toEqual([
    'Tổng hợp',
    'Số liệu từng cơ quan',
    'Số ước',
    'Danh sách',
  ]);
  expect((await site.app.inject({ url: `${run}/annex.xlsx` })).statusCode).not.toBe(200);
  expect((await site.app.inject({ url: `${run}/report.pdf` })).statusCode).not.toBe(200);
});
