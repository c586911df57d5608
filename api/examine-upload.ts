import type { FastifyBaseLogger } from 'fastify';
import { inspectUpload } from '../documents/inspect-upload.ts';
import { checkSignatures } from '../documents/signature/check-signatures.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import { Refusal } from '../domain/refusal.ts';
import { noteInfected } from '../office/note-infected.ts';
import type { Deps } from './deps.ts';
import type { AgencyActor } from './identity.ts';

/** What was found out about a file before it is taken. */
export interface Examined {
  mediaType: string;
  signatures?: readonly FileSignature[];
}

/**
 * Looks at a file of an agency in every way: kind and markings, malicious software where a scanner is configured, signatures.
 * Refuses: what `inspectUpload` refuses; `file.infected`, which the audit keeps; `file.not_scanned` when there is a scanner
 * and it does not answer: a file that nobody has looked at is not taken.
 */
export async function examineUpload(
  deps: Deps,
  { name, content }: { name: string; content: Uint8Array },
  { agency, log }: { agency: AgencyActor; log: FastifyBaseLogger },
): Promise<Examined> {
  const { mediaType } = await inspectUpload(name, content);
  const infection = await findInfection(deps, content, log);
  if (infection) {
    const noted = { obligation: agency.obligation, content, infection, actor: agency, at: deps.clock.now() };
    await noteInfected(deps.db, noted);
    throw new Refusal('file.infected', { infection });
  }
  return withSignatures(deps, mediaType, content);
}

/** The same for a file of the focal agency's people, which the audit of no obligation concerns. */
export async function examineStaffUpload(
  deps: Deps,
  { name, content }: { name: string; content: Uint8Array },
  log: FastifyBaseLogger,
): Promise<Examined> {
  const { mediaType } = await inspectUpload(name, content);
  const infection = await findInfection(deps, content, log);
  if (infection) throw new Refusal('file.infected', { infection });
  return withSignatures(deps, mediaType, content);
}

async function withSignatures(deps: Deps, mediaType: string, content: Uint8Array): Promise<Examined> {
  if (mediaType !== 'application/pdf') return { mediaType };
  const roots = deps.signatureRoots ?? [];
  return { mediaType, signatures: await checkSignatures(content, { roots, at: deps.clock.now() }) };
}

async function findInfection(
  { scanner }: Deps,
  content: Uint8Array,
  log: FastifyBaseLogger,
): Promise<string | undefined> {
  const scan = await scanner?.(content).catch((error: unknown) => {
    log.warn({ err: error }, 'a file could not be scanned and was not taken');
    throw new Refusal('file.not_scanned');
  });
  return scan?.infection ?? undefined;
}
