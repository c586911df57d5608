import { getDocumentProxy } from 'unpdf';

/** A marking stands at the head of a document. */
const pagesRead = 3;

/** A piece of text on a page; the last two numbers of `transform` are its place, x and y. */
interface Piece {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

/** The lines of a PDF's first pages. Throws when it cannot be read. */
export async function* pdfLines(content: Uint8Array): AsyncGenerator<string> {
  const pdf = await getDocumentProxy(content, { verbosity: 0 });
  for (let number = 1; number <= Math.min(pagesRead, pdf.numPages); number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    yield* linesOf(items.filter((item): item is typeof item & Piece => 'str' in item));
  }
}

/** Pieces side by side are one line; a wide gap, as between a stamp and the heading beside it, parts them. */
function linesOf(pieces: readonly Piece[]): string[] {
  const lines: string[] = [];
  let end: { x: number; y: number } | undefined;
  for (const { str, transform, width, height } of pieces) {
    if (!str.trim()) continue;
    const [x = 0, y = 0] = transform.slice(4);
    const beside = end && Math.abs(y - end.y) < height / 2 && Math.abs(x - end.x) < height * 1.5;
    if (beside && end) lines.push(`${lines.pop() ?? ''}${x - end.x > height * 0.15 ? ' ' : ''}${str}`);
    else lines.push(str);
    end = { x: x + width, y };
  }
  return lines;
}
