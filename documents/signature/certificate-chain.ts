import { BasicConstraints, Certificate, ExtKeyUsage } from 'pkijs';
import type { X509Certificate } from 'node:crypto';
import type { FileSignature } from '../../domain/file-signature.ts';

/** A chain longer than this is nobody's. */
const longestChain = 6;

/** Certificates of a signature beside the signer's, to find the way to a root. */
export interface Surroundings {
  others: readonly X509Certificate[];
  roots: readonly X509Certificate[];
}

/** Whether a certificate was in force at an instant. */
export function validity(
  { validFromDate, validToDate }: X509Certificate,
  at: Temporal.Instant,
): NonNullable<FileSignature['certificate']> {
  if (at.epochMilliseconds < validFromDate.getTime()) return 'not_yet_valid';
  return at.epochMilliseconds > validToDate.getTime() ? 'expired' : 'valid';
}

/**
 * Whether a certificate leads to a root: each issuer's name, key and signature fit, it may issue certificates, and it was in
 * force then. Whether one was revoked is not asked: that would need the network.
 */
export function trust(
  certificate: X509Certificate,
  { others, roots }: Surroundings,
  at: Temporal.Instant,
): NonNullable<FileSignature['trust']> {
  if (roots.length === 0) return 'no_roots';
  const looked = new Set<string>();
  let reached = [certificate];
  for (let below = 0; below < longestChain; below += 1) {
    if (reached.some((each) => roots.some((root) => root.raw.equals(each.raw) || issued(root, each, below, at)))) {
      return 'trusted';
    }
    for (const each of reached) looked.add(each.fingerprint256);
    const further = others.filter(
      (other) =>
        !looked.has(other.fingerprint256) && other.ca && reached.some((each) => issued(other, each, below, at)),
    );
    reached = further;
    if (reached.length === 0) break;
  }
  return 'unknown_root';
}

/** In: how many issuers stand between the issuer and the signer, which the issuer may have limited. */
function issued(issuer: X509Certificate, certificate: X509Certificate, below: number, at: Temporal.Instant): boolean {
  return (
    validity(issuer, at) === 'valid' &&
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey) &&
    below <= pathLength(issuer)
  );
}

function pathLength(issuer: X509Certificate): number {
  const constraints = extension(issuer, '2.5.29.19');
  const limit = constraints instanceof BasicConstraints ? constraints.pathLenConstraint : undefined;
  return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
}

/** Whether a certificate is made for timestamps (RFC 3161, 2.3). */
export function isForTimestamps(certificate: X509Certificate): boolean {
  const usage = extension(certificate, '2.5.29.37');
  return usage instanceof ExtKeyUsage && usage.keyPurposes.includes('1.3.6.1.5.5.7.3.8');
}

function extension({ raw }: X509Certificate, id: string): unknown {
  const certificate = Certificate.fromBER(new Uint8Array(raw));
  return certificate.extensions?.find(({ extnID }) => extnID === id)?.parsedValue;
}
