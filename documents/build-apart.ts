import { Worker } from 'node:worker_threads';
import type { CompiledParagraph, CompiledReport } from '../domain/compilation.ts';
import { plain } from '../domain/plain.ts';
import { mapParagraphs } from './map-paragraphs.ts';
import type { Paragraphs } from './map-paragraphs.ts';

/** What the thread is given at its start: the report with the length of each list in the place of its paragraphs. */
export interface BuilderTask {
  frame: unknown;
  /** Of the report's lists of paragraphs, in the order of reading. */
  lengths: readonly number[];
  /** Counts the answers: the thread waits for the next one without letting go of its work. */
  answered: Int32Array;
}

/** What the thread says: which paragraphs it wants next, or the document. */
export type BuilderWord = { request: number; list: number; from: number; to: number } | { document: Uint8Array };

/** What the thread is answered. */
export interface BuilderAnswer {
  request: number;
  paragraphs: readonly CompiledParagraph[];
}

/** What the thread makes it forgets at once; with the usual 48 MB for that it keeps 70 MB more and is no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/**
 * Builds the compiled report's document in a thread of its own: it is seconds of pure computation for a large province,
 * and reports must be received meanwhile. The thread fetches the paragraphs while it writes them, so that they are in
 * memory once. Refuses (rejects) with the thread's error.
 */
export function buildReportApart(report: CompiledReport): Promise<Uint8Array> {
  const lists: CompiledParagraph[][] = [];
  const frame = mapParagraphs(report, (paragraphs: Paragraphs<CompiledParagraph>) => {
    lists.push([...paragraphs]);
    return [];
  });
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: BuilderTask = { frame: plain(frame), lengths: lists.map(({ length }) => length), answered };
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./build-thread.ts', import.meta.url), { workerData, resourceLimits });
    thread.on('message', (word: BuilderWord) => {
      if ('document' in word) return resolve(word.document);
      const { request, list, from, to } = word;
      const answer: BuilderAnswer = { request, paragraphs: lists[list]?.slice(from, to) ?? [] };
      thread.postMessage(answer);
      Atomics.add(answered, 0, 1);
      Atomics.notify(answered, 0);
    });
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the document's thread ended with ${code}`)));
  });
}
