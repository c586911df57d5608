import { X509Certificate } from 'node:crypto';
import { GeneralizedTime, UTCTime } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, SignedDataVerifyError, TSTInfo } from 'pkijs';
import type { SignerInfo } from 'pkijs';

/** A CMS signature (RFC 5652) with one signer, its certificates read. */
export interface Cms {
  data: SignedData;
  info: SignerInfo;
  signer: X509Certificate;
  /** The signer's certificate as ASN.1, for its names. */
  signerFields: Certificate;
  others: X509Certificate[];
}

/** Certificates that a signature may bring: more are no chain, but a load. */
const mostCertificates = 30;

const oids = {
  signedData: '1.2.840.113549.1.7.2',
  signingTime: '1.2.840.113549.1.9.5',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
};

/** Reads a CMS structure; zeros may follow it. Throws when it is damaged, or not of exactly one signer whose certificate it brings. */
export function readCms(bytes: Uint8Array): Cms {
  return openCms(ContentInfo.fromBER(new Uint8Array(bytes)));
}

function openCms({ contentType, content }: ContentInfo): Cms {
  if (contentType !== oids.signedData) throw new Error('not signed data');
  const data = new SignedData({ schema: content });
  const [info, ...more] = data.signerInfos;
  const certificates = (data.certificates ?? []).filter((each) => each instanceof Certificate);
  if (!info || more.length > 0 || certificates.length > mostCertificates) throw new Error('not one signer');
  const read = certificates.map((fields) => ({ fields, x509: x509Of(fields) }));
  const signer = read.find(({ fields }) => isSigner(fields, info));
  if (!signer?.x509) throw new Error('no certificate of the signer');
  // The library looks for the signer once more, by the letter; here it has been found.
  const { issuer, serialNumber } = signer.fields;
  info.sid = new IssuerAndSerialNumber({ issuer, serialNumber });
  const others = read.flatMap(({ x509 }) => (x509 && x509 !== signer.x509 ? [x509] : []));
  return { data, info, signer: signer.x509, signerFields: signer.fields, others };
}

/** A certificate that cannot be read leads nowhere; it need not make the signature unreadable. */
function x509Of(fields: Certificate): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(fields.toSchema().toBER()));
  } catch {
    return undefined;
  }
}

/**
 * Named by a serial number, or by its key's hash. The issuer's name beside the number is not compared: some programs write
 * letters with marks differently there. Whose key it was is what the signature's own verification shows.
 */
function isSigner(certificate: Certificate, { sid }: SignerInfo): boolean {
  if (!(sid instanceof IssuerAndSerialNumber)) return keyIdOf(certificate) === hexOf(keyIdIn(sid));
  return certificate.serialNumber.isEqual(sid.serialNumber);
}

interface Octets {
  valueBlock?: { valueHexView?: Uint8Array; value?: readonly { valueBlock?: { valueHexView?: Uint8Array } }[] };
}
const keyIdIn = (sid: unknown): Uint8Array | undefined => {
  const { valueBlock } = sid as Octets;
  return valueBlock?.value?.[0]?.valueBlock?.valueHexView ?? valueBlock?.valueHexView;
};
const hexOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

function keyIdOf(certificate: Certificate): string | undefined {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue as
    Octets | undefined;
  return extension ? hexOf(extension.valueBlock?.valueHexView) : undefined;
}

/** Whether a signature brings its content with it: then it says nothing about the file's bytes. */
export const bringsContent = ({ data }: Cms): boolean => data.encapContentInfo.eContent !== undefined;

/**
 * Whether these bytes are those that were signed, by this certificate's key. Undefined: signed in a way that is not known here.
 */
export async function isIntact({ data }: Cms, bytes: Uint8Array): Promise<boolean | undefined> {
  try {
    return await data.verify({ signer: 0, data: new Uint8Array(bytes).buffer, checkChain: false });
  } catch (error) {
    if (!(error instanceof SignedDataVerifyError)) throw error;
    // The library tells its reasons apart by words only.
    return /digest doesn't match|TSTInfo verification is failed/.test(error.message) ? false : undefined;
  }
}

/** When the signer says that it signed; undefined when it does not say. */
export function signingTime({ info }: Cms): Temporal.Instant | undefined {
  const value: unknown = info.signedAttrs?.attributes.find(({ type }) => type === oids.signingTime)?.values[0];
  return value instanceof UTCTime || value instanceof GeneralizedTime ? instantOf(value.toDate()) : undefined;
}

/** The timestamp over the signature (RFC 3161), unless it has none. Throws when it cannot be read. */
export function timestampOf({ info }: Cms): Cms | undefined {
  const value: unknown = info.unsignedAttrs?.attributes.find(({ type }) => type === oids.timestampToken)?.values[0];
  return value ? openCms(new ContentInfo({ schema: value })) : undefined;
}

/** What a timestamp over a signature is about. */
export const signatureBytes = ({ info }: Cms): Uint8Array => info.signature.valueBlock.valueHexView;

/** The moment of a timestamp; undefined when it is none. */
export function timestampTime({ data: { encapContentInfo } }: Cms): Temporal.Instant | undefined {
  if (encapContentInfo.eContentType !== oids.timestampInfo || !encapContentInfo.eContent) return undefined;
  return instantOf(TSTInfo.fromBER(encapContentInfo.eContent.getValue()).genTime);
}

const instantOf = (date: { getTime(): number }): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime());

const weakHashes = new Set([
  '1.2.840.113549.2.5', // MD5
  '1.3.14.3.2.26', // SHA-1
]);

/** Whether another content with the same hash could be made: MD5, SHA-1. */
export const isWeak = ({ info }: Cms): boolean => weakHashes.has(info.digestAlgorithm.algorithmId);

/** A name of the certificate's holder, cleaned for showing: `2.5.4.3` the person, `2.5.4.10` the office. */
export function holderName({ signerFields }: Cms, type: '2.5.4.3' | '2.5.4.10'): string | undefined {
  const value = signerFields.subject.typesAndValues.find((each) => each.type === type)?.value.valueBlock.value;
  const text = typeof value === 'string' ? value.replaceAll(/\p{C}/gu, '').normalize('NFC').trim().slice(0, 200) : '';
  return text || undefined;
}
