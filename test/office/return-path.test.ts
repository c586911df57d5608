import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReturnPaths, longestReturnLocal } from '../../office/return-path.ts';
import { secret } from '../given/people.ts';

const paths = createReturnPaths(secret, 'dondoc-bounce@skhcn.example');
const envelopes = fc.stringMatching(/^[0-9a-f]{40}$/);

test('every letter’s return address is read back, in whatever case mail systems write it', () => {
  fc.assert(
    fc.property(envelopes, (envelope) => {
      const sender = paths.senderFor(`<${envelope}@skhcn.example>`);
      expect(sender).toMatch(/^dondoc-bounce\+[0-9a-v]{42}@skhcn\.example$/);
      expect(paths.read(sender)).toBe(envelope);
      expect(paths.read(sender.toUpperCase())).toBe(envelope);
    }),
  );
});

test('the longest local part that is allowed makes an address of 64 letters before the @', () => {
  const local = 'x'.repeat(longestReturnLocal);
  const sender = createReturnPaths(secret, `${local}@a.example`).senderFor(`<${'f'.repeat(40)}@a.example>`);
  expect(sender.split('@')[0]).toHaveLength(64);
});

test('a token of another installation, or an altered one, names no letter', () => {
  fc.assert(
    fc.property(envelopes, fc.nat(41), (envelope, place) => {
      const sender = paths.senderFor(`<${envelope}@skhcn.example>`);
      const at = sender.indexOf('+') + 1 + place;
      const other = sender[at] === '0' ? '1' : '0';
      expect(paths.read(sender.slice(0, at) + other + sender.slice(at + 1))).toBeUndefined();
      expect(createReturnPaths(`${secret}!`, 'dondoc-bounce@skhcn.example').read(sender)).toBeUndefined();
    }),
  );
});

test('an address without a token, and a Message-ID that is not ours, are left as they are', () => {
  expect(paths.read('dondoc-bounce@skhcn.example')).toBeUndefined();
  expect(paths.senderFor('<abc@skhcn.example>')).toBe('dondoc-bounce@skhcn.example');
});
