import { simpleParser } from 'mailparser';
import type { Attachment, ParsedMail } from 'mailparser';
import { readReturned } from '../../domain/returned-mail.ts';
import type { ReturnedMail } from '../../domain/returned-mail.ts';
import { fieldsOf, plainAddress, readDeliveryStatus } from './delivery-status.ts';
import { readPlainReport } from './plain-report.ts';
import type { PlainReport } from './plain-report.ts';

/** What a mail that came to the return address is; never throws for what stands in it. In: the message as it arrived. */
export async function readReturnedMail(source: Buffer): Promise<ReturnedMail> {
  const mail = await simpleParser(source, reading).catch(() => undefined);
  if (!mail) return { kind: 'other' };
  const headers = headersOf(mail);
  const parts = partsOf(mail, /^message\/(global-)?delivery-status$/);
  const plain =
    parts.length > 0 ? undefined : readPlainReport(mail.text ?? '', headers.get('x-failed-recipients') ?? '');
  const reports = plain?.reports ?? parts.flatMap(readDeliveryStatus);
  const originals = originalsOf(mail, plain);
  return readReturned({
    headers,
    reports,
    disposition: partsOf(mail, /^message\/(global-)?disposition-notification$/).length > 0,
    messageIds: messageIdsOf(headers, originals),
    returnPaths: returnPathsOf(mail, originals),
  });
}

/** Reports stay parts of their own, and no text is made from HTML: what is sought stands in plain lines. */
const reading = { keepDeliveryStatus: true, skipHtmlToText: true, skipImageLinks: true, skipTextToHtml: true };

function headersOf(mail: ParsedMail): ReadonlyMap<string, string> {
  const head = fieldsOf(mail.headerLines.map(({ line }) => line).join('\n'));
  return mail.subject === undefined ? head : new Map(head).set('subject', mail.subject);
}

const partsOf = ({ attachments }: ParsedMail, type: RegExp): string[] =>
  attachments.filter(({ contentType }) => type.test(contentType)).map(textOf);

const textOf = ({ content }: Attachment): string => content.toString('utf8');

/** The heads of the letter that came back: whole, its header only, or copied below a report in words. */
function originalsOf(mail: ParsedMail, plain: PlainReport | undefined): ReadonlyMap<string, string>[] {
  const copies = partsOf(mail, /^(message\/(global|rfc822)|(text|message)\/(rfc822|global)-headers)$/);
  const heads = copies.map((copy) => fieldsOf(copy.replaceAll('\r\n', '\n').trimStart().split('\n\n')[0] ?? ''));
  return plain ? [...heads, plain.original] : heads;
}

function messageIdsOf(
  headers: ReadonlyMap<string, string>,
  originals: readonly ReadonlyMap<string, string>[],
): string[] {
  const texts = [
    ...originals.map((head) => head.get('message-id')),
    headers.get('in-reply-to'),
    headers.get('references'),
    headers.get('x-original-message-id'),
  ];
  return [...new Set(texts.flatMap((text) => text?.match(/<[^<>\s\p{Cc}]+>/gu) ?? []))];
}

/** Where the report came to. The letter's own Return-Path, in a copy of it, says the same. */
function returnPathsOf(mail: ParsedMail, originals: readonly ReadonlyMap<string, string>[]): string[] {
  const lines = mail.headerLines.filter(({ key }) => receivers.has(key)).map(({ line }) => line);
  const copied = originals.map((head) => head.get('return-path') ?? '');
  const addresses = [...lines, ...copied].flatMap((line) => line.replace(/^[\w-]+:/, '').split(',')).map(plainAddress);
  return [...new Set(addresses)].filter(Boolean);
}

const receivers = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']);
