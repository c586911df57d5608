import { X509Certificate } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { FileSignature } from '../../domain/file-signature.ts';
import type { SignatureTask } from './check-signatures.ts';
import { findSignatures } from './find-signatures.ts';
import { judgeSignature } from './judge-signature.ts';

// The thread of check-signatures.ts: one file in, what was found of its signatures out.
parentPort?.postMessage(await judged(workerData as SignatureTask), []);

async function judged({ content, roots, at }: SignatureTask): Promise<FileSignature[]> {
  const bench = { roots: roots.map((pem) => new X509Certificate(pem)), at: Temporal.Instant.from(at) };
  const signatures: FileSignature[] = [];
  for (const found of await findSignatures(content)) signatures.push(await judgeSignature(found, bench));
  return signatures;
}
