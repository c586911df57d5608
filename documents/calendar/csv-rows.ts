/**
 * The rows of a CSV text (RFC 4180): fields between quotes may hold separators, doubled quotes and line breaks. The
 * separator is the one of `;`, `,` and tab that the first line has most of: Excel writes a semicolon where the comma
 * divides decimals.
 */
export function csvRows(text: string): string[][] {
  const separator = mostIn(text.split(/\r?\n/, 1)[0] ?? '');
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endField = () => {
    row.push(field);
    field = '';
  };
  const endRow = () => {
    endField();
    rows.push(row);
    row = [];
  };
  const letters = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  for (let place = 0; place < letters.length; place += 1) {
    const letter = letters.charAt(place);
    if (letter === '"' && quoted && letters.charAt(place + 1) === '"') {
      field += letter;
      place += 1;
    } else if (letter === '"' && (quoted || field === '')) quoted = !quoted;
    else if (letter === separator && !quoted) endField();
    else if (letter === '\n' && !quoted) endRow();
    else field += letter;
  }
  if (field || row.length > 0) endRow();
  return rows;
}

const mostIn = (line: string): string =>
  [';', ',', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ';';
