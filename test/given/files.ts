import { strToU8, zipSync } from 'fflate';

/** A Word file with these paragraphs; a paragraph given as a list is split over runs, as editors do. */
export const givenWord = (
  paragraphs: readonly (string | readonly string[])[],
  more: Record<string, string> = {},
): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    'word/document.xml': strToU8(wordPart(paragraphs)),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });

/** A part of a Word file, such as a header, with these paragraphs. */
export const wordPart = (paragraphs: readonly (string | readonly string[])[]): string =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs
    .map(
      (runs) =>
        `<w:p>${[runs]
          .flat()
          .map((run) => `<w:r><w:t xml:space="preserve">${run}</w:t></w:r>`)
          .join('')}</w:p>`,
    )
    .join('')}</w:body></w:document>`;

/** An Excel file with these cells as shared strings. */
export const givenExcel = (cells: readonly string[], more: Record<string, string> = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ),
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="Biểu 1" sheetId="1"/></sheets></workbook>'),
    'xl/sharedStrings.xml': strToU8(`<sst>${cells.map((cell) => `<si><t>${cell}</t></si>`).join('')}</sst>`),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });

/** A text on a PDF's page: by default each on a line of its own. */
export interface Placed {
  text: string;
  x?: number;
  y?: number;
}

/** A PDF with these pages of text in any letters. */
export function givenPdf(...pages: readonly (string | Placed)[][]): Uint8Array {
  const letters = [...new Set(pages.flat().flatMap((each) => Array.from(textOf(each))))];
  const hex = (text: string) => Array.from(text, (letter) => code(letters.indexOf(letter) + 1)).join('');
  const streams = pages.map((lines) =>
    lines
      .map((line, place) => {
        const { text, x = 60, y = 780 - place * 20 } = typeof line === 'string' ? { text: line } : line;
        return `BT /F 12 Tf ${x} ${y} Td <${hex(text)}> Tj ET`;
      })
      .join('\n'),
  );
  const unicode = letters
    .map((letter, place) => `<${code(place + 1)}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`)
    .join('\n');
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, place) => `${6 + place * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Given /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Given /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor << /Type /FontDescriptor /FontName /Given /Flags 4 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 700 /Descent 0 /CapHeight 700 /StemV 80 >> >>',
    streamOf(
      `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Given def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${letters.length} beginbfchar\n${unicode}\nendbfchar\nendcmap\nend\nend`,
    ),
    ...streams.flatMap((stream, place) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${7 + place * 2} 0 R >>`,
      streamOf(stream),
    ]),
  ]);
}

const textOf = (line: string | Placed): string => (typeof line === 'string' ? line : line.text);
const code = (number: number): string => number.toString(16).padStart(4, '0');
const streamOf = (text: string): string => `<< /Length ${Buffer.byteLength(text)} >>\nstream\n${text}\nendstream`;

function assembled(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n';
  const places: number[] = [];
  for (const [place, object] of objects.entries()) {
    places.push(Buffer.byteLength(file));
    file += `${place + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = Buffer.byteLength(file);
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file));
}
