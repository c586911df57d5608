import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

/** A letter as its recipient sees it; several may have come in one e-mail, with its file and Message-ID. */
export interface Mail {
  file: string;
  to: string[];
  subject: string;
  text: string;
  date: Temporal.Instant;
  messageId: string;
  slot: string;
  kind: string;
  claimedAt: Temporal.Instant;
  /** The submission link, when the letter carries one. */
  link: string | undefined;
}

/** Reads the letters of the local mail server's folder as they arrive, each once, in the order of their arrival. */
export function createMailReader(folder: string): () => Promise<Mail[]> {
  const seen = new Set<string>();
  return async () => {
    const files = await readdir(folder).catch(() => []);
    const fresh = files.filter((file) => file.endsWith('.eml') && !seen.has(file)).toSorted();
    for (const file of fresh) seen.add(file);
    return (await Promise.all(fresh.map((file) => readMail(folder, file)))).flat();
  };
}

async function readMail(folder: string, file: string): Promise<Mail[]> {
  const mail = await simpleParser(await readFile(join(folder, file)), { skipHtmlToText: true, skipTextToHtml: true });
  const text = mail.text ?? '';
  const header = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value : '';
  };
  const addressees = mail.to === undefined ? [] : [mail.to].flat().flatMap(({ value }) => value);
  const kinds = header('x-dondoc-kind').split(' ');
  const email = {
    file,
    to: addressees.map(({ address = '' }) => address),
    subject: mail.subject ?? '',
    text,
    date: Temporal.Instant.fromEpochMilliseconds(mail.date?.getTime() ?? 0),
    messageId: mail.messageId ?? '',
    claimedAt: Temporal.Instant.from(header('x-dondoc-claimed') || '1970-01-01T00:00Z'),
    link: /https?:\/\/\S+\/room\/[\w-]+/.exec(text)?.[0],
  };
  const slots = header('x-dondoc-slot').split(' ');
  return slots.map((slot, place) => ({ ...email, slot, kind: kinds[place] ?? '' }));
}
