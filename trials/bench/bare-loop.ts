import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import type { Sink } from './sink.ts';

/**
 * What nothing but nodemailer's pool does in the same run, to the same sink, over as many connections: the same rendered
 * letters, so many of them, one after the other as fast as they go. Answers letters per second.
 */
export async function bareLoop(sink: Sink, letters: number, connections: number): Promise<number> {
  const mails = await Promise.all((await sink.samples()).map(mailOf));
  await sink.reset();
  const pool = createTransport({
    host: '127.0.0.1',
    port: sink.port,
    pool: true,
    maxConnections: connections,
    maxMessages: 500,
  });
  const began = Temporal.Now.instant().epochMilliseconds;
  let next = 0;
  const sendSome = async (): Promise<void> => {
    while (next < letters) {
      const mail = mails[next % mails.length];
      next += 1;
      await pool.sendMail({ ...mail });
    }
  };
  await Promise.all(Array.from({ length: connections * 2 }, sendSome));
  const { lastAt } = await sink.tally();
  pool.close();
  return letters / ((lastAt - began) / 1000);
}

/** A letter as it was before it became a message, so that the loop has to make the message as well. */
async function mailOf(raw: string): Promise<SendMailOptions> {
  const { from, to, subject, text, html, attachments, headers } = await simpleParser(raw);
  const addresses = [to ?? []].flat().flatMap(({ value }) => value.map(({ address = '' }) => address));
  return {
    from: from?.text ?? '',
    to: addresses,
    subject: subject ?? '',
    text: text ?? '',
    html: html || '',
    textEncoding: 'base64',
    attachments: attachments.map(({ content, contentType, filename = 'han-bao-cao.ics' }) => ({
      content,
      contentType,
      filename,
    })),
    headers: { 'X-Dondoc-Slot': textOf(headers.get('x-dondoc-slot')) },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
