import { parentPort, workerData } from 'node:worker_threads';
import type { CompiledReport } from '../domain/compilation.ts';
import { revive } from '../domain/plain.ts';
import { compilationSheet } from './compilation-sheet.ts';

// The thread of build-sheet-apart.ts: one report in, one workbook out.
parentPort?.postMessage(await compilationSheet(revive<CompiledReport>(workerData)));
