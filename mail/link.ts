import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a submission link stands for. Whether its version is still the obligation's own is for the caller to look up. */
export interface RoomLink {
  obligation: string;
  linkVersion: number;
}

export interface Links {
  /** `https://…/room/<token>`: the same link in every letter of a cycle to that agency. */
  forObligation(link: RoomLink): string;
  token(link: RoomLink): string;
  /** What a token stands for; undefined for one that was not made here or was altered in any character. */
  read(token: string): RoomLink | undefined;
}

/** The links that letters carry, signed with the installation's secret. */
export function createLinks(secret: string, publicUrl: string): Links {
  const key = createHmac('sha256', secret).update('room-link').digest();
  const base = publicUrl.replace(/\/+$/, '');
  const seal = (payload: string): string => createHmac('sha256', key).update(payload).digest('base64url');
  const token = ({ obligation, linkVersion }: RoomLink): string => {
    const payload = Buffer.from(`${linkVersion}.${obligation}`).toString('base64url');
    return `${payload}.${seal(payload)}`;
  };
  return {
    forObligation: (link) => `${base}/room/${token(link)}`,
    token,
    read(text) {
      const [payload = '', given = '', ...rest] = text.slice(0, longest + 1).split('.');
      if (rest.length > 0 || text.length > longest || !isSame(given, seal(payload))) return undefined;
      return payloadOf(payload);
    },
  };
}

/** Longer texts are not ours and are not worth signing. */
const longest = 512;

/** The seals are compared as texts: decoded, the unused bits of a last character could differ unseen. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function payloadOf(payload: string): RoomLink | undefined {
  const [, version, obligation] = /^(\d{1,9})\.(.+)$/s.exec(Buffer.from(payload, 'base64url').toString()) ?? [];
  return obligation === undefined ? undefined : { obligation, linkVersion: Number(version) };
}
