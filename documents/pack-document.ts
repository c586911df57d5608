import { Packer } from 'docx';
import type { Document } from 'docx';
import { cleanText } from './clean-text.ts';

/** What a document says of itself: its title and the instant for which it holds. */
export interface DocumentProperties {
  title: string;
  /** Whose document it is; the province's when left out. */
  creator?: string;
  at: Temporal.Instant;
}

/**
 * The bytes of a document, the same for the same content: docx puts the clock's time into the properties and into every
 * entry of the zip file, so the first are written here and the others are set to the first day that a zip file knows.
 */
export async function packDocument(document: Document, properties: DocumentProperties): Promise<Uint8Array> {
  const core = { path: 'docProps/core.xml', data: coreProperties(properties) };
  const bytes = new Uint8Array(await Packer.toArrayBuffer(document, undefined, [core]));
  setEntryTimes(new DataView(bytes.buffer));
  return bytes;
}

function coreProperties({ title, creator = 'UBND tỉnh Quảng Ngãi', at }: DocumentProperties): string {
  const time = at.round('second').toString();
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator><dc:language>vi-VN</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
  );
}

const escaped = (text: string): string =>
  cleanText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** 1980-01-01T00:00, as a zip file writes it: the date in the upper half, the time in the lower. */
const firstZipDay = ((1 << 5) | 1) << 16;

/** Walks the zip file's directory; the file ends with the directory's place and the number of entries. */
function setEntryTimes(zip: DataView): void {
  const end = zip.byteLength - 22;
  if (zip.getUint32(end, true) !== 0x06054b50) throw new Error('the zip file does not end with its directory');
  let entry = zip.getUint32(end + 16, true);
  for (let left = zip.getUint16(end + 10, true); left > 0; left -= 1) {
    zip.setUint32(entry + 12, firstZipDay, true);
    zip.setUint32(zip.getUint32(entry + 42, true) + 10, firstZipDay, true);
    entry += 46 + zip.getUint16(entry + 28, true) + zip.getUint16(entry + 30, true) + zip.getUint16(entry + 32, true);
  }
}
