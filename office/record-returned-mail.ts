import { createHash } from 'node:crypto';
import type { ReturnedMail } from '../domain/returned-mail.ts';
import type { Db } from '../store/connection.ts';
import { recordBounce } from './record-bounce.ts';
import type { RecordedBounce } from './record-bounce.ts';
import type { ReturnPaths } from './return-path.ts';

export interface RecordReturnedMail {
  /** The mail as it arrived; its hash tells a repeat. */
  source: Buffer;
  mail: ReturnedMail;
  returnPaths: ReturnPaths;
  at: Temporal.Instant;
}

/** `ignored`: an automatic answer, a receipt, a report of success. `for_people`: it may be a person's own words. */
export type ReturnedOutcome = RecordedBounce | { outcome: 'ignored' | 'for_people'; letters: 0 };

/** Records what a mail that came to the return address says of our letters. The same mail again changes nothing. */
export async function recordReturnedMail(
  db: Db,
  { source, mail, returnPaths, at }: RecordReturnedMail,
): Promise<ReturnedOutcome> {
  if (mail.kind === 'other') return { outcome: 'for_people', letters: 0 };
  if (mail.kind !== 'bounce') return { outcome: 'ignored', letters: 0 };
  const envelope = mail.returnPaths.map(returnPaths.read).find((each) => each !== undefined);
  const { bounces, messageIds } = mail;
  return recordBounce(db, { id: sha256(source), bounces, messageIds, envelope, at });
}

const sha256 = (source: Buffer): string => createHash('sha256').update(source).digest('hex');
