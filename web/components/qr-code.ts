import { html, raw } from 'hono/html';
import { encodeQR } from 'qr';
import type { Html } from '../html.ts';

/** The empty modules around a code that its readers need (ISO/IEC 18004). */
const quiet = 4;

/**
 * A text as a QR code: one drawing of black on white, on paper, on a dark screen too. Drawn here and not by the package,
 * whose own SVG asks for inline style. Medium correction: a stamp over a corner does not spoil it.
 */
export function qrCode(text: string, title: string): Html {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: quiet });
  const size = modules.length;
  const path = modules.flatMap((row, y) => rowPath(row, y)).join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" shape-rendering="crispEdges"><title>${title}</title><rect width="${size}" height="${size}" fill="#fff"></rect><path d="${raw(path)}" fill="#000"></path></svg>`;
}

/** The dark runs of a row, each as one bar. */
function rowPath(row: readonly boolean[], y: number): string[] {
  const bars: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x += 1;
    bars.push(`M${from} ${y}h${x - from + 1}v1H${from}z`);
  }
  return bars;
}
