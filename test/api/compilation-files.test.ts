import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../api/build-app.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { getCompilation } from '../../store/compilations.ts';
import { getFile } from '../../store/files.ts';
import { givenDeps } from '../given/app.ts';
import { givenCompiled } from '../given/compiled.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

/** A run over one agency's report, and an app that asks the given program for PDF files. */
async function givenRun(officeProgram?: string) {
  const deps = { ...(await givenDeps('2026-12-14 08:00')), officeProgram };
  const { db, clock } = deps;
  const cycle = await givenCycle(db);
  const app = await buildApp(deps);
  onTestFinished(() => app.close());
  const { actor, headers } = await givenStaff(db, 'officer');
  const agency = await givenAgency(db, cycle, 'STC');
  const sent = { obligation: agency.obligation, report: givenReport(), actor: agency.actor, attempt: randomUUID() };
  await submitReport(db, { ...sent, at: clock.now() });
  const id = await startCompilation(db, { cycle, final: false, slot: 'a', actor, at: clock.now() });
  const finish = async () => {
    await givenCompiled(db, id, clock.now());
    const { file_sha256 } = await getCompilation(db, id);
    return (await getFile(db, file_sha256 ?? '')).content;
  };
  const get = (file: string) => app.inject({ url: `/api/v1/compilations/${id}/${file}`, headers });
  return { app, headers, id, finish, get };
}

/** A program in LibreOffice's place that answers with the file itself. */
async function givenOfficeProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-test-office-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, 'soffice');
  await writeFile(program, '#!/bin/sh\nmkdir made && cp given.docx made/given.pdf\n');
  await chmod(program, 0o755);
  return program;
}

test('a finished run gives its annex as a workbook and its document as PDF, under names that say which', async () => {
  const { finish, get } = await givenRun(await givenOfficeProgram());
  for (const file of ['annex.xlsx', 'report.pdf'])
    expect((await get(file)).json()).toMatchObject({ title: 'compilation.not_ready', status: 409 });
  const document = await finish();
  const annex = await get('annex.xlsx');
  expect(annex.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(annex.headers['content-disposition']).toContain('filename="Phu luc so lieu kl69-nam-2026 lan 1.xlsx"');
  const list = (await readXlsx(annex.rawPayload)).sheets.find(({ name }) => name === 'Danh sách');
  expect(list?.rows.some((row) => row[1] === 'Sở Tài chính' && row[6] === 'Đúng hạn')).toBe(true);
  const pdf = await get('report.pdf');
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.headers['content-disposition']).toContain('filename="Bao cao tong hop kl69-nam-2026 lan 1.pdf"');
  expect(pdf.rawPayload.equals(Buffer.from(document))).toBe(true);
});

test('where LibreOffice is not installed the PDF is refused in words that name the Word file', async () => {
  const { finish, get } = await givenRun('/nowhere/soffice');
  await finish();
  expect((await get('report.pdf')).json()).toMatchObject({
    title: 'document.no_pdf',
    status: 409,
    detail: expect.stringContaining('đề nghị tải bản Word'),
  });
});
