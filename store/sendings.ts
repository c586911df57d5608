import { receiverDues, unsentTo } from '../domain/receiver-dues.ts';
import type { ReceiverDue, RecordedSending } from '../domain/receiver-dues.ts';
import { Refusal } from '../domain/refusal.ts';
import { getCalendar } from './calendars.ts';
import type { Db } from './connection.ts';
import { getCycleWithPolicy } from './cycles.ts';

/** What was recorded of the compiled report's issuing and sending, in order, with what was withdrawn. */
export function listSendings(db: Db, cycle: string) {
  return sendings(db).where('compilation.cycle_id', '=', cycle).orderBy('sending.sent_at').execute();
}

/** One recorded sending. Refuses: `sending.not_found`. */
export async function getSending(db: Db, id: string) {
  const row = await sendings(db).where('sending.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('sending.not_found');
  return row;
}

export type Sending = Awaited<ReturnType<typeof getSending>>;

/** A receiver of a cycle's compiled report, with what was sent there and still stands. */
export interface ReceiverStanding extends ReceiverDue {
  sendings: readonly Sending[];
}

/** By when each receiver is to have the compiled report, and what was sent there. Refuses: `cycle.not_found`. */
export async function listReceivers(db: Db, cycle: string): Promise<readonly ReceiverStanding[]> {
  const { policy, term } = await getCycleWithPolicy(db, cycle);
  const sent = await listSendings(db, cycle);
  return receiverDues(policy, term, await getCalendar(db)).map((due) => ({
    ...due,
    sendings: sent.filter((each) => unsentTo([due], [standingOf(each)]).length === 0),
  }));
}

/** A stored sending as the rules look at it. */
export const standingOf = ({ receiver, withdrawn_at }: Sending): RecordedSending => ({
  receiver,
  withdrawn: withdrawn_at !== null,
});

const sendings = (db: Db) =>
  db
    .selectFrom('sending')
    .innerJoin('compilation', 'compilation.id', 'sending.compilation_id')
    .leftJoin('sending_file', 'sending_file.sending_id', 'sending.id')
    .leftJoin('sending_withdrawal', 'sending_withdrawal.sending_id', 'sending.id')
    .select([
      'sending.id',
      'sending.compilation_id',
      'compilation.cycle_id',
      'compilation.number',
      'sending.document_number',
      'sending.issued_on',
      'sending.receiver',
      'sending.sent_at',
      'sending.channel',
      'sending.recorded_at',
      'sending.recorded_by',
      'sending_file.sha256',
      'sending_file.name as file_name',
      'sending_file.signatures',
      'sending_withdrawal.withdrawn_at',
      'sending_withdrawal.withdrawn_by',
      'sending_withdrawal.reason as withdrawn_reason',
    ]);
