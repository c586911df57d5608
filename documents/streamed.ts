import { Paragraph, TableRow } from 'docx';
import type { IContext, IXmlableObject } from 'docx';

/** Pieces of a document's XML, made when they are written and forgotten then. */
export type Pieces = () => Iterable<string>;

/** What each document being built streams, in the order of the marks. docx calls for the XML once a document is packed. */
const streams = new WeakMap<object, Pieces[]>();

/** What a document streams: the pieces that belong in the place of each mark. */
export const streamsOf = (document: object): readonly Pieces[] => streams.get(document) ?? [];

/** Where the pieces of stream n belong. No typed text can look like it: docx escapes the brackets of texts. */
export const markPattern = /<streamed place="(\d+)"\/>/;

function mark({ file }: IContext, pieces: Pieces): IXmlableObject {
  const known = streams.get(file) ?? [];
  streams.set(file, known);
  known.push(pieces);
  return { streamed: { _attr: { place: known.length - 1 } } };
}

/** Paragraphs and tables that stand in the document as pieces of XML: docx sees one block, and holds none of them. */
export class StreamedBlocks extends Paragraph {
  readonly #pieces: Pieces;

  constructor(pieces: Pieces) {
    super({});
    this.#pieces = pieces;
  }

  override prepForXml(context: IContext): IXmlableObject {
    return mark(context, this.#pieces);
  }
}

/** The rows of a table, as pieces of XML. */
export class StreamedRows extends TableRow {
  readonly #pieces: Pieces;

  constructor(pieces: Pieces) {
    super({ children: [] });
    this.#pieces = pieces;
  }

  override prepForXml(context: IContext): IXmlableObject {
    return mark(context, this.#pieces);
  }
}
