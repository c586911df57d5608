import { createHmac, timingSafeEqual } from 'node:crypto';
import { createSubmissionCodes } from './submission-codes.ts';

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
    const payload = unsealed(text, 20, sign);
    return payload && { obligation: uuidIn(payload), linkVersion: payload.readUInt32BE(16) };
  };

  // Another key and another length than the common link's: neither is ever read as the other.
  const signPerson = (payload: Buffer): Buffer =>
    createHmac('sha256', `${secret}/person-link`).update(payload).digest();

  const personToken = (link: string): string => {
    const payload = Buffer.from(link.replaceAll('-', ''), 'hex');
    return Buffer.concat([payload, signPerson(payload)]).toString('base64url');
  };

  const readPerson = (text: string): string | undefined => {
    const payload = unsealed(text, 16, signPerson);
    return payload && uuidIn(payload);
  };

  const roomUrl = (text: string): string => `${publicUrl.replace(/\/$/, '')}/room/${text}`;

  return {
    token,
    read,
    personToken,
    readPerson,
    forObligation: (target: LinkTarget): string => roomUrl(token(target)),
    /** The digits of a submission code: like links, they are made for the letter and stored nowhere. */
    digits: createSubmissionCodes(secret).digits,
    /** A person's own link, by the id of its row: that row says whose it is, and whether it still holds. */
    forPerson: (link: string): string => roomUrl(personToken(link)),
  };
}

/** The payload of a token that is whole; undefined for all else. */
function unsealed(text: string, length: number, sign: (payload: Buffer) => Buffer): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  // Only the one way of writing a token is taken: base64url would forgive stray characters and unused bits.
  if (bytes.length !== length + 32 || bytes.toString('base64url') !== text) return undefined;
  const payload = bytes.subarray(0, length);
  return timingSafeEqual(sign(payload), bytes.subarray(length)) ? payload : undefined;
}

function uuidIn(payload: Buffer): string {
  const hex = payload.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export type Links = ReturnType<typeof createLinks>;
