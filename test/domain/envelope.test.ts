import fc from 'fast-check';
import { expect, test } from 'vitest';
import { envelopeName, envelopesOf } from '../../domain/envelope.ts';
import type { ReadyLetter } from '../../domain/envelope.ts';
import { everyPostOffice, postOfficeOf } from '../../domain/post-office.ts';

const letter = (slot: string, more: Partial<ReadyLetter> = {}): ReadyLetter => ({
  slot,
  kind: 'remind',
  recipient: 'agency/STC',
  recipients: [{ email: 'a@stc' }, { email: 'b@stc' }],
  messageId: null,
  ...more,
});

const slots = (letters: readonly ReadyLetter[]) => envelopesOf(letters).map((some) => some.map(({ slot }) => slot));

test('letters for one recipient leave as one, the most urgent first; another recipient’s leave apart', () => {
  const given = [
    letter('accepted', { kind: 'accepted' }),
    letter('remind'),
    letter('other', { recipient: 'agency/SNV' }),
    letter('urge', { kind: 'urge' }),
  ];
  expect(slots(given)).toEqual([['urge', 'remind', 'accepted'], ['other']]);
});

test('what runs out today stands before what is only told', () => {
  const told = ['settled', 'compiled', 'review-waiting', 'extension-waiting', 'obstacle-raised'] as const;
  expect(slots(told.map((kind) => letter(kind, { kind })))).toEqual([
    ['extension-waiting', 'review-waiting', 'obstacle-raised', 'compiled', 'settled'],
  ]);
  expect(slots((['accepted', 'due-moved'] as const).map((kind) => letter(kind, { kind })))).toEqual([
    ['due-moved', 'accepted'],
  ]);
});

test('what is sent once more to one of the addresses does not go to the others with a new letter', () => {
  const [b, c] = [[{ email: 'b@stc' }], [{ email: 'c@stc' }]];
  const given = [
    letter('urge', { kind: 'urge' }),
    letter('remind/again/1', { recipients: b }),
    letter('request/again/1', { recipients: b, kind: 'request' }),
    letter('remind/next/1', { recipients: c }),
  ];
  expect(slots(given)).toEqual([['urge'], ['remind/again/1', 'request/again/1'], ['remind/next/1']]);
});

test('a receipt leaves alone', () => {
  expect(slots([letter('remind'), letter('receipt', { kind: 'receipt' }), letter('urge', { kind: 'urge' })])).toEqual([
    ['urge', 'remind'],
    ['receipt'],
  ]);
});

test('what may have left together once is sent again together, and nothing new with it', () => {
  const given = [
    letter('a', { messageId: '<1@x>' }),
    letter('b', { messageId: '<1@x>', kind: 'urge' }),
    letter('c'),
    letter('d', { messageId: '<2@x>' }),
  ];
  expect(slots(given)).toEqual([['b', 'a'], ['c'], ['d']]);
});

test('an envelope is named by its slots, in whatever order they came', () => {
  expect(envelopeName(['b', 'a'])).toBe('a b');
  expect(envelopeName(['kl69-nam/2026/STC/remind-3'])).toBe('kl69-nam/2026/STC/remind-3');
});

test('every letter stands in exactly one envelope, and an envelope has one recipient', () => {
  const some = fc.uniqueArray(
    fc.record({
      slot: fc.string({ minLength: 1 }),
      kind: fc.constantFrom('remind', 'urge', 'receipt', 'compiled', 'request'),
      recipient: fc.constantFrom('agency/A', 'agency/B', 'x@y.vn'),
      messageId: fc.constant(null),
    }),
    { selector: ({ slot }) => slot },
  );
  fc.assert(
    fc.property(some, (letters) => {
      const envelopes = envelopesOf(letters as ReadyLetter[]);
      expect(envelopes.flat().map(({ slot }) => slot)).toHaveLength(letters.length);
      expect(new Set(envelopes.flat().map(({ slot }) => slot)).size).toBe(letters.length);
      for (const enclosed of envelopes) expect(new Set(enclosed.map(({ recipient }) => recipient)).size).toBe(1);
    }),
  );
});

test('recipients spread over the post offices, each always to the same one', () => {
  const codes = Array.from({ length: 4000 }, (_, place) => `agency/${20_000 + place * 3}`);
  const counts = everyPostOffice.map((office) => codes.filter((code) => postOfficeOf(code) === office).length);
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  expect(postOfficeOf('agency/STC')).toBe(postOfficeOf('agency/STC'));
});
