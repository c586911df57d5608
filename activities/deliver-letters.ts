import { createHash } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import { cancelled, cancellationSignal } from '@temporalio/activity';
import { everyPostOffice } from '../domain/post-office.ts';
import { isBefore } from '../domain/zone.ts';
import type { MailAddress } from '../mail/transport.ts';
import { claimLetters } from '../office/claim-letters.ts';
import { findNextDelivery, findNextPlanned, releaseOrphans } from '../office/settle-letter.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';
import { createBulk, createSending, slotsOf } from './send-envelope.ts';

/** About how many letters are claimed together: a crash leaves at most twice so many to be sent again with the same Message-ID. */
const batch = 64;

/**
 * So long before a letter's moment its delivery is ordered, and waits for the moment itself: the engine needs some time, and
 * the post offices are shared out between workers without haste.
 */
const readyAhead = { seconds: 2 };

/** While it waits it looks every so many milliseconds for what came meanwhile, and soon again for a letter that another holds. */
const glanceMs = 100;
const heldMs = 10;

export const createDelivery = (outside: Outside) => {
  const bulk = createBulk(outside);

  /** Waits for a letter that leaves in a moment, at most until the next look; false when none does. */
  const standReady = async (postOffice: number): Promise<boolean> => {
    const { db, clock } = outside;
    const next = await findNextPlanned(db, postOffice);
    if (!next || isBefore(clock.now().add(readyAhead), next)) return false;
    await later(Math.min(clock.engineDelay(next) || heldMs, glanceMs));
    return true;
  };

  return {
    /** When a letter leaves next from a post office, in engine milliseconds. Writes nothing. */
    async planDelivery(name: string): Promise<Moment<true>> {
      const postOffice = Number(name);
      // One that was named otherwise by an earlier version has no letters any more.
      if (!everyPostOffice.includes(postOffice)) return { done: true };
      const next = await findNextDelivery(outside.db, postOffice);
      // With nothing to send it sleeps long; a wake comes with every letter.
      if (!next) return { done: false, delay: 30 * 24 * 60 * 60 * 1000 };
      return { done: false, delay: outside.clock.engineDelay(next.subtract(readyAhead)), step: true };
    },

    /** Sends every letter of a post office whose moment has come. */
    async deliverLetters(name: string): Promise<void> {
      const postOffice = Number(name);
      const { db, clock, log } = outside;
      const orphans = await releaseOrphans(db, postOffice);
      if (orphans > 0) log.warn({ orphans, post_office: postOffice }, 'letters of a broken delivery are sent again');
      const send = createSending(outside, bulk);
      const onTheirWay = new Set<Promise<void>>();
      const troubles: unknown[] = [];
      const messageIdOf = (slots: string): string => messageIdFor(slots, outside.mailFrom);
      for (;;) {
        if (cancellationSignal().aborted) await cancelled();
        const { envelopes, looked } = await claimLetters(db, {
          postOffice,
          limit: batch,
          messageIdOf,
          at: clock.now(),
        });
        for (const envelope of envelopes) {
          const way = send(envelope)
            .catch((error: unknown) => {
              log.error({ err: error, slots: slotsOf(envelope.lines) }, 'letter could not be settled');
              troubles.push(error);
            })
            .finally(() => onTheirWay.delete(way));
          onTheirWay.add(way);
        }
        if (looked === 0 && onTheirWay.size === 0) {
          if (troubles.length === 0 && (await standReady(postOffice))) continue;
          break;
        }
        // One letter that the mail server lets hang does not hold up the others.
        while (onTheirWay.size > (looked === 0 ? 0 : batch)) await Promise.race(onTheirWay);
      }
      // Held until the others have left; then the engine tries again.
      if (troubles.length > 0) throw troubles[0];
    },
  };
};

/** The Message-ID of an envelope: the same in every attempt, so that a mailbox can tell a repeat from a second letter. */
function messageIdFor(slots: string, from: MailAddress): string {
  const [, host = 'localhost'] = from.address.split('@');
  return `<${createHash('sha256').update(slots).digest('hex').slice(0, 40)}@${host}>`;
}
