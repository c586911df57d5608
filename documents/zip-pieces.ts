import { crc32 } from 'node:zlib';
import { Deflate, deflateSync } from 'fflate';

/** A file of the zip file: its path, and its bytes or the pieces of its text. */
export interface ZipEntry {
  path: string;
  content: Uint8Array | Iterable<string>;
}

/** An entry that is packed, and where its local header begins. */
interface Packed {
  path: Uint8Array;
  crc: number;
  size: number;
  chunks: readonly Uint8Array[];
  packedSize: number;
  offset: number;
}

/**
 * A zip file of the entries in their order; the same entries give the same bytes on any machine, which zlib does not
 * promise. Pieces of text are made, compressed and forgotten one after the other, so that only the packed file is held.
 */
export function zipPieces(entries: readonly ZipEntry[]): Uint8Array {
  let offset = 0;
  const packed = entries.map((entry): Packed => {
    const made = pack(entry, offset);
    offset += localLength + made.path.length + made.packedSize;
    return made;
  });
  const directory = packed.map(directoryEntry);
  const parts = packed.flatMap((each) => [localHeader(each), each.path, ...each.chunks]);
  return Buffer.concat([...parts, ...directory, directoryEnd(directory, offset)]);
}

/** How many characters are compressed at a time. */
const batchLength = 1 << 16;

/** Packs faster than the usual 6 and hardly larger: text in XML repeats itself. */
const level = 3;

function pack({ path, content }: ZipEntry, offset: number): Packed {
  const packed = content instanceof Uint8Array ? packWhole(content) : packPieces(content);
  const packedSize = packed.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { ...packed, path: new TextEncoder().encode(path), packedSize, offset };
}

type Content = Pick<Packed, 'crc' | 'size' | 'chunks'>;

/** At once: a stream sets megabytes aside, and a document has thirty small files. */
const packWhole = (bytes: Uint8Array): Content => ({
  crc: crc32(bytes),
  size: bytes.length,
  chunks: [deflateSync(bytes, { level })],
});

function packPieces(pieces: Iterable<string>): Content {
  const chunks: Uint8Array[] = [];
  const deflate = new Deflate({ level }, (chunk) => chunks.push(chunk));
  let [crc, size] = [0, 0];
  for (const bytes of batchesOf(pieces)) {
    crc = crc32(bytes, crc);
    size += bytes.length;
    deflate.push(bytes);
  }
  deflate.push(new Uint8Array(0), true);
  return { crc, size, chunks };
}

function* batchesOf(pieces: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < batchLength) continue;
    yield encoder.encode(batch);
    batch = '';
  }
  yield encoder.encode(batch);
}

const localLength = 30;

/** 1980-01-01, the first day that a zip file knows: no entry says when it was made. */
const firstDay = (1 << 5) | 1;

/** What the local header and the directory say alike of an entry: version 2.0, deflated, UTF-8 path, its sums. */
function writeFacts(header: DataView, at: number, { path, crc, size, packedSize }: Packed): void {
  header.setUint16(at, 20, true);
  header.setUint16(at + 2, 1 << 11, true);
  header.setUint16(at + 4, 8, true);
  header.setUint16(at + 8, firstDay, true);
  header.setUint32(at + 10, crc, true);
  header.setUint32(at + 14, packedSize, true);
  header.setUint32(at + 18, size, true);
  header.setUint16(at + 22, path.length, true);
}

function localHeader(entry: Packed): Uint8Array {
  const header = new DataView(new ArrayBuffer(localLength));
  header.setUint32(0, 0x04034b50, true);
  writeFacts(header, 4, entry);
  return new Uint8Array(header.buffer);
}

function directoryEntry(entry: Packed): Uint8Array {
  const header = new DataView(new ArrayBuffer(46));
  header.setUint32(0, 0x02014b50, true);
  header.setUint16(4, 20, true);
  writeFacts(header, 6, entry);
  header.setUint32(42, entry.offset, true);
  return Buffer.concat([new Uint8Array(header.buffer), entry.path]);
}

function directoryEnd(directory: readonly Uint8Array[], offset: number): Uint8Array {
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, directory.length, true);
  end.setUint16(10, directory.length, true);
  end.setUint32(
    12,
    directory.reduce((sum, each) => sum + each.length, 0),
    true,
  );
  end.setUint32(16, offset, true);
  return new Uint8Array(end.buffer);
}
