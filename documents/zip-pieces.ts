import { Zip, ZipDeflate, ZipPassThrough, deflateSync } from 'fflate';

/** A file of the zip file: its path, and its bytes or the pieces of its text. */
export interface ZipEntry {
  path: string;
  content: Uint8Array | Iterable<string>;
}

/** How many characters are compressed at a time. */
const batchLength = 1 << 16;

/** Packs faster than the usual 6 and hardly larger: text in XML repeats itself. */
const level = 6;

/** The first day that a zip file knows: no entry says when it was made. Local time, as the package reads it. */
const firstZipDay = '1980-01-01T00:00:00';

/**
 * A zip file of the entries in their order; the same entries give the same bytes on any machine. Pieces of text are made,
 * compressed and forgotten one after the other, so that only the packed file is held.
 */
export function zipPieces(entries: readonly ZipEntry[]): Uint8Array {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    packed.push(data);
  });
  for (const { path, content } of entries) {
    const file = content instanceof Uint8Array ? new WholeFile(path) : new ZipDeflate(path, { level });
    file.mtime = firstZipDay;
    zip.add(file);
    if (content instanceof Uint8Array) file.push(content, true);
    else pushPieces(file, content);
  }
  zip.end();
  return Buffer.concat(packed);
}

/** Compressed at once: the package's streams set megabytes aside for each file, and a document has thirty small ones. */
class WholeFile extends ZipPassThrough {
  override compression = 8;

  protected override process(chunk: Uint8Array<ArrayBuffer>, final: boolean): void {
    this.ondata(null, deflateSync(chunk, { level }), final);
  }
}

function pushPieces(file: Pick<ZipDeflate, 'push'>, pieces: Iterable<string>): void {
  const encoder = new TextEncoder();
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < batchLength) continue;
    file.push(encoder.encode(batch));
    batch = '';
  }
  file.push(encoder.encode(batch), true);
}
