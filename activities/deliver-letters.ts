import { createHash } from 'node:crypto';
import { cancelled, cancellationSignal, heartbeat } from '@temporalio/activity';
import { renderLetter } from '../mail/render-letter.ts';
import type { MailAddress, OutgoingMail } from '../mail/transport.ts';
import {
  claimLetter,
  findNextDelivery,
  listLettersToSend,
  releaseOrphans,
  settlePutOff,
  settleRefused,
  settleSent,
} from '../office/deliver-letter.ts';
import type { LedgerLine } from '../office/deliver-letter.ts';
import type { Moment } from '../workflows/timeline.ts';
import { createComposer } from './compose-letter.ts';
import type { Outside } from './outside.ts';

/** How many letters are on their way to the mail server at once. */
const atOnce = 8;

export const createDelivery = (outside: Outside) => ({
  /** When a letter leaves next, in engine milliseconds. Writes nothing. */
  async planDelivery(): Promise<Moment<true>> {
    const next = await findNextDelivery(outside.db);
    // With nothing to send it sleeps long; a wake comes with every letter.
    if (!next) return { done: false, delay: 30 * 24 * 60 * 60 * 1000 };
    return { done: false, delay: outside.clock.engineDelay(next), step: true };
  },

  /** Sends every letter whose moment has come. One letter's trouble is held until the others have left. */
  async deliverLetters(): Promise<void> {
    const { db, clock, log } = outside;
    const orphans = await releaseOrphans(db);
    if (orphans > 0) log.warn({ orphans }, 'letters of a broken delivery are sent again');
    const compose = createComposer(outside);
    const troubles: unknown[] = [];
    for (;;) {
      const slots = await listLettersToSend(db, clock.now(), 200);
      if (slots.length === 0 || troubles.length > 0) break;
      await eachOf(slots, async (slot) => {
        heartbeat();
        if (cancellationSignal().aborted) await cancelled();
        await deliver(outside, compose, slot).catch((error: unknown) => {
          log.error({ err: error, slot }, 'letter could not be handled');
          troubles.push(error);
        });
      });
    }
    if (troubles.length > 0) throw troubles[0];
  },
});

type Compose = ReturnType<typeof createComposer>;

async function deliver(outside: Outside, compose: Compose, slot: string): Promise<void> {
  const { db, clock, mailer, log } = outside;
  const line = await claimLetter(db, slot, messageIdFor(slot, outside.mailFrom), clock.now());
  if (!line) return;
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

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
