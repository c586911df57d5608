import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CompileFigures } from './compile-one.ts';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '115,1000,10000' } } });

/**
 * What a process with 1 GB gives its heap, in MB: without a limit the engine collects late on a large machine, and the peak
 * tells what it had, not what it needs.
 */
const heapMegabytes = 700;

/** One size in a process of its own: its peak of memory is that of this size alone. */
function measure(reports: number): CompileFigures {
  const one = fileURLToPath(new URL('./compile-one.ts', import.meta.url));
  const said = execFileSync(process.execPath, [`--max-old-space-size=${heapMegabytes}`, one, String(reports)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(said) as CompileFigures;
}

console.log(`${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
const figures = values.sizes.split(',').map(Number).map(measure);
for (const { reports, ms, documentMs, cpuMs, bareMs, bytes } of figures) {
  console.log(
    `${reports} reports of 30 paragraphs: ${ms.toFixed(0)} ms, of them ${documentMs.toFixed(0)} for the document, ` +
      `${cpuMs.toFixed(0)} of processors; ` +
      `${(bytes / 2 ** 20).toFixed(1)} MB; a bare loop of XML into a zip file ${bareMs.toFixed(0)} ms`,
  );
}
for (const { reports, ms, bareMs, rssMb } of figures) {
  console.log(`compile: reports=${reports} ms=${ms.toFixed(0)} ratio=${(bareMs / ms).toFixed(2)} rss_mb=${rssMb}`);
}
