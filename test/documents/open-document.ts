import { inflateRawSync } from 'node:zlib';

/** A Word file taken apart: its parts as text by their paths, and the times that the zip file's entries bear. */
export interface OpenDocument {
  parts: ReadonlyMap<string, string>;
  entryTimes: readonly number[];
}

/** Reads a zip file by its directory, without a library: what is tested is what any reader finds. */
export function openDocument(bytes: Uint8Array): OpenDocument {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const parts = new Map<string, string>();
  const entryTimes: number[] = [];
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameEnd = entry + 46 + zip.readUInt16LE(entry + 28);
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
    const text = zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed);
    parts.set(zip.toString('utf8', entry + 46, nameEnd), text.toString('utf8'));
    entryTimes.push(zip.readUInt32LE(entry + 12), zip.readUInt32LE(local + 10));
    entry = nameEnd + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return { parts, entryTimes };
}

/** A part's XML; fails when the file has no such part. */
export function partOf(bytes: Uint8Array, path: string): string {
  const part = openDocument(bytes).parts.get(path);
  if (part === undefined) throw new Error(`the document has no ${path}`);
  return part;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** The paragraphs as people read them, in the order of the document. */
export function linesOf(bytes: Uint8Array): readonly string[] {
  const xml = partOf(bytes, 'word/document.xml');
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, text]) => text ?? '')
      .join('')
      .replace(/&\w+;/g, (entity) => entities[entity] ?? entity),
  );
}

/** The properties of the document's sections, in order. */
export const sectionsOf = (bytes: Uint8Array): readonly string[] =>
  [...partOf(bytes, 'word/document.xml').matchAll(/<w:sectPr.*?<\/w:sectPr>/gs)].map(([section]) => section);
