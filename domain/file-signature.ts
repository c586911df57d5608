/**
 * What was found out about one digital signature of a PDF when the file was attached. Plain JSON, since it is kept beside
 * the file as it was found: `…At` are instants in ISO form.
 */
export interface FileSignature {
  /**
   * `intact`: the bytes that were signed are the bytes of the file. `changed`: they are not, or the signature is not this
   * certificate's. `unsupported`: made in a way that is not checked here. `unreadable`: damaged.
   */
  state: 'intact' | 'changed' | 'unsupported' | 'unreadable';
  /** A person's or office's signature, or a timestamp of the whole document. */
  kind: 'signature' | 'timestamp';
  /** As the certificate names them. */
  signer?: string;
  organisation?: string;
  signedAt?: string;
  /** Who says when: a timestamp authority that is trusted, one that is not known here, or the signer's own clock. */
  timeBy?: 'timestamp' | 'unknown_timestamp' | 'signer';
  /** Whether the signature covers the file to its end; `earlier`: something was added after it. */
  covers?: 'whole' | 'earlier';
  /** Whether the certificate was in force when it signed. */
  certificate?: 'valid' | 'expired' | 'not_yet_valid';
  /** Whether the certificate leads to one of the roots that the operator has configured. */
  trust?: 'trusted' | 'unknown_root' | 'no_roots';
  /** Made with a hash that can be forged (MD5, SHA-1). */
  weak?: true;
}

/** How a file stands by its signatures, worst first. */
export type SignedLook = 'broken' | 'doubtful' | 'sound' | 'unsigned';

/**
 * How one signature stands: `broken` when the bytes or the certificate's dates speak against it, `sound` when nothing is
 * left open, `doubtful` otherwise. A later signature that covers the whole file, and is sound, covers what was added
 * after this one too.
 */
export function signatureLook(
  signature: FileSignature,
  all: readonly FileSignature[],
): Exclude<SignedLook, 'unsigned'> {
  const { state, certificate, trust, weak } = signature;
  if (state === 'changed' || state === 'unreadable') return 'broken';
  if (certificate === 'expired' || certificate === 'not_yet_valid') return 'broken';
  const sound = state === 'intact' && trust === 'trusted' && !weak && coverage(signature, all) !== 'added_to';
  return sound ? 'sound' : 'doubtful';
}

/**
 * What a signature covers: the whole file, all but later signatures that go on to the end, or less than the file. Only a
 * signature that nothing speaks against answers for what was added: anybody can make one of their own over other pages.
 */
export function coverage({ covers }: FileSignature, all: readonly FileSignature[]): 'whole' | 'signed_on' | 'added_to' {
  if (covers === 'whole') return 'whole';
  return all.some(answersForAll) ? 'signed_on' : 'added_to';
}

const answersForAll = ({ state, covers, certificate, trust, weak }: FileSignature): boolean =>
  state === 'intact' && covers === 'whole' && certificate === 'valid' && trust === 'trusted' && !weak;

/** How a file stands: as its worst signature does. */
export function signedLook(signatures: readonly FileSignature[]): SignedLook {
  const looks = signatures.map((each) => signatureLook(each, signatures));
  return looks.find((look) => look === 'broken') ?? looks.find((look) => look === 'doubtful') ?? looks[0] ?? 'unsigned';
}
