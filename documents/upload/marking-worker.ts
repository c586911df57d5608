import { parentPort, workerData } from 'node:worker_threads';
import type { Finding, Kind } from './find-marking.ts';
import { HoldsMacro, officeLines, UnfoldsTooFar } from './office-lines.ts';
import { pdfLines } from './pdf-lines.ts';
import { markingOf } from './secrecy-marking.ts';

const { content, kind } = workerData as { content: Uint8Array; kind: Kind };
parentPort?.postMessage(await find(), []);

async function find(): Promise<Finding> {
  try {
    for await (const line of kind === 'pdf' ? pdfLines(content) : officeLines(content, kind)) {
      const marking = markingOf(line);
      if (marking) return { marking };
    }
    return {};
  } catch (error) {
    // The readers throw whatever they meet in a damaged file.
    if (error instanceof HoldsMacro) return { trouble: 'holds_macro' };
    return { trouble: error instanceof UnfoldsTooFar ? 'unfolds_too_far' : 'unreadable' };
  }
}
