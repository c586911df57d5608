import { parentPort, workerData } from 'node:worker_threads';
import type { CompiledReport } from '../domain/compilation.ts';
import { revive } from '../domain/plain.ts';
import { compiledReportDocument } from './compiled-report.ts';

// The thread of build-apart.ts: one report in, one document out.
parentPort?.postMessage(await compiledReportDocument(revive<CompiledReport>(workerData)));
