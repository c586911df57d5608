import { createHash } from 'node:crypto';
import { cancelled, cancellationSignal } from '@temporalio/activity';
import { renderLetter } from '../mail/render-letter.ts';
import type { MailAddress, OutgoingMail } from '../mail/transport.ts';
import { claimLetters } from '../office/claim-letters.ts';
import type { LedgerLine } from '../office/claim-letters.ts';
import { findNextDelivery, releaseOrphans, settlePutOff, settleRefused, settleSent } from '../office/settle-letter.ts';
import type { Moment } from '../workflows/timeline.ts';
import { createComposer } from './compose-letter.ts';
import type { Outside } from './outside.ts';

/** How many letters are on their way to the mail server at once. */
const atOnce = 8;
/** How many letters are claimed together: a crash leaves at most so many to be sent again with the same Message-ID. */
const batch = 24;

export const createDelivery = (outside: Outside) => ({
  /** When a letter leaves next, in engine milliseconds. Writes nothing. */
  async planDelivery(): Promise<Moment<true>> {
    const next = await findNextDelivery(outside.db);
    // With nothing to send it sleeps long; a wake comes with every letter.
    if (!next) return { done: false, delay: 30 * 24 * 60 * 60 * 1000 };
    return { done: false, delay: outside.clock.engineDelay(next), step: true };
  },

  /** Sends every letter whose moment has come. */
  async deliverLetters(): Promise<void> {
    const { db, clock, log } = outside;
    const orphans = await releaseOrphans(db);
    if (orphans > 0) log.warn({ orphans }, 'letters of a broken delivery are sent again');
    const compose = createComposer(outside);
    const messageIdOf = (slot: string): string => messageIdFor(slot, outside.mailFrom);
    for (;;) {
      if (cancellationSignal().aborted) await cancelled();
      const { claimed, looked } = await claimLetters(db, { limit: batch, messageIdOf, at: clock.now() });
      if (looked === 0) return;
      await sendAll(outside, compose, claimed);
    }
  },
});

/** Sends a batch, some at once. One letter's trouble is held until the others have left, then thrown: the engine tries again. */
async function sendAll(outside: Outside, compose: Compose, lines: readonly LedgerLine[]): Promise<void> {
  const troubles: unknown[] = [];
  const queue = lines.values();
  const worker = async (): Promise<void> => {
    for (const line of queue) {
      await send(outside, compose, line).catch((error: unknown) => {
        outside.log.error({ err: error, slot: line.slot }, 'letter could not be settled');
        troubles.push(error);
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (troubles.length > 0) throw troubles[0];
}

type Compose = ReturnType<typeof createComposer>;

async function send(outside: Outside, compose: Compose, line: LedgerLine): Promise<void> {
  const { db, clock, mailer, log } = outside;
  const { slot } = line;
  const mail = await mailOf(outside, compose, line).catch((error: unknown) => {
    log.error({ err: error, slot }, 'letter could not be written');
    return undefined;
  });
  const at = clock.now();
  if (!mail) return settleUnwritten(db, line, at);
  const delivery = await mailer.send(mail);
  log.debug({ slot, outcome: delivery.outcome, reply: delivery.reply }, 'letter handled');
  if (delivery.outcome === 'put_off') {
    await settlePutOff(db, { slot, reply: delivery.reply, unacknowledged: delivery.unacknowledged, at: clock.now() });
  } else {
    const settle = delivery.outcome === 'sent' ? settleSent : settleRefused;
    const { reply, rejected } = delivery;
    await settle(db, { slot, subject: mail.subject, reply, rejected, at: clock.now() });
  }
}

async function mailOf(outside: Outside, compose: Compose, line: LedgerLine): Promise<OutgoingMail> {
  const claimedAt = line.claimed_at ?? outside.clock.now();
  const { subject, text, html, ics } = await renderLetter(await compose(line, claimedAt), outside.sender);
  return {
    from: outside.mailFrom,
    to: line.recipients.map(({ name, email }) => ({ name, address: email })),
    subject,
    text,
    html,
    ...(ics && { ics }),
    messageId: line.message_id ?? '',
    date: claimedAt,
    headers: { 'X-Dondoc-Slot': line.slot, 'X-Dondoc-Kind': line.kind, 'X-Dondoc-Claimed': claimedAt.toString() },
  };
}

/** A letter that cannot be written is tried three times, then failed and flagged: a defect must not hide in retries. */
async function settleUnwritten(db: Outside['db'], line: LedgerLine, at: Temporal.Instant): Promise<void> {
  const { slot } = line;
  const reply = 'unexpected';
  if (line.attempts < 3) return settlePutOff(db, { slot, reply, unacknowledged: false, at });
  return settleRefused(db, { slot, subject: '', reply, rejected: [], at });
}

/** The Message-ID of a slot: the same in every attempt, so that a mailbox can tell a repeat from a second letter. */
function messageIdFor(slot: string, from: MailAddress): string {
  const [, host = 'localhost'] = from.address.split('@');
  return `<${createHash('sha256').update(slot).digest('hex').slice(0, 40)}@${host}>`;
}
