import { expect, test } from 'vitest';
import { coverage, signatureLook, signedLook } from '../../domain/file-signature.ts';
import type { FileSignature } from '../../domain/file-signature.ts';

const sound: FileSignature = {
  state: 'intact',
  kind: 'signature',
  covers: 'whole',
  certificate: 'valid',
  trust: 'trusted',
};

test.each<{ but: Partial<FileSignature>; look: string; because: string }>([
  { but: {}, look: 'sound', because: 'nothing is left open' },
  { but: { state: 'changed' }, look: 'broken', because: 'the bytes are others' },
  { but: { state: 'unreadable' }, look: 'broken', because: 'it cannot be read' },
  { but: { certificate: 'expired' }, look: 'broken', because: 'the certificate had ended' },
  { but: { certificate: 'not_yet_valid' }, look: 'broken', because: 'the certificate had not begun' },
  { but: { state: 'unsupported' }, look: 'doubtful', because: 'it is not judged here' },
  { but: { trust: 'unknown_root' }, look: 'doubtful', because: 'nobody knows who issued it' },
  { but: { trust: 'no_roots' }, look: 'doubtful', because: 'no root is configured' },
  { but: { weak: true }, look: 'doubtful', because: 'its hash can be forged' },
  { but: { covers: 'earlier' }, look: 'doubtful', because: 'something was added' },
])('a signature that is sound but for $but is $look: $because', ({ but, look }) => {
  const signature = { ...sound, ...but };
  expect(signatureLook(signature, [signature])).toBe(look);
});

test.each<{ but: Partial<FileSignature>; covers: string; because: string }>([
  { but: {}, covers: 'signed_on', because: 'it is sound' },
  { but: { state: 'changed' }, covers: 'added_to', because: 'the bytes are others' },
  { but: { trust: 'unknown_root' }, covers: 'added_to', because: 'anybody can issue such a certificate' },
  { but: { trust: 'no_roots' }, covers: 'added_to', because: 'no root is configured' },
  { but: { certificate: 'expired' }, covers: 'added_to', because: 'its certificate had ended' },
  { but: { weak: true }, covers: 'added_to', because: 'its hash can be forged' },
  { but: { covers: 'earlier' }, covers: 'added_to', because: 'it does not go to the end either' },
])('a signature after which the file was signed by one that is sound but for $but: $covers', ({ but, covers }) => {
  const first: FileSignature = { ...sound, covers: 'earlier' };
  const all = [first, { ...sound, ...but }];
  expect(coverage(first, all)).toBe(covers);
  expect(signatureLook(first, all)).toBe(covers === 'signed_on' ? 'sound' : 'doubtful');
});

test('a file of which a later, sound signature goes to the end is sound', () => {
  const first: FileSignature = { ...sound, covers: 'earlier' };
  expect(signedLook([first, sound])).toBe('sound');
  expect(signedLook([first])).toBe('doubtful');
});

test('a file stands as its worst signature does; without one it is unsigned', () => {
  expect(signedLook([])).toBe('unsigned');
  expect(signedLook([sound, { ...sound, trust: 'no_roots' }, { ...sound, state: 'changed' }])).toBe('broken');
});
