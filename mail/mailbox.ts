import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { AddressObject, ParsedMail } from 'mailparser';

/** A stored message as the mailbox page shows it. */
export interface StoredMail {
  /** The place in the order of arrival, `000000000042`: the file's name without its ending. */
  id: string;
  messageId: string;
  /** The ledger's slot and the letter's kind, from X-Dondoc-Slot and X-Dondoc-Kind; empty in other mail. */
  slot: string;
  kind: string;
  /** From the Date header; undefined when that cannot be read. */
  date: Temporal.Instant | undefined;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  links: string[];
}

export interface Mailbox {
  /** Stores a message whole or not at all, and gives its id. With `durable` it is on the disk before this resolves. */
  keep(content: Uint8Array): Promise<string>;
}

const digits = 12;
const idPattern = /^\d{12}$/;

/** Opens a folder of messages for keeping more; the numbering goes on where the files present end. */
export async function openMailbox(folder: string, durable: boolean): Promise<Mailbox> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
  let last = Number((await listIds(folder)).at(-1) ?? 0);
  const syncFolder = durable ? sharedSync(folder) : () => Promise.resolve();
  return {
    async keep(content) {
      last += 1;
      const id = String(last).padStart(digits, '0');
      const part = join(folder, `${id}.part`);
      await write(part, content, durable);
      await rename(part, join(folder, `${id}.eml`));
      await syncFolder();
      return id;
    },
  };
}

async function write(path: string, content: Uint8Array, durable: boolean): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    if (durable) await file.datasync();
  } finally {
    await file.close();
  }
}

/** Makes renames in a folder lasting. Those that wait while one sync runs share the next: it covers them all. */
function sharedSync(folder: string): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const sync = async (): Promise<void> => {
    const file = await open(folder, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  };
  const start = (): Promise<void> => {
    next = undefined;
    running = sync().finally(() => (running = undefined));
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}

async function listIds(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -'.eml'.length))
    .filter((id) => idPattern.test(id))
    .toSorted();
}

/** How many messages a folder holds; 0 for a folder that is not there. */
export const countMail = async (folder: string): Promise<number> => (await listIds(folder)).length;

/** The messages of a folder, the newest first. */
export async function listMail(folder: string, page: { limit?: number; offset?: number } = {}): Promise<StoredMail[]> {
  const { limit = 50, offset = 0 } = page;
  const ids = (await listIds(folder)).toReversed().slice(offset, offset + limit);
  const mails = await Promise.all(ids.map((id) => readMail(folder, id)));
  return mails.filter((mail) => mail !== undefined);
}

/** One message; undefined when there is none of that id. */
export async function readMail(folder: string, id: string): Promise<StoredMail | undefined> {
  if (!idPattern.test(id)) return undefined;
  const content = await readFile(join(folder, `${id}.eml`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!content) return undefined;
  return storedMail(
    id,
    await simpleParser(content, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true }),
  );
}

function storedMail(id: string, mail: ParsedMail): StoredMail {
  const header = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value : '';
  };
  const html = mail.html || '';
  const text = mail.text ?? '';
  return {
    id,
    messageId: mail.messageId ?? '',
    slot: header('x-dondoc-slot'),
    kind: header('x-dondoc-kind'),
    date: mail.date && Temporal.Instant.fromEpochMilliseconds(mail.date.getTime()),
    from: mail.from?.text ?? '',
    to: [mail.to ?? []].flat().flatMap(addressesOf),
    subject: mail.subject ?? '',
    text,
    html,
    links: linksOf(text, html),
  };
}

const addressesOf = ({ value }: AddressObject): string[] => value.flatMap(({ address }) => address ?? []);

function linksOf(text: string, html: string): string[] {
  const targets = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, target = '']) =>
    target.replaceAll('&amp;', '&'),
  );
  return [...new Set([...targets, ...(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])])];
}
