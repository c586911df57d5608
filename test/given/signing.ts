import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { BitString, fromBER, Integer, Null, PrintableString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  Extension,
  RelativeDistinguishedNames,
  SignedAndUnsignedAttributes,
  SignedData,
} from 'pkijs';

/** A key with its certificate, as an authority gives them. */
export interface Identity {
  name: string;
  organisation: string;
  keys: CryptoKeyPair;
  certificate: Certificate;
  pem: string;
}

interface Wanted {
  name: string;
  organisation?: string;
  /** Who issues it; itself when absent. */
  by?: Identity;
  from?: string;
  to?: string;
  authority?: boolean;
  /** How many further authorities may stand below this one. */
  pathLength?: number;
  timestamps?: boolean;
}

const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** Makes a key and its certificate, in force from 2025 to 2035 unless said otherwise. */
export async function givenIdentity({ name, organisation = 'Sở Tài chính', by, ...wanted }: Wanted): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ valueHex: serial() }) });
  certificate.subject = holder(name, organisation);
  certificate.issuer = by ? holder(by.name, by.organisation) : holder(name, organisation);
  certificate.notBefore.value = new Date(wanted.from ?? '2025-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(wanted.to ?? '2035-01-01T00:00:00Z');
  certificate.extensions = [
    constraints(wanted),
    ...(wanted.timestamps
      ? [extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }).toSchema().toBER(), true)]
      : []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await seal(certificate, (by ?? { keys }).keys.privateKey);
  const pem = new X509Certificate(Buffer.from(certificate.toSchema().toBER())).toString();
  return { name, organisation, keys, certificate, pem };
}

/** As certificates are signed: the library leaves out the algorithm's empty parameters, which programs put back. */
async function seal(certificate: Certificate, key: CryptoKey): Promise<void> {
  const algorithm = { algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() };
  certificate.signature = new AlgorithmIdentifier(algorithm);
  certificate.signatureAlgorithm = new AlgorithmIdentifier(algorithm);
  certificate.tbs = certificate.encodeTBS().toBER();
  const valueHex = await crypto.subtle.sign(rsa.name, key, certificate.tbs);
  certificate.signatureValue = new BitString({ valueHex });
}

const serial = (): ArrayBuffer => new Uint8Array([1, ...randomBytes(8)]).buffer;

function constraints({ authority = false, pathLength }: Omit<Wanted, 'name'>): Extension {
  const given = { cA: authority, ...(pathLength !== undefined && { pathLenConstraint: pathLength }) };
  return extension('2.5.29.19', new BasicConstraints(given).toSchema().toBER(), true);
}

const extension = (extnID: string, extnValue: ArrayBuffer, critical: boolean): Extension =>
  new Extension({ extnID, critical, extnValue });

const holder = (name: string, organisation: string): RelativeDistinguishedNames =>
  new RelativeDistinguishedNames({
    typesAndValues: [
      new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'VN' }) }),
      new AttributeTypeAndValue({ type: '2.5.4.10', value: new Utf8String({ value: organisation }) }),
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }),
    ],
  });

/** The key in PEM, as programs take it. */
export async function keyPem({ keys }: Identity): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' });
}

/** Runs OpenSSL in a folder with these files and answers what it wrote into `out`. */
export function openssl(files: Record<string, string | Uint8Array>, ...args: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A key store of an identity, with the authorities that issued it, as signing programs take it. */
export async function p12Of(identity: Identity, chain: readonly Identity[] = []): Promise<Buffer> {
  const files = {
    'key.pem': await keyPem(identity),
    'cert.pem': identity.pem,
    'chain.pem': chain.map(({ pem }) => pem).join('\n'),
  };
  const more = chain.length > 0 ? ['-certfile', 'chain.pem'] : [];
  const sealing = ['-macalg', 'sha1', '-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-passout', 'pass:'];
  return openssl(
    files,
    'pkcs12',
    '-export',
    '-inkey',
    'key.pem',
    '-in',
    'cert.pem',
    ...more,
    ...sealing,
    '-out',
    'out',
  );
}

/**
 * A PDF with an empty signature field added as an update, as programs do that sign a file which is signed already.
 * The dictionary stands in the open, its place for the signature filled with zeros.
 */
export function withSignatureField(pdf: Uint8Array, subFilter = 'adbe.pkcs7.detached', more = ''): Buffer {
  const number = sizeOf(pdf);
  const blank = '/**********';
  return appended(
    pdf,
    `${number} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${more} /ByteRange [0 ${blank} ${blank} ${blank}] /Contents <${'00'.repeat(9000)}> >>\nendobj\n`,
    number,
  );
}

/** A PDF with an update at its end: another object, its table and trailer. */
export function appended(pdf: Uint8Array, object: string, number = sizeOf(pdf)): Buffer {
  const before = Buffer.from(pdf).toString('latin1');
  const base = before.endsWith('\n') ? before : `${before}\n`;
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(base)?.[1];
  const table = base.length + object.length;
  return Buffer.from(
    `${base}${object}xref\n${number} 1\n${String(base.length).padStart(10, '0')} 00000 n \ntrailer << /Size ${number + 1} /Root 1 0 R /Prev ${previous} >>\nstartxref\n${table}\n%%EOF`,
    'latin1',
  );
}

const sizeOf = (pdf: Uint8Array): number =>
  Number(
    [
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/Size (\d+)/g),
    ].at(-1)?.[1],
  );

/** A PDF signed as people's programs sign it. */
export async function signedPdf(
  pdf: Uint8Array,
  signer: Identity,
  { chain = [], at = '2026-12-15T07:03:00Z', subFilter }: { chain?: Identity[]; at?: string; subFilter?: string } = {},
): Promise<Buffer> {
  const store = new P12Signer(await p12Of(signer, chain), { passphrase: '' });
  return new SignPdf().sign(withSignatureField(pdf, subFilter), store, new Date(at));
}

/** A PDF signed by whatever makes the signature over its bytes: beside people's program, so that not one reader checks one writer. */
export async function signedWith(
  pdf: Uint8Array,
  sign: (bytes: Buffer) => Uint8Array | Promise<Uint8Array>,
  subFilter?: string,
): Promise<Buffer> {
  const signer = Object.assign(Object.create(P12Signer.prototype) as P12Signer, {
    sign: async (bytes: Buffer) => Buffer.from(await sign(bytes)),
  });
  return new SignPdf().sign(withSignatureField(pdf, subFilter), signer);
}

/** OpenSSL's words for a signature of `in` with `key.pem` and `cert.pem`. */
export const signing = (...more: string[]): string[] => [
  ...['cms', '-sign', '-binary', '-in', 'in', '-signer', 'cert.pem', '-inkey', 'key.pem', '-outform', 'DER'],
  ...['-out', 'out', '-nosmimecap', ...more],
];

/** A PDF signed by OpenSSL, with a timestamp over the signature. In: over what, if over anything else. */
export function stampedPdf(
  pdf: Uint8Array,
  signer: Identity,
  { chain, by, over }: { chain: readonly Identity[]; by: Identity; over?: Uint8Array },
): Promise<Buffer> {
  return signedWith(pdf, async (bytes) => {
    const chainPem = chain.map(({ pem }) => pem).join('\n');
    const files = { 'key.pem': await keyPem(signer), 'cert.pem': signer.pem, 'chain.pem': chainPem, in: bytes };
    const made = openssl(files, ...signing('-certfile', 'chain.pem'));
    const data = new SignedData({ schema: ContentInfo.fromBER(new Uint8Array(made)).content });
    const [info] = data.signerInfos;
    if (!info) throw new Error('no signer');
    const token = await timestamp(over ?? info.signature.valueBlock.valueHexView, by, chainPem);
    info.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [fromBER(token).result] })],
    });
    const whole = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) });
    return new Uint8Array(whole.toSchema().toBER());
  });
}

/** A timestamp token as an authority's server gives it (RFC 3161), of now. */
async function timestamp(of: Uint8Array, by: Identity, chain: string): Promise<Uint8Array> {
  const query = openssl({ in: of }, 'ts', '-query', '-data', 'in', '-sha256', '-cert', '-out', 'out');
  const files = {
    'tsa.cnf': timestampSettings,
    serial: '01',
    'key.pem': await keyPem(by),
    'cert.pem': by.pem,
    'chain.pem': chain,
    query,
  };
  const how = ['-config', 'tsa.cnf', '-queryfile', 'query', '-signer', 'cert.pem', '-inkey', 'key.pem'];
  return openssl(files, 'ts', '-reply', ...how, '-chain', 'chain.pem', '-token_out', '-out', 'out');
}

const timestampSettings = `
[tsa]
default_tsa = given
[given]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
`;
