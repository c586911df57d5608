import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pdfOf } from '../../documents/pdf-of.ts';

const docx = new TextEncoder().encode('một tệp Word');

/** A program in LibreOffice's place: the lines of a shell script, which gets the same arguments. */
async function givenOffice(...lines: readonly string[]): Promise<{ program: string; notes: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-test-office-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, 'soffice');
  const notes = join(folder, 'notes');
  await writeFile(program, ['#!/bin/sh', `notes=${notes}`, ...lines].join('\n'));
  await chmod(program, 0o755);
  return { program, notes };
}

const leftFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('dondoc-office-'));

test('the PDF is what the program made of the file, and nothing is left behind', async () => {
  const { program } = await givenOffice('mkdir made', '(printf "%%PDF-"; cat given.docx) > made/given.pdf');
  const before = await leftFolders();
  const pdf = await pdfOf(docx, { program });
  expect(Buffer.from(pdf ?? []).toString('utf8')).toBe('%PDF-một tệp Word');
  expect((await leftFolders()).filter((name) => !before.includes(name))).toEqual([]);
});

test('where the program is not installed, fails, or makes nothing, there is no PDF', async () => {
  expect(await pdfOf(docx, { program: '/nowhere/soffice' })).toBeUndefined();
  expect(await pdfOf(docx, { program: (await givenOffice('exit 3')).program })).toBeUndefined();
  expect(await pdfOf(docx, { program: (await givenOffice('exit 0')).program })).toBeUndefined();
});

test('a program that does not finish is killed with its children', async () => {
  const { program, notes } = await givenOffice('sleep 600 & echo $! > $notes', 'wait');
  expect(await pdfOf(docx, { program, patience: 800 })).toBeUndefined();
  const child = Number(await readFile(notes, 'utf8'));
  await expect.poll(() => alive(child)).toBe(false);
});

test('documents are converted one at a time', async () => {
  const { program, notes } = await givenOffice(
    'echo begin >> $notes',
    'sleep 0.1; mkdir made; cp given.docx made/x.pdf',
    'echo end >> $notes',
  );
  await Promise.all([pdfOf(docx, { program }), pdfOf(docx, { program }), pdfOf(docx, { program })]);
  expect((await readFile(notes, 'utf8')).trim().split('\n')).toEqual(['begin', 'end', 'begin', 'end', 'begin', 'end']);
});

/** Whether a process runs; one that has ended and was not yet waited for does not. */
async function alive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status !== '' && !status.includes(') Z ');
}
