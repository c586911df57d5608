import type { FastifyRequest } from 'fastify';
import { presentCode } from '../office/present-code.ts';
import { createSubmissionCodes } from '../office/submission-codes.ts';
import { findReceipt } from '../store/submissions.ts';
import type { Deps } from './deps.ts';
import { onlyAgency } from './link-bearer.ts';

/**
 * Takes the code that comes with a submission, if any, before the report is submitted. An attempt that has its receipt
 * already needs none: its code is used up. Refuses: `code.wrong`, `code.expired`.
 */
export async function takeCode(
  { db, clock, secret }: Deps,
  request: FastifyRequest,
  { attempt, typed = '' }: { attempt: string; typed?: string | undefined },
): Promise<void> {
  const actor = onlyAgency(request);
  if (!typed.trim() || (await findReceipt(db, actor.obligation, attempt))) return;
  const codes = createSubmissionCodes(secret);
  await presentCode(db, { obligation: actor.obligation, typed, codes, actor, at: clock.now() });
}
