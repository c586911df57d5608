import { Packer } from 'docx';
import type { Document } from 'docx';
import { unzipSync } from 'fflate';
import { xmlText } from './block-xml.ts';
import { markPattern, streamsOf } from './streamed.ts';
import type { Pieces } from './streamed.ts';
import { zipPieces } from './zip-pieces.ts';

/** What a document says of itself: its title and the instant for which it holds. */
export interface DocumentProperties {
  title: string;
  /** Whose document it is; the province's when left out. */
  creator?: string;
  at: Temporal.Instant;
}

/**
 * The bytes of a document, the same for the same content: docx puts the clock's time into the properties and into every
 * entry of the zip file, so the first are written here and the file is packed anew. What the document streams is made
 * while it is packed: its XML, which may be hundreds of megabytes, is never held as a whole.
 */
export async function packDocument(document: Document, properties: DocumentProperties): Promise<Uint8Array> {
  const core = { path: 'docProps/core.xml', data: coreProperties(properties) };
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document, undefined, [core])));
  const streams = streamsOf(document);
  const entries = Object.entries(parts).map(([path, bytes]) => ({
    path,
    content: path === body ? filled(new TextDecoder().decode(bytes), streams) : bytes,
  }));
  return zipPieces(entries);
}

const body = 'word/document.xml';

/** The body's XML with each stream in the place of its mark. */
function* filled(xml: string, streams: readonly Pieces[]): Generator<string> {
  // what is split by a pattern with a group alternates: text, number of the mark, text, …
  for (const [index, piece] of xml.split(markPattern).entries()) {
    if (index % 2 === 0) yield piece;
    else yield* streams[Number(piece)]?.() ?? [];
  }
}

function coreProperties({ title, creator = 'UBND tỉnh Quảng Ngãi', at }: DocumentProperties): string {
  const time = at.round('second').toString();
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator><dc:language>vi-VN</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
  );
}
