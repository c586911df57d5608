import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { CompiledParagraph, CompiledReport } from '../domain/compilation.ts';
import { revive } from '../domain/plain.ts';
import type { BuilderAnswer, BuilderTask, BuilderWord } from './build-apart.ts';
import { compiledReportDocument } from './compiled-report.ts';
import { mapParagraphs } from './map-paragraphs.ts';
import type { Paragraphs } from './map-paragraphs.ts';

/** How many paragraphs are fetched at once. */
const atOnce = 500;

const { frame, lengths, answered } = workerData as BuilderTask;
const say = (word: BuilderWord): void => parentPort?.postMessage(word);

/** Answers that came while another was awaited, by their request. */
const early = new Map<number, readonly CompiledParagraph[]>();
let asked = 0;

function ask(list: number, from: number): number {
  asked += 1;
  say({ request: asked, list, from, to: from + atOnce });
  return asked;
}

/** Waits for a request's answer, without letting go of the work that needs it. */
function answerTo(request: number): readonly CompiledParagraph[] {
  for (;;) {
    const known = early.get(request);
    if (known && early.delete(request)) return known;
    const seen = Atomics.load(answered, 0);
    const got = parentPort ? receiveMessageOnPort(parentPort) : undefined;
    const { message } = (got ?? {}) as { message?: BuilderAnswer };
    if (message) early.set(message.request, message.paragraphs);
    else Atomics.wait(answered, 0, seen);
  }
}

/** A list of the report's paragraphs, fetched while it is read: the next ones are on their way while these are written. */
const fetched = (list: number, length: number): Paragraphs<CompiledParagraph> => ({
  length,
  *[Symbol.iterator]() {
    let request = length > 0 ? ask(list, 0) : 0;
    for (let from = 0; from < length; from += atOnce) {
      const paragraphs = answerTo(request);
      if (from + atOnce < length) request = ask(list, from + atOnce);
      yield* paragraphs;
    }
  },
});

// The thread of build-apart.ts: one report in, one document out.
let last = 0;
const report = mapParagraphs(revive<CompiledReport>(frame), () => fetched(last, lengths[last++] ?? 0));
say({ document: await compiledReportDocument(report) });
