import { createHmac } from 'node:crypto';

/**
 * The six digits that are sent to an agency's mailbox before it submits. They follow from the code's id and the
 * installation's secret, so that only the letter that leaves has them: neither the ledger nor the table of codes does.
 */
export function createSubmissionCodes(secret: string) {
  const keyed = (purpose: string, words: string) => createHmac('sha256', `${secret}/${purpose}`).update(words).digest();
  return {
    digits: (id: string): string =>
      String(keyed('submission-code', id).readBigUInt64BE() % 1_000_000n).padStart(6, '0'),
    /** How typed digits are compared and kept. A plain hash of six digits would be no secret. */
    seal: (obligation: string, digits: string): string =>
      keyed('submission-code-seal', `${obligation}/${digits.replace(/\s/g, '')}`).toString('hex'),
  };
}

export type SubmissionCodes = ReturnType<typeof createSubmissionCodes>;
