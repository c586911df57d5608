import type { Letter } from '../domain/letter.ts';
import { renderEnvelope } from '../mail/render-envelope.ts';
import type { Delivery, OutgoingMail } from '../mail/transport.ts';
import type { Envelope, LedgerLine } from '../office/claim-letters.ts';
import { confirmClaims } from '../office/confirm-claims.ts';
import { settleAllSent, settlePutOff, settleRefused } from '../office/settle-letter.ts';
import { settlePartlySent } from '../office/settle-partly-sent.ts';
import { coalesce } from './coalesce.ts';
import { createComposer } from './compose-letter.ts';
import { createEnclosures } from './enclosed-files.ts';
import type { Outside } from './outside.ts';

/** Looks and acknowledgements are asked of the database so many milliseconds apart at least: together in a wave, at once alone. */
const apartMs = 40;

/** A look at the facts that is older than so many milliseconds when a connection is free is taken once more. */
const freshMs = 250;

/** The last look and the acknowledgement, for the letters of all post offices of a process together. */
export function createBulk({ db, clock }: Outside) {
  const look = async (envelopes: readonly Envelope[]) => {
    const lines = envelopes.flatMap((envelope) => envelope.lines);
    const confirmed = await confirmClaims(db, lines, clock.now());
    return (envelope: Envelope) => envelope.lines.filter(({ slot }) => confirmed.has(slot));
  };
  return {
    confirm: coalesce(look, apartMs),
    /** For letters that hold a connection already: a pause would hold it, too, and every letter after it would come too late. */
    confirmAtOnce: coalesce(look),
    noteSent: coalesce(async (answers: readonly Parameters<typeof settleAllSent>[1][]) => {
      await settleAllSent(db, answers.flat());
      return () => undefined;
    }, apartMs),
  };
}

/** Sends one envelope: written, looked at once more when its turn is near, handed over when a connection is free, settled. */
export function createSending(
  outside: Outside,
  { confirm, confirmAtOnce, noteSent }: ReturnType<typeof createBulk>,
): (envelope: Envelope) => Promise<void> {
  const { clock, mailer, lanes, log } = outside;
  const compose = createComposer(outside);
  const filesOf = createEnclosures(outside.db);
  const mailOf = async (envelope: Envelope, letters: ReadonlyMap<string, Letter>): Promise<OutgoingMail> => ({
    ...(await wordedMail(outside, envelope, letters)),
    files: await filesOf(envelope.lines),
  });

  return async (envelope) => {
    const letters = await write(outside, compose, envelope);
    const written = envelope.lines.filter(({ slot }) => letters.has(slot));
    if (written.length === 0) return;
    const whole = await mailOf({ ...envelope, lines: written }, letters);
    const addresses = envelope.recipients.map(({ email }) => email);
    const ours = { ...envelope, lines: written };
    const look = async () => ({ lines: await confirm(ours), at: performance.now() });
    // Only the mail server: what follows would keep a connection from the next letter.
    const handed = await lanes.through(addresses, look, async (seen) => {
      const lines = performance.now() - seen.at < freshMs ? seen.lines : await confirmAtOnce(ours);
      if (lines.length === 0) return undefined;
      const mail = lines.length === written.length ? whole : await mailOf({ ...envelope, lines }, letters);
      return { lines, subject: mail.subject, delivery: await mailer.send(mail) };
    });
    if (!handed) return;
    const { lines, subject, delivery } = handed;
    log.debug({ slots: slotsOf(lines), outcome: delivery.outcome, reply: delivery.reply }, 'letters handled');
    if (delivery.outcome === 'sent' && delivery.rejected.length === 0) {
      const [{ messageId }, at] = [envelope, clock.now()];
      await noteSent(lines.map(({ slot }) => ({ slot, messageId, subject, reply: delivery.reply, at })));
    } else await settle(outside, { ...envelope, lines }, subject, delivery);
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

async function wordedMail(
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

export const slotsOf = (lines: readonly LedgerLine[]): string => lines.map(({ slot }) => slot).join(' ');

/** Each letter keeps its own outcome; addresses that were refused are flagged once for the envelope. */
async function settle(
  { db, clock }: Outside,
  { messageId, lines }: Envelope,
  subject: string,
  delivery: Delivery,
): Promise<void> {
  const { outcome, reply } = delivery;
  if (outcome === 'sent') {
    const slots = lines.map(({ slot }) => slot);
    const { rejected } = delivery;
    return settlePartlySent(db, { slots, messageId, subject, reply, rejected, at: clock.now() });
  }
  const at = clock.now();
  for (const { slot, attempts } of lines) {
    if (outcome === 'refused') {
      await settleRefused(db, { slot, messageId, subject, reply, rejected: delivery.rejected, at });
    } else await settlePutOff(db, { slot, attempts, reply, unacknowledged: delivery.unacknowledged, at });
  }
}

/** A letter that cannot be written is tried three times, then failed and flagged: a defect must not hide in retries. */
async function settleUnwritten({ db, clock }: Outside, line: LedgerLine, messageId: string): Promise<void> {
  const { slot, attempts } = line;
  const [reply, at] = ['unexpected', clock.now()];
  if (attempts < 3) return settlePutOff(db, { slot, attempts, reply, unacknowledged: false, at });
  return settleRefused(db, { slot, messageId, subject: '', reply, rejected: [], at });
}
