import { Worker } from 'node:worker_threads';
import type { CompiledReport } from '../domain/compilation.ts';
import { plain } from '../domain/plain.ts';

/**
 * Builds the compiled report's document in a thread of its own: it is seconds of pure computation for a large province,
 * and reports must be received meanwhile. Refuses (rejects) with the thread's error.
 */
export function buildReportApart(report: CompiledReport): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./build-thread.ts', import.meta.url), { workerData: plain(report) });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the document's thread ended with ${code}`)));
  });
}
