import type { FastifyBaseLogger } from 'fastify';
import { inspectUpload } from '../documents/inspect-upload.ts';
import { checkSignatures } from '../documents/signature/check-signatures.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import { Refusal } from '../domain/refusal.ts';
import { noteInfected } from '../office/note-infected.ts';
import type { Deps } from './deps.ts';

/** Who brings a file, and what it belongs to: an obligation, or a compiled report that was sent. */
export interface Bringer {
  subject: string;
  actor: Actor;
  log: FastifyBaseLogger;
}

/** What was found out about a file before it is taken. */
export interface Examined {
  mediaType: string;
  signatures?: readonly FileSignature[];
}

/**
 * Looks at a file in every way: kind and markings, malicious software where a scanner is configured, signatures.
 * Refuses: what `inspectUpload` refuses; `file.infected`, which the audit keeps; `file.not_scanned` when there is a scanner
 * and it does not answer: a file that nobody has looked at is not taken.
 */
export async function examineUpload(
  deps: Deps,
  { name, content }: { name: string; content: Uint8Array },
  bringer: Bringer,
): Promise<Examined> {
  const { mediaType } = await inspectUpload(name, content);
  await scanUpload(deps, content, bringer);
  if (mediaType !== 'application/pdf') return { mediaType };
  const roots = deps.signatureRoots ?? [];
  return { mediaType, signatures: await checkSignatures(content, { roots, at: deps.clock.now() }) };
}

async function scanUpload(
  { db, clock, scanner }: Deps,
  content: Uint8Array,
  { subject, actor, log }: Bringer,
): Promise<void> {
  const scan = await scanner?.(content).catch((error: unknown) => {
    log.warn({ err: error }, 'a file could not be scanned and was not taken');
    throw new Refusal('file.not_scanned');
  });
  if (!scan?.infection) return;
  const { infection } = scan;
  await noteInfected(db, { subject, content, infection, actor, at: clock.now() });
  throw new Refusal('file.infected', { infection });
}
