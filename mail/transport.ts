import type { Readable } from 'node:stream';
import { createTransport as createPool } from 'nodemailer';
import type { NodemailerError, PluginFunction, SendMailOptions, SMTPSentMessageInfo } from 'nodemailer';
import { zone } from '../domain/zone.ts';
import { wholeMessage } from './whole-message.ts';

export interface MailAddress {
  name: string;
  address: string;
}

/** A file that a letter brings. */
export interface MailFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A letter ready to leave. */
export interface OutgoingMail {
  from: MailAddress;
  to: readonly MailAddress[];
  subject: string;
  text: string;
  html: string;
  /** Dates for the reader's calendar. */
  events?: readonly string[];
  /** Files that it brings. */
  files?: readonly MailFile[];
  /** With its angle brackets: `<…@dondoc.quangngai.gov.vn>`. */
  messageId: string;
  date: Temporal.Instant;
  headers: Readonly<Record<string, string>>;
}

export interface Rejected {
  address: string;
  reply: string;
}

/**
 * What became of a letter. Sent: the server took it for all but the rejected addresses. Put off: try again later;
 * `unacknowledged` when the server may have taken it, because the connection failed after the message had begun to flow.
 * Refused: for good, trying again would not help.
 */
export type Delivery =
  | { outcome: 'sent'; reply: string; rejected: Rejected[] }
  | { outcome: 'put_off'; reply: string; unacknowledged: boolean }
  | { outcome: 'refused'; reply: string; rejected: Rejected[] };

export interface Mailer {
  /** Never throws for what a mail server or the network does. */
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Lets the letters in hand finish and closes the rest; what is still queued is put off. */
  close(): void;
  /** Connects and greets; throws what is wrong. */
  check(): Promise<void>;
}

export interface TransportOptions {
  maxConnections?: number;
  connectionTimeoutMs?: number;
  greetingTimeoutMs?: number;
  socketTimeoutMs?: number;
  /** The envelope's sender of a letter, by its Message-ID: where it comes back to. The header's sender when absent. */
  envelopeFrom?: ((messageId: string) => string) | undefined;
  /** Where people's answers go; to the sender when absent. */
  replyTo?: MailAddress | undefined;
  /** Signs every letter (DKIM, RFC 6376). */
  dkim?: DkimKey | undefined;
}

export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

/** The way out for letters: SMTP through a few connections that stay open. */
export function createTransport(url: string, options: TransportOptions = {}): Mailer {
  const pool = openPool(url, options);
  pool.use('stream', writeAtOnce);
  pool.use('stream', watchBodies);
  let closed = false;
  return {
    async send(mail) {
      const watched: Watched = { ...messageOf(mail, options), bodies: [] };
      try {
        return sent(await pool.sendMail(watched));
      } catch (error) {
        // Without a code it is a mistake of the program, save for what was still queued when the pool was closed.
        if (!closed && !(error as NodemailerError).code) throw error;
        // A body is read from when the server has answered DATA with 354, not before.
        const begun = watched.bodies.some((body) => body.readableDidRead);
        return failed(error as NodemailerError, begun, mail);
      }
    },
    close() {
      closed = true;
      pool.close();
    },
    check: async () => void (await pool.verify()),
  };
}

const openPool = (url: string, options: TransportOptions) =>
  createPool({
    url,
    pool: true,
    maxConnections: options.maxConnections ?? 5,
    maxMessages: 500,
    // Only a message of which no byte was sent is queued again, when its idle connection turns out to be dead.
    maxRequeues: 2,
    connectionTimeout: options.connectionTimeoutMs ?? 10_000,
    greetingTimeout: options.greetingTimeoutMs ?? 10_000,
    socketTimeout: options.socketTimeoutMs ?? 60_000,
    ...(options.dkim && { dkim: signatureOf(options.dkim) }),
  });

const signatureOf = ({ domain, selector, privateKey }: DkimKey) => ({
  domainName: domain,
  keySelector: selector,
  privateKey,
});

/** Writes a message in one piece where it can be. What reads it (the signature, the escaping of dots) is nodemailer's own. */
const writeAtOnce: PluginFunction = ({ message }, done) => {
  const inParts = message.stream.bind(message);
  message.stream = (output, options, written) => {
    const whole = wholeMessage(message);
    if (whole === undefined) return inParts(output, options, written);
    output.write(whole);
    return written();
  };
  done();
};

/** Keeps the streams that a message is sent from: nodemailer's error does not say whether DATA had begun. */
const watchBodies: PluginFunction = (mail, done) => {
  const { bodies } = mail.data as Watched;
  const create = mail.message.createReadStream.bind(mail.message);
  mail.message.createReadStream = (given) => {
    const body = create(given);
    bodies.push(body);
    return body;
  };
  done();
};

/** A message whose bodies (one for each connection tried) are looked at afterwards: was anything of it sent? */
type Watched = SendMailOptions & { bodies: Readable[] };

const messageOf = (mail: OutgoingMail, { replyTo, envelopeFrom }: TransportOptions): SendMailOptions => ({
  envelope: { from: envelopeFrom?.(mail.messageId) ?? mail.from.address, to: mail.to.map(({ address }) => address) },
  from: mail.from,
  to: [...mail.to],
  ...(replyTo && { replyTo }),
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  // Of Vietnamese, quoted-printable is longer, and takes a third more of the processor.
  textEncoding: 'base64',
  attachments: [...(mail.files ?? []).map(enclosedFile), ...(mail.events ?? []).map(eventFile)],
  messageId: mail.messageId,
  date: headerDate(mail.date),
  headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  disableFileAccess: true,
  disableUrlAccess: true,
});

const enclosedFile = ({ name, mediaType, content }: MailFile) => ({ filename: name, content, contentType: mediaType });

const eventFile = (content: string, place: number) => ({
  filename: place === 0 ? 'han-bao-cao.ics' : `han-bao-cao-${place + 1}.ics`,
  content,
  contentType: calendarType,
});

const calendarType = 'text/calendar; charset=utf-8; method=PUBLISH';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Thu, 17 Dec 2026 08:00:00 +0700` (RFC 5322 3.3), in Vietnam's time. */
function headerDate(at: Temporal.Instant): string {
  const local = at.toZonedDateTimeISO(zone);
  const day = `${weekdays[local.dayOfWeek - 1]}, ${local.day} ${months[local.month - 1]} ${local.year}`;
  return `${day} ${local.toPlainTime().toString({ smallestUnit: 'second' })} ${local.offset.replace(':', '')}`;
}

const sent = (info: SMTPSentMessageInfo): Delivery => ({
  outcome: 'sent',
  reply: info.response,
  rejected: rejectedOf(info.rejectedErrors),
});

const rejectedOf = (errors: readonly NodemailerError[] = []): Rejected[] =>
  errors.map(({ recipient, response, message }) => ({ address: recipient ?? '', reply: response ?? message }));

function failed(error: NodemailerError, begun: boolean, { to }: OutgoingMail): Delivery {
  const reply = error.response ?? error.message;
  if (!isRefusal(error))
    return { outcome: 'put_off', reply, unacknowledged: begun && error.responseCode === undefined };
  const rejected = error.rejectedErrors
    ? rejectedOf(error.rejectedErrors)
    : to.map(({ address }) => ({ address, reply }));
  return { outcome: 'refused', reply, rejected };
}

/**
 * Whether the letter itself was refused for good: its sender, its addresses or its text, with 5xx; or it cannot be sent
 * as it is. A refused greeting, log-in or session (503, 530) says nothing of the letter.
 */
function isRefusal({ code, responseCode, permanent }: NodemailerError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  return responseCode === undefined || (permanent === true && responseCode !== 530);
}
