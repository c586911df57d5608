import { compileReport } from '../../domain/compilation.ts';
import type { CompilationFacts } from '../../domain/compilation.ts';
import { buildReportApart } from '../../documents/build-apart.ts';
import { paragraphXml, runXml } from '../../documents/block-xml.ts';
import { zipPieces } from '../../documents/zip-pieces.ts';
import { compileFacts } from './compile-facts.ts';

/** What compiling so many reports took. */
export interface CompileFigures {
  reports: number;
  /** From the facts in memory to the document's bytes. */
  ms: number;
  /** The part of it that the document takes. */
  documentMs: number;
  /** What all processors together spent on it: on a machine that does other things too, this says more. */
  cpuMs: number;
  /** The same paragraphs and sources written and packed by a bare loop. */
  bareMs: number;
  bytes: number;
  rssMb: number;
}

/** Each paragraph as one block and its source as another, and nothing else. */
function bareLoop({ sources }: CompilationFacts): number {
  const began = performance.now();
  function* blocks(): Generator<string> {
    for (const { receipt, content } of sources) {
      const results = Object.values(content.tasks).map(({ result }) => result);
      for (const text of [...Object.values(content.sections), ...results]) {
        yield paragraphXml('Body', runXml(text) + runXml(receipt, { style: 'SourceMark' }));
        yield paragraphXml('Cell', runXml(receipt));
      }
    }
  }
  zipPieces([{ path: 'word/document.xml', content: blocks() }]);
  return performance.now() - began;
}

const facts = compileFacts(Number(process.argv[2]));
const spent = process.cpuUsage();
const began = performance.now();
const report = compileReport(facts);
const compiled = performance.now();
const { byteLength } = await buildReportApart(report);
const done = performance.now();
const { user, system } = process.cpuUsage(spent);
const figures: CompileFigures = {
  reports: facts.sources.length,
  ms: done - began,
  documentMs: done - compiled,
  cpuMs: (user + system) / 1000,
  bytes: byteLength,
  rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  bareMs: bareLoop(facts),
};
console.log(JSON.stringify(figures));
