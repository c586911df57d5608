import { simpleParser } from 'mailparser';

/** An e-mail that the mail server kept, as it saw it. */
export interface Arrival {
  messageId: string;
  /** The letters that it carries: several in one e-mail when they went to one recipient together. */
  slots: readonly string[];
  /** The addresses that the server took it for. */
  to: readonly string[];
  claimedAt: Temporal.Instant;
  /** When its text began to flow. */
  dataAt: Temporal.Instant;
  text: string;
  /** The submission link, when it carries one. */
  link: string | undefined;
}

/** Reads an e-mail as a mailbox would: by its headers and its text. */
export async function readArrival(content: Buffer, to: readonly string[], dataAt: Temporal.Instant): Promise<Arrival> {
  const mail = await simpleParser(content, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const header = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value : '';
  };
  const text = mail.text ?? '';
  return {
    messageId: mail.messageId ?? '',
    slots: header('x-dondoc-slot').split(/\s+/).filter(Boolean),
    to,
    claimedAt: Temporal.Instant.from(header('x-dondoc-claimed') || '1970-01-01T00:00Z'),
    dataAt,
    text,
    link: /https?:\/\/\S+\/room\/[\w-]+/.exec(text)?.[0],
  };
}
