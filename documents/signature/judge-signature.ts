import type { X509Certificate } from 'node:crypto';
import type { FileSignature } from '../../domain/file-signature.ts';
import { isForTimestamps, trust, validity } from './certificate-chain.ts';
import type { FoundSignature } from './find-signatures.ts';
import {
  bringsContent,
  holderName,
  isIntact,
  isWeak,
  readCms,
  signatureBytes,
  signingTime,
  timestampOf,
  timestampTime,
} from './verify-cms.ts';
import type { Cms } from './verify-cms.ts';

/** By what a signature is judged: the roots that are trusted, and when the file came. */
export interface Bench {
  roots: readonly X509Certificate[];
  at: Temporal.Instant;
}

/** The ways of signing that are checked here: a CMS signature over the file's bytes, and a timestamp over them. */
const [detached, wholeTimestamp] = [new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']), 'ETSI.RFC3161'];

/** Finds out what can be said of a signature. Never throws for what stands in the file. */
export async function judgeSignature(
  { subFilter, claimedAt, signed }: FoundSignature,
  bench: Bench,
): Promise<FileSignature> {
  const kind = subFilter === wholeTimestamp ? 'timestamp' : 'signature';
  if (!detached.has(subFilter) && kind !== 'timestamp') return { state: 'unsupported', kind };
  if (!signed) return { state: 'unreadable', kind };
  try {
    const cms = readCms(signed.cms);
    if (kind === 'signature' && bringsContent(cms)) return { state: 'unsupported', kind };
    const intact = await isIntact(cms, signed.bytes);
    const { covers } = signed;
    if (intact === undefined) return { state: 'unsupported', kind, covers, ...names(cms) };
    const when =
      kind === 'timestamp' ? ownTime(cms, bench) : ((await stampedTime(cms, bench)) ?? claimedTime(cms, claimedAt));
    return {
      state: intact ? 'intact' : 'changed',
      kind,
      covers,
      ...names(cms),
      ...when,
      ...standing(cms, when, bench),
    };
  } catch {
    // The libraries throw whatever they meet in damaged structures.
    return { state: 'unreadable', kind };
  }
}

interface When {
  signedAt?: string;
  timeBy?: NonNullable<FileSignature['timeBy']>;
}

function names(cms: Cms): Pick<FileSignature, 'signer' | 'organisation'> {
  const [signer, organisation] = [holderName(cms, '2.5.4.3'), holderName(cms, '2.5.4.10')];
  return { ...(signer && { signer }), ...(organisation && { organisation }) };
}

/** A certificate that signed without saying when is judged by the moment at which the file came. */
function standing(
  cms: Cms,
  { signedAt }: When,
  { roots, at }: Bench,
): Pick<FileSignature, 'certificate' | 'trust' | 'weak'> {
  const moment = signedAt ? Temporal.Instant.from(signedAt) : at;
  return {
    certificate: validity(cms.signer, moment),
    trust: trust(cms.signer, { others: cms.others, roots }, moment),
    ...(isWeak(cms) && { weak: true }),
  };
}

/** By the timestamp over the signature; undefined without one, or with one that is of something else or cannot be read. */
async function stampedTime(cms: Cms, bench: Bench): Promise<When | undefined> {
  try {
    const token = timestampOf(cms);
    return token && (await isIntact(token, signatureBytes(cms))) ? ownTime(token, bench) : undefined;
  } catch {
    return undefined;
  }
}

function ownTime(token: Cms, { roots }: Bench): When {
  const at = timestampTime(token);
  if (!at) return {};
  const known =
    isForTimestamps(token.signer) &&
    validity(token.signer, at) === 'valid' &&
    trust(token.signer, { others: token.others, roots }, at) === 'trusted';
  return { signedAt: at.toString(), timeBy: known ? 'timestamp' : 'unknown_timestamp' };
}

function claimedTime(cms: Cms, claimedAt: string | undefined): When {
  const signedAt = signingTime(cms)?.toString() ?? claimedAt;
  return signedAt ? { signedAt, timeBy: 'signer' } : {};
}
