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

test('what was added after a signature is covered by a later one that goes to the end, unless that is not intact', () => {
  const first: FileSignature = { ...sound, covers: 'earlier' };
  expect(coverage(first, [first, sound])).toBe('signed_on');
  expect(coverage(first, [first, { ...sound, state: 'changed' }])).toBe('added_to');
  expect(signedLook([first, sound])).toBe('sound');
  expect(signedLook([first])).toBe('doubtful');
});

test('a file stands as its worst signature does; without one it is unsigned', () => {
  expect(signedLook([])).toBe('unsigned');
  expect(signedLook([sound, { ...sound, trust: 'no_roots' }, { ...sound, state: 'changed' }])).toBe('broken');
});
