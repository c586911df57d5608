import { parentPort, workerData } from 'node:worker_threads';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { revive } from '../../domain/plain.ts';
import { readWorkbook } from './read-workbook.ts';

// The thread of read-form-sheet.ts: one file in, what it holds out.
const { content, sheet } = workerData as { content: Uint8Array; sheet: unknown };
parentPort?.postMessage(await readWorkbook(content, revive<FormSheet>(sheet)), []);
