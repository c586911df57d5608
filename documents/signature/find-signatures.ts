import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';

/** A signature dictionary of a PDF, with the bytes that it speaks of. */
export interface FoundSignature {
  subFilter: string;
  /** The dictionary's own word on when it was signed. */
  claimedAt: string | undefined;
  /** Undefined when its range does not leave out exactly its own hexadecimal string, and nothing else. */
  signed: { bytes: Uint8Array; cms: Uint8Array; covers: 'whole' | 'earlier' } | undefined;
}

/** More signatures than people put under a paper: the rest is not looked at. */
const mostSignatures = 20;

/**
 * The signatures of a PDF in the order of the ranges that they cover. Throws when the file cannot be read.
 * The dictionaries come from the document's objects, so that a signed file inside this one is not taken for a signature;
 * the bytes come from the file itself, so that what a reader made of them does not matter.
 */
export async function findSignatures(file: Uint8Array): Promise<FoundSignature[]> {
  const pdf = await PDFDocument.load(file, {
    ignoreEncryption: true,
    updateMetadata: false,
    throwOnInvalidObject: false,
    parseSpeed: ParseSpeeds.Fastest,
  });
  const dictionaries = new Set<PDFDict>();
  for (const [, object] of pdf.context.enumerateIndirectObjects()) collect(object, dictionaries);
  return [...dictionaries]
    .map((dictionary) => ({ dictionary, range: rangeOf(dictionary) }))
    .toSorted((a, b) => (a.range[3] ?? 0) + (a.range[2] ?? 0) - (b.range[3] ?? 0) - (b.range[2] ?? 0))
    .slice(0, mostSignatures)
    .map(({ dictionary, range }) => ({
      subFilter: nameOf(dictionary, 'SubFilter'),
      claimedAt: instantOf(dictionary),
      signed: signedBytes(file, range),
    }));
}

/** Finds signature dictionaries in an object; references lead to objects that are looked at by themselves. */
function collect(root: PDFObject, found: Set<PDFDict>): void {
  const waiting = [root];
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (object instanceof PDFArray) waiting.push(...object.asArray());
    if (!(object instanceof PDFDict)) continue;
    if (object.has(PDFName.of('ByteRange')) && object.has(PDFName.of('Contents'))) found.add(object);
    else waiting.push(...object.values());
  }
}

function rangeOf(dictionary: PDFDict): number[] {
  const range = dictionary.get(PDFName.of('ByteRange'));
  if (!(range instanceof PDFArray)) return [];
  return range.asArray().map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN));
}

const nameOf = (dictionary: PDFDict, key: string): string => {
  const name = dictionary.get(PDFName.of(key));
  return name instanceof PDFName ? name.decodeText() : '';
};

/** What a range signs: all of the file up to some end but the signature's own string, whatever the dictionary pretends. */
function signedBytes(file: Uint8Array, range: readonly number[]): FoundSignature['signed'] {
  const [from = -1, before = -1, after = -1, length = -1] = range;
  const end = after + length;
  const whole = range.length === 4 && range.every((each) => Number.isSafeInteger(each) && each >= 0);
  if (!whole || from !== 0 || before + 2 > after || end > file.length) return undefined;
  const text = Buffer.from(file.subarray(before, after)).toString('latin1');
  const hex = /^<([0-9a-fA-F\s]*)>$/.exec(text)?.[1]?.replaceAll(/\s/g, '');
  if (!hex) return undefined;
  const bytes = new Uint8Array(before + length);
  bytes.set(file.subarray(0, before));
  bytes.set(file.subarray(after, end), before);
  const rest = Buffer.from(file.subarray(end)).toString('latin1');
  return { bytes, cms: Buffer.from(hex, 'hex'), covers: /^\s{0,4}$/.test(rest) ? 'whole' : 'earlier' };
}

/** `D:20261217140300+07'00'` as an instant; undefined when it is missing or names no zone. */
function instantOf(dictionary: PDFDict): string | undefined {
  const text = dictionary.get(PDFName.of('M'));
  if (!(text instanceof PDFString) && !(text instanceof PDFHexString)) return undefined;
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)/.exec(text.decodeText());
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, zoneHour = '+00', zoneMinute = '00'] = parts;
  try {
    return Temporal.Instant.from(
      `${year}-${month}-${day}T${hour}:${minute}:${second}${zoneHour}:${zoneMinute}`,
    ).toString();
  } catch {
    return undefined;
  }
}
