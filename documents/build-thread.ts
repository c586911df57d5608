import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { CompiledParagraph, CompiledReport } from '../domain/compilation.ts';
import { revive } from '../domain/plain.ts';
import type { BuilderTask, BuilderWord } from './build-apart.ts';
import { compiledReportDocument } from './compiled-report.ts';
import { mapParagraphs } from './map-paragraphs.ts';
import type { Paragraphs } from './map-paragraphs.ts';

/** How many paragraphs are fetched at once. */
const atOnce = 250;

const { frame, lengths, answered } = workerData as BuilderTask;
const say = (word: BuilderWord): void => parentPort?.postMessage(word);

/** A list of the report's paragraphs, fetched while it is read. */
const fetched = (list: number, length: number): Paragraphs<CompiledParagraph> => ({
  length,
  *[Symbol.iterator]() {
    for (let from = 0; from < length; from += atOnce) {
      Atomics.store(answered, 0, 0);
      say({ list, from, to: from + atOnce });
      Atomics.wait(answered, 0, 0);
      yield* (parentPort && receiveMessageOnPort(parentPort)?.message) as CompiledParagraph[];
    }
  },
});

// The thread of build-apart.ts: one report in, one document out.
let last = 0;
const report = mapParagraphs(revive<CompiledReport>(frame), () => fetched(last, lengths[last++] ?? 0));
say({ document: await compiledReportDocument(report) });
