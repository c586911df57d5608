/** A zip's end: its mark, and the length of the comment that goes on to the file's end. */
const [zipEnd, zipEndBytes, longestComment] = [Buffer.from('PK\u0005\u0006', 'latin1'), 22, 0xffff];
/** PDF readers look for a PDF's head this far into a file. */
const pdfHeadBytes = 1024;

/**
 * Whether a file that is one kind by its beginning is another one to other programs: a picture or a PDF that unpacks as a
 * zip, a picture or a document that a PDF reader opens. Such files are made to deceive.
 */
export function hasOtherFace(content: Uint8Array, kind: 'pdf' | 'office' | 'picture'): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (kind !== 'pdf' && bytes.subarray(0, pdfHeadBytes).includes('%PDF-')) return true;
  return kind !== 'office' && endsAsZip(bytes);
}

function endsAsZip(bytes: Buffer): boolean {
  const tail = bytes.subarray(-(longestComment + zipEndBytes));
  for (let at = tail.lastIndexOf(zipEnd); at >= 0; at = at > 0 ? tail.lastIndexOf(zipEnd, at - 1) : -1) {
    const end = at + zipEndBytes;
    if (end <= tail.length && end + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}
