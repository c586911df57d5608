import { MailboxTrouble } from '../mail/bounces/bounce-mailbox.ts';
import type { Handled } from '../mail/bounces/bounce-mailbox.ts';
import { readReturnedMail } from '../mail/bounces/read-returned-mail.ts';
import { recordReturnedMail } from '../office/record-returned-mail.ts';
import { findBounceReading, noteBounceReading, noteBounceTrouble } from '../store/bounce-mailbox.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

export const createBounceReading = (outside: Outside) => ({
  /** When the mailbox is read next, in engine milliseconds; done when there is none. Writes nothing. */
  async planBounces(): Promise<Moment<true>> {
    const { db, clock, bounces } = outside;
    if (!bounces) return { done: true };
    const last = await findBounceReading(db);
    if (!last) return { done: false, delay: 0, step: true };
    const patience = clock.patience(bounces.pauseMs).since(clock.now());
    return { done: false, delay: clock.engineDelay(last.triedAt.add(patience)), step: true };
  },

  /** Reads the mailbox once: what came back is recorded, then put aside. Trouble with it is noted, and tried again. */
  async readBounces(): Promise<void> {
    const { db, clock, bounces, log } = outside;
    if (!bounces) return;
    try {
      const { handled, left } = await bounces.mailbox.read((source) => take(outside, source));
      await noteBounceReading(db, left, clock.now());
      if (handled > 0) log.info({ handled, left }, 'returned mail read');
    } catch (error) {
      if (!(error instanceof MailboxTrouble)) throw error;
      log.warn({ trouble: error.message }, 'the mailbox of returned mail cannot be read; trying again');
      await noteBounceTrouble(db, error.message, clock.now());
    }
  },
});

async function take({ db, clock, bounces, log }: Outside, source: Buffer): Promise<Handled> {
  if (!bounces) return 'left';
  const mail = await readReturnedMail(source);
  const { outcome, letters } = await recordReturnedMail(db, {
    source,
    mail,
    returnPaths: bounces.returnPaths,
    at: clock.now(),
  });
  log.debug({ kind: mail.kind, outcome, letters }, 'returned mail looked at');
  return outcome === 'unmatched' || outcome === 'for_people' ? 'left' : 'handled';
}
