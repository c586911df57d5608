import { Refusal } from '../domain/refusal.ts';
import type { Db } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';
import { findReceiptNamed } from '../store/submissions.ts';

/** What everybody may know of a receipt: that it exists, when it was given and for whom. */
export interface Verified {
  code: string;
  agency: string;
  /** What the report's term is called: `năm 2026`. */
  cycle: string;
  receivedAt: Temporal.Instant;
  /** The day on which the document came, of a report outside the system: no hour is known. */
  receivedOn: Temporal.PlainDate | undefined;
}

/** Looks a receipt up by its code, in whichever letters it was typed. Refuses: `receipt.unknown`. */
export async function verifyReceipt(db: Db, typed: string): Promise<Verified> {
  const code = typed.trim().toUpperCase();
  const found = await findReceiptNamed(db, code);
  if (!found) throw new Refusal('receipt.unknown');
  const { words } = await getCycle(db, found.cycle_id);
  const { name: agency, received_at: receivedAt, received_on } = found;
  return { code, agency, cycle: words, receivedAt, receivedOn: received_on ?? undefined };
}
