import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The return addresses of letters (variable envelope return path): `dondoc-bounce+<token>@host`, by which a report finds
 * its letter even when it names no Message-ID. The token is the 40 hex digits of the letter's Message-ID with 50 bits of an
 * HMAC-SHA256 over them, in base 32: 42 letters that survive a mail system which makes them all lower-case, and leave 21
 * of the 64 that a local part may have (RFC 5321 4.5.3.1.1).
 */
export function createReturnPaths(secret: string, address: string) {
  const [local = '', host = ''] = address.split('@');
  const seal = (envelope: string): string => {
    const hash = createHmac('sha256', `${secret}/return-path`).update(envelope, 'hex').digest('hex');
    return base32(hash.slice(0, 14)).padStart(12, '0').slice(-10);
  };
  /** The envelope's sender for a letter; the plain address when its Message-ID is not one of ours. */
  const senderFor = (messageId: string): string => {
    const envelope = envelopeOf(messageId);
    if (!envelope) return address;
    return `${local}+${base32(envelope).padStart(tokenLength, '0')}${seal(envelope)}@${host}`;
  };

  /** The letter's 40 hex digits from an address that a report came to; undefined when it carries no token of ours. */
  const read = (returned: string): string | undefined => {
    const [, token = '', mark = ''] = /\+([0-9a-v]{32})([0-9a-v]{10})@/.exec(returned.toLowerCase()) ?? [];
    if (!token) return undefined;
    const envelope = digitsOf(token);
    return timingSafeEqual(Buffer.from(seal(envelope)), Buffer.from(mark)) ? envelope : undefined;
  };

  return { senderFor, read };
}

export type ReturnPaths = ReturnType<typeof createReturnPaths>;

/** The digits that name a letter in its Message-ID: `<40 hex digits@host>`. */
const envelopeOf = (messageId: string): string | undefined => /^<([0-9a-f]{40})@/.exec(messageId)?.[1];

/** 40 hex digits are 32 of base 32. */
const tokenLength = 32;
/** The longest local part that leaves room for the sign and the token. */
export const longestReturnLocal = 64 - 1 - tokenLength - 10;

const base32 = (hex: string): string => BigInt(`0x${hex}`).toString(32);

const digitsOf = (token: string): string =>
  Array.from(token)
    .reduce((sum, letter) => sum * 32n + BigInt(Number.parseInt(letter, 32)), 0n)
    .toString(16)
    .padStart(40, '0');
