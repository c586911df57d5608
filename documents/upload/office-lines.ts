import { unzipSync } from 'fflate';

/** The most that a document's texts may unfold to, in bytes: a zip bomb is refused before it unfolds. */
const unfoldedLimit = 100 * 1024 * 1024;

/** Thrown for a document whose texts would unfold beyond the limit. */
export class UnfoldsTooFar extends Error {}

/** Thrown for a document that brings programs along, whatever it says of its kind. */
export class HoldsMacro extends Error {}

/** Where a document keeps its programs: Visual Basic, Excel's old macro sheets, ActiveX. */
const programs = /(^|\/)(vbaProject|vbaData)[^/]*$|(^|\/)(macrosheets|activeX)\//i;

/** Where a document keeps what people read: body, headers, footers, notes; sheets with their strings, drawings with text boxes. */
const kinds = {
  word: { main: 'word/document.xml', texts: /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/ },
  excel: {
    main: 'xl/workbook.xml',
    texts: /^xl\/(workbook|sharedStrings|worksheets\/[^/]+|drawings\/[^/]+|comments[^/]*)\.xml$/,
  },
};

/**
 * The lines of a Word or Excel file: a paragraph, a cell or a text box each. Throws when it is damaged, unfolds too far or
 * brings programs along.
 */
export function* officeLines(content: Uint8Array, kind: keyof typeof kinds): Generator<string> {
  const { main, texts } = kinds[kind];
  let unfolded = 0;
  const parts = unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (programs.test(name)) throw new HoldsMacro();
      if (!texts.test(name)) return false;
      unfolded += originalSize;
      if (unfolded > unfoldedLimit) throw new UnfoldsTooFar();
      return true;
    },
  });
  if (!parts[main]) throw new Error(`${main} is missing`);
  for (const part of Object.values(parts)) yield* xmlLines(new TextDecoder('utf-8', { fatal: true }).decode(part));
}

const headersAndFooters = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'];
/** Elements that end a line, by their local names: paragraphs, breaks, tabs, cells, shared strings, page headers. */
const lineEnds = new Set(['p', 'br', 'cr', 'tab', 'tc', 'c', 'si', 'is', ...headersAndFooters]);
/** Elements that hold text. */
const textElements = new Set(['t', 'v', ...headersAndFooters]);

/**
 * The lines of an XML part. A marking is often split over runs, so runs are joined; it is never split over paragraphs.
 * Goes through the text once, whatever it holds.
 */
function* xmlLines(xml: string): Generator<string> {
  let line = '';
  let reading = false;
  let from = 0;
  for (;;) {
    const opens = xml.indexOf('<', from);
    const closes = opens < 0 ? -1 : xml.indexOf('>', opens);
    if (closes < 0) break;
    if (reading) line += xml.slice(from, opens);
    const ending = xml.charCodeAt(opens + 1) === slash;
    const name = localName(xml, opens + (ending ? 2 : 1), closes);
    if (line && lineEnds.has(name)) {
      yield* pageHeaderParts(unescaped(line));
      line = '';
    }
    reading = !ending && textElements.has(name);
    from = closes + 1;
  }
}

const [slash, greater] = ['/'.charCodeAt(0), '>'.charCodeAt(0)];

/** `p` of `w:p w:rsidR="…"`. */
function localName(xml: string, from: number, to: number): string {
  let start = from;
  let end = from;
  for (
    ;
    end < to && xml.charCodeAt(end) > 32 && xml.charCodeAt(end) !== slash && xml.charCodeAt(end) !== greater;
    end += 1
  ) {
    if (xml[end] === ':') start = end + 1;
  }
  return xml.slice(start, end);
}

/** A sheet's page header writes its layout into its text: `&C&"Arial,Bold"&14MẬT`. */
const pageHeaderParts = (line: string): string[] =>
  line.includes('&') ? [line, ...line.replaceAll(/&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+/g, '').split(/&[A-Z]/)] : [line];

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{1,5}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
