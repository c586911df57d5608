import { createHash } from 'node:crypto';
import { cancelled, cancellationSignal } from '@temporalio/activity';
import type { Letter } from '../domain/letter.ts';
import { everyPostOffice } from '../domain/post-office.ts';
import { renderEnvelope } from '../mail/render-envelope.ts';
import type { Delivery, MailAddress, OutgoingMail } from '../mail/transport.ts';
import { claimLetters } from '../office/claim-letters.ts';
import type { Envelope, LedgerLine } from '../office/claim-letters.ts';
import { confirmClaims } from '../office/confirm-claims.ts';
import {
  findNextDelivery,
  releaseOrphans,
  settleAllSent,
  settlePutOff,
  settleRefused,
  settleSent,
} from '../office/settle-letter.ts';
import type { Moment } from '../workflows/timeline.ts';
import { coalesce } from './coalesce.ts';
import { createComposer } from './compose-letter.ts';
import type { Outside } from './outside.ts';

/** About how many letters are claimed together: a crash leaves at most twice so many to be sent again with the same Message-ID. */
const batch = 24;

export const createDelivery = (outside: Outside) => ({
  /** When a letter leaves next from a post office, in engine milliseconds. Writes nothing. */
  async planDelivery(name: string): Promise<Moment<true>> {
    const postOffice = Number(name);
    // One that was named otherwise by an earlier version has no letters any more.
    if (!everyPostOffice.includes(postOffice)) return { done: true };
    const next = await findNextDelivery(outside.db, postOffice);
    // With nothing to send it sleeps long; a wake comes with every letter.
    if (!next) return { done: false, delay: 30 * 24 * 60 * 60 * 1000 };
    return { done: false, delay: outside.clock.engineDelay(next), step: true };
  },

  /** Sends every letter of a post office whose moment has come. */
  async deliverLetters(name: string): Promise<void> {
    const postOffice = Number(name);
    const { db, clock, log } = outside;
    const orphans = await releaseOrphans(db, postOffice);
    if (orphans > 0) log.warn({ orphans, post_office: postOffice }, 'letters of a broken delivery are sent again');
    const send = createSending(outside);
    const onTheirWay = new Set<Promise<void>>();
    const troubles: unknown[] = [];
    const messageIdOf = (slots: string): string => messageIdFor(slots, outside.mailFrom);
    for (;;) {
      if (cancellationSignal().aborted) await cancelled();
      const { envelopes, looked } = await claimLetters(db, { postOffice, limit: batch, messageIdOf, at: clock.now() });
      for (const envelope of envelopes) {
        const way = send(envelope)
          .catch((error: unknown) => {
            log.error({ err: error, slots: slotsOf(envelope.lines) }, 'letter could not be settled');
            troubles.push(error);
          })
          .finally(() => onTheirWay.delete(way));
        onTheirWay.add(way);
      }
      if (looked === 0 && onTheirWay.size === 0) break;
      // One letter that the mail server lets hang does not hold up the others.
      while (onTheirWay.size > (looked === 0 ? 0 : batch)) await Promise.race(onTheirWay);
    }
    // Held until the others have left; then the engine tries again.
    if (troubles.length > 0) throw troubles[0];
  },
});

/** Sends one envelope: written, looked at once more when a connection is free, handed over, settled. */
function createSending(outside: Outside): (envelope: Envelope) => Promise<void> {
  const { db, clock, mailer, lanes, log } = outside;
  const compose = createComposer(outside);
  const confirm = coalesce(async (envelopes: readonly Envelope[]) => {
    const lines = envelopes.flatMap((envelope) => envelope.lines);
    const confirmed = await confirmClaims(db, lines, clock.now());
    return (envelope: Envelope) => envelope.lines.filter(({ slot }) => confirmed.has(slot));
  });
  const noteSent = coalesce(async (answers: readonly Parameters<typeof settleAllSent>[1][]) => {
    await settleAllSent(db, answers.flat());
    return () => undefined;
  });

  return async (envelope) => {
    const letters = await write(outside, compose, envelope);
    const written = envelope.lines.filter(({ slot }) => letters.has(slot));
    if (written.length === 0) return;
    const whole = await mailOf(outside, { ...envelope, lines: written }, letters);
    await lanes.through(
      envelope.recipients.map(({ email }) => email),
      async () => {
        const lines = await confirm({ ...envelope, lines: written });
        if (lines.length === 0) return;
        const mail = lines.length === written.length ? whole : await mailOf(outside, { ...envelope, lines }, letters);
        const delivery = await mailer.send(mail);
        log.debug({ slots: slotsOf(lines), outcome: delivery.outcome, reply: delivery.reply }, 'letters handled');
        const { messageId } = envelope;
        const { subject } = mail;
        if (delivery.outcome === 'sent' && delivery.rejected.length === 0) {
          const at = clock.now();
          await noteSent(lines.map(({ slot }) => ({ slot, messageId, subject, reply: delivery.reply, at })));
        } else await settle(outside, { ...envelope, lines }, subject, delivery);
      },
    );
  };
}

/** The letters of an envelope in words' facts, by slot. One that cannot be written is settled by itself. */
async function write(
  outside: Outside,
  compose: Compose,
  { messageId, lines }: Envelope,
): Promise<ReadonlyMap<string, Letter>> {
  const { log, clock } = outside;
  const letters = new Map<string, Letter>();
  for (const line of lines) {
    try {
      letters.set(line.slot, await compose(line, line.claimed_at ?? clock.now()));
    } catch (error) {
      log.error({ err: error, slot: line.slot }, 'letter could not be written');
      await settleUnwritten(outside, line, messageId);
    }
  }
  return letters;
}

type Compose = ReturnType<typeof createComposer>;

async function mailOf(
  outside: Outside,
  { messageId, recipients, lines }: Envelope,
  letters: ReadonlyMap<string, Letter>,
): Promise<OutgoingMail> {
  const claimedAt = lines[0]?.claimed_at ?? outside.clock.now();
  const enclosed = lines.flatMap(({ slot }) => letters.get(slot) ?? []);
  const { subject, text, html, events } = await renderEnvelope(enclosed, outside.sender);
  return {
    from: outside.mailFrom,
    to: recipients.map(({ name, email }) => ({ name, address: email })),
    subject,
    text,
    html,
    events,
    messageId,
    date: claimedAt,
    headers: {
      'X-Dondoc-Slot': slotsOf(lines),
      'X-Dondoc-Kind': lines.map(({ kind }) => kind).join(' '),
      'X-Dondoc-Claimed': claimedAt.toString(),
    },
  };
}

const slotsOf = (lines: readonly LedgerLine[]): string => lines.map(({ slot }) => slot).join(' ');

/** Each letter keeps its own outcome; addresses that were refused are flagged once for the envelope. */
async function settle(
  { db, clock }: Outside,
  { messageId, lines }: Envelope,
  subject: string,
  delivery: Delivery,
): Promise<void> {
  const { reply } = delivery;
  for (const [place, { slot, attempts }] of lines.entries()) {
    const at = clock.now();
    if (delivery.outcome === 'put_off') {
      await settlePutOff(db, { slot, attempts, reply, unacknowledged: delivery.unacknowledged, at });
    } else if (delivery.outcome === 'sent') {
      await settleSent(db, { slot, messageId, subject, reply, rejected: place === 0 ? delivery.rejected : [], at });
    } else {
      await settleRefused(db, { slot, messageId, subject, reply, rejected: delivery.rejected, at });
    }
  }
}

/** A letter that cannot be written is tried three times, then failed and flagged: a defect must not hide in retries. */
async function settleUnwritten({ db, clock }: Outside, line: LedgerLine, messageId: string): Promise<void> {
  const { slot, attempts } = line;
  const [reply, at] = ['unexpected', clock.now()];
  if (attempts < 3) return settlePutOff(db, { slot, attempts, reply, unacknowledged: false, at });
  return settleRefused(db, { slot, messageId, subject: '', reply, rejected: [], at });
}

/** The Message-ID of an envelope: the same in every attempt, so that a mailbox can tell a repeat from a second letter. */
function messageIdFor(slots: string, from: MailAddress): string {
  const [, host = 'localhost'] = from.address.split('@');
  return `<${createHash('sha256').update(slots).digest('hex').slice(0, 40)}@${host}>`;
}
