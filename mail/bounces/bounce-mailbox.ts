import { ImapFlow } from 'imapflow';

/** What becomes of a mail of the mailbox: done with, or left for people. */
export type Handled = 'handled' | 'left';

export interface BounceMailbox {
  /**
   * Gives each unread mail to `take`, one after the other, and puts those that are done with aside. Answers how many were
   * done with, and how many unread ones are left for people. Throws `MailboxTrouble` when the mailbox cannot be read; what
   * `take` throws is thrown when the other mails are done, and its mail stays as it was.
   */
  read(take: (source: Buffer) => Promise<Handled>): Promise<{ handled: number; left: number }>;
}

/** The mailbox or the way to it is at fault; the next round tries again. */
export class MailboxTrouble extends Error {
  constructor(cause: unknown) {
    super(troubleOf(cause), { cause });
    this.name = 'MailboxTrouble';
  }
}

/** Where mails that are done with go; beside the inbox, so that people see what was taken out of it. */
export const doneFolder = 'Da-xu-ly';
/** Put on a mail that is done with where no folder can be made. */
const doneMark = '$DondocDone';
/** Put on a mail for people, so that it is not read again every minute; it stays unread. */
const leftMark = '$DondocLeft';
/** A report stands at a mail's beginning, before the copy of the letter: so much of it is read. */
const readBytes = 512 * 1024;

export interface BounceMailboxOptions {
  connectionTimeoutMs?: number;
  socketTimeoutMs?: number;
}

/** The mailbox of an address such as `imaps://user:password@host:993/INBOX`. Each reading has a connection of its own. */
export function openBounceMailbox(url: string, options: BounceMailboxOptions = {}): BounceMailbox {
  return {
    async read(take) {
      const client = clientOf(url, options);
      // A broken connection also fails the command in hand; without a listener it would end the process.
      client.on('error', () => undefined);
      try {
        await troubling(client.connect());
        const lock = await troubling(client.getMailboxLock(folderOf(url)));
        try {
          return await readUnread(client, take);
        } finally {
          lock.release();
        }
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
  };
}

async function readUnread(client: ImapFlow, take: (source: Buffer) => Promise<Handled>) {
  const unread = (await troubling(client.search({ seen: false }, { uid: true }))) || [];
  const fresh = (await troubling(client.search({ seen: false, unKeyword: leftMark }, { uid: true }))) || [];
  const errors: unknown[] = [];
  let handled = 0;
  for (const uid of fresh) {
    const message = await troubling(client.fetchOne(String(uid), { source: { maxLength: readBytes } }, { uid: true }));
    // Somebody took it away meanwhile.
    if (!message || !message.source) continue;
    try {
      const outcome = await take(message.source);
      await troubling(outcome === 'handled' ? putAside(client, uid) : leave(client, uid));
      if (outcome === 'handled') handled += 1;
    } catch (error) {
      if (error instanceof MailboxTrouble) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return { handled, left: unread.length - handled };
}

/** Recorded first, moved then: what is killed in between is read once more, and recording it again changes nothing. */
async function putAside(client: ImapFlow, uid: number): Promise<void> {
  const range = String(uid);
  const moved = await client
    .mailboxCreate(doneFolder)
    .then(({ path }) => client.messageMove(range, path, { uid: true }))
    .catch((error: unknown) => {
      if (!client.usable) throw error;
      return false;
    });
  if (!moved) await client.messageFlagsAdd(range, ['\\Seen', doneMark], { uid: true });
}

async function leave(client: ImapFlow, uid: number): Promise<void> {
  await client.messageFlagsAdd(String(uid), [leftMark], { uid: true });
}

/** A password crosses no network in the clear: `imap:` becomes TLS first, except on this machine. */
function clientOf(
  url: string,
  { connectionTimeoutMs = 15_000, socketTimeoutMs = 60_000 }: BounceMailboxOptions,
): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'imaps:';
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(!secure && { doSTARTTLS: !here }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectionTimeoutMs,
    greetingTimeout: connectionTimeoutMs,
    socketTimeout: socketTimeoutMs,
    maxLiteralSize: 4 * readBytes,
  });
}

const folderOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX';

/** What the mail server and the network do is the mailbox's trouble, not the program's. */
async function troubling<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof MailboxTrouble ? error : new MailboxTrouble(error);
  }
}

/** In the server's own words where it has some; never the address, which holds the password. */
function troubleOf(cause: unknown): string {
  const { responseText, code, message } = cause as { responseText?: string; code?: string; message?: string };
  return (responseText ?? message ?? code ?? String(cause)).slice(0, 300);
}
