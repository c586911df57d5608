import { encode, wrap } from 'nodemailer/lib/base64';
import type MimeNode from 'nodemailer/lib/mime-node';

/**
 * A message in one piece: the same characters as nodemailer's own stream of it, for half of the processor, because that
 * stream is some ten streams one in another for each part. Undefined when a part is not a text in memory (an enclosed
 * file): such a message is better streamed.
 */
export function wholeMessage(part: MimeNode): string | undefined {
  // First: it settles the kind, the boundary and the encoding of the part.
  const head = `${part.buildHeaders()}\r\n\r\n`;
  if (!part.boundary) {
    const body = bodyOf(part);
    return body === undefined ? undefined : head + body;
  }
  const inner = part.childNodes.map(wholeMessage);
  if (inner.includes(undefined)) return undefined;
  const line = `--${part.boundary}`;
  return `${head}${inner.map((each) => `${line}\r\n${each}\r\n`).join('')}${line}--\r\n`;
}

function bodyOf(part: MimeNode): string | undefined {
  const { content = '' } = part;
  if (typeof content !== 'string') return undefined;
  const encoding = part.getTransferEncoding();
  if (encoding === 'base64') return wrap(encode(content));
  return encoding === 'quoted-printable' ? undefined : content;
}
