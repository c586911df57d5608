import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLinks } from '../../office/link.ts';

const links = createLinks('a-secret-of-the-installation', 'https://dondoc.quangngai.gov.vn');
const obligation = '0b9ff4a7-9d1e-4f6c-8f0a-52f1f5b7a111';

const anyLink = fc.record({ obligation: fc.uuid(), linkVersion: fc.integer({ min: 1, max: 999_999_999 }) });

test('a link opens the room of its obligation and version', () => {
  const url = links.forObligation({ obligation, linkVersion: 2 });
  expect(url).toMatch(/^https:\/\/dondoc\.quangngai\.gov\.vn\/room\/[\w.-]+$/);
  expect(links.read(url.slice(url.lastIndexOf('/') + 1))).toEqual({ obligation, linkVersion: 2 });
});

test('every link is read as it was made, is the same each time, and has at most 110 characters', () => {
  fc.assert(
    fc.property(anyLink, (link) => {
      const token = links.token(link);
      expect(token.length).toBeLessThanOrEqual(110);
      expect(links.token(link)).toBe(token);
      expect(links.read(token)).toEqual(link);
    }),
  );
});

test('a slash at the end of the public address is not doubled', () => {
  expect(createLinks('s', 'https://x.vn/').forObligation({ obligation, linkVersion: 1 })).toContain(
    'https://x.vn/room/',
  );
});

test('any altered character is refused, the last one too', () => {
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ é'.split('');
  fc.assert(
    fc.property(anyLink, fc.nat(), fc.constantFrom(...characters), (link, seed, character) => {
      const token = links.token(link);
      const place = seed % token.length;
      fc.pre(token[place] !== character);
      expect(links.read(token.slice(0, place) + character + token.slice(place + 1))).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('every other last character of one token is refused: base64url has bits that do not count', () => {
  const token = links.token({ obligation, linkVersion: 1 });
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const read = alphabet.split('').filter((last) => links.read(token.slice(0, -1) + last));
  expect(read).toEqual([token.at(-1)]);
});

test('a token with something added or taken away is refused', () => {
  const token = links.token({ obligation, linkVersion: 1 });
  for (const other of [`${token}.`, `${token}A`, `.${token}`, token.slice(1), token.slice(0, -1)]) {
    expect(links.read(other)).toBeUndefined();
  }
});

test('the seal of one obligation does not open another', () => {
  const [, seal] = links.token({ obligation, linkVersion: 1 }).split('.');
  const [payload] = links.token({ obligation, linkVersion: 2 }).split('.');
  expect(links.read(`${payload}.${seal}`)).toBeUndefined();
});

test('another installation’s link is refused', () => {
  const token = createLinks('another secret', 'https://dondoc.quangngai.gov.vn').token({ obligation, linkVersion: 1 });
  expect(links.read(token)).toBeUndefined();
});

test('garbage is read as undefined and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.base64String()), (garbage) => {
      expect(links.read(garbage)).toBeUndefined();
    }),
  );
});
