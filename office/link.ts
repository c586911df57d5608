import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a submission link names: an agency's obligation in a cycle, and the version of the link. */
export interface LinkTarget {
  obligation: string;
  linkVersion: number;
}

/**
 * Makes and reads submission links: `<publicUrl>/room/<token>`. A token is the obligation's UUID and the link's version
 * with an HMAC-SHA256 over them, so that it needs no row of its own; an altered one reads as undefined. Whether the
 * version still holds is the caller's question.
 */
export function createLinks(secret: string, publicUrl: string) {
  const sign = (payload: Buffer): Buffer => createHmac('sha256', `${secret}/room-link`).update(payload).digest();

  const token = ({ obligation, linkVersion }: LinkTarget): string => {
    const payload = Buffer.alloc(20);
    payload.write(obligation.replaceAll('-', ''), 'hex');
    payload.writeUInt32BE(linkVersion, 16);
    return Buffer.concat([payload, sign(payload)]).toString('base64url');
  };

  const read = (text: string): LinkTarget | undefined => {
    const bytes = Buffer.from(text, 'base64url');
    // Only the one way of writing a token is taken: base64url would forgive stray characters and unused bits.
    if (bytes.length !== 52 || bytes.toString('base64url') !== text) return undefined;
    const payload = bytes.subarray(0, 20);
    if (!timingSafeEqual(sign(payload), bytes.subarray(20))) return undefined;
    const hex = payload.toString('hex', 0, 16);
    const obligation = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
      '-',
    );
    return { obligation, linkVersion: payload.readUInt32BE(16) };
  };

  return {
    token,
    read,
    forObligation: (target: LinkTarget): string => `${publicUrl.replace(/\/$/, '')}/room/${token(target)}`,
  };
}

export type Links = ReturnType<typeof createLinks>;
