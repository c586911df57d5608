import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bounceCause } from '../../../domain/bounce.ts';
import { readReturnedMail } from '../../../mail/bounces/read-returned-mail.ts';

const folder = new URL('./', import.meta.url);
const letter = '<0f3a9c1e5b7d2846a0c4e8f1937b5d20a6c8e4f2@skhcn.example>';
const focal = 'daumoi.stc@quangngai.example';

/** A message as mail systems pass it on: lines end with CR LF. */
const message = (name: string): Buffer =>
  Buffer.from(readFileSync(new URL(name, folder), 'utf8').replaceAll('\n', '\r\n'));

const failures = [
  { name: 'postfix-unknown-user', address: focal, kind: 'hard', status: '5.1.1', cause: 'no_mailbox' },
  { name: 'postfix-delayed', address: focal, kind: 'soft', status: '4.4.1', cause: 'unreachable' },
  {
    name: 'postfix-one-of-three',
    address: 'thutruong.stc@quangngai.example',
    kind: 'hard',
    status: '5.1.1',
    cause: 'no_mailbox',
  },
  { name: 'exim-dsn', address: focal, kind: 'hard', status: '5.0.0', cause: 'unclear' },
  { name: 'exim-plain-text', address: focal, kind: 'hard', status: '5.0.0', cause: 'no_mailbox' },
  { name: 'exchange-online-not-found', address: focal, kind: 'hard', status: '5.1.10', cause: 'no_mailbox' },
  { name: 'exchange-mailbox-full', address: focal, kind: 'soft', status: '5.2.2', cause: 'mailbox_full' },
  { name: 'exchange-online-access-denied', address: focal, kind: 'hard', status: '5.4.1', cause: 'no_mailbox' },
  { name: 'gmail-no-account', address: focal, kind: 'hard', status: '5.1.1', cause: 'no_mailbox' },
  { name: 'qmail-plain-text', address: focal, kind: 'hard', status: '5.1.1', cause: 'no_mailbox' },
  { name: 'zimbra-quota', address: focal, kind: 'soft', status: '5.2.2', cause: 'mailbox_full' },
  { name: 'zimbra-account-locked', address: focal, kind: 'hard', status: '5.2.1', cause: 'mailbox_closed' },
  { name: 'blocked-by-policy', address: focal, kind: 'hard', status: '5.7.1', cause: 'refused' },
] as const;

test.each(failures)('$name: $address is a $kind bounce ($status, $cause) of our letter', async (expected) => {
  const returned = await readReturnedMail(message(`${expected.name}.eml`));
  if (returned.kind !== 'bounce') throw new Error(`read as ${returned.kind}`);
  expect(returned.bounces).toHaveLength(1);
  const [bounce] = returned.bounces;
  expect(bounce).toMatchObject({ address: expected.address, kind: expected.kind, status: expected.status });
  expect(bounce && bounceCause(bounce)).toBe(expected.cause);
  expect(returned.messageIds[0]).toBe(letter);
});

const others = [
  { name: 'away-outlook-english', kind: 'auto_reply' },
  { name: 'away-vietnamese-header', kind: 'auto_reply' },
  { name: 'away-vietnamese-subject-only', kind: 'auto_reply' },
  { name: 'challenge', kind: 'auto_reply' },
  { name: 'read-receipt', kind: 'receipt' },
  { name: 'success-report', kind: 'delivered' },
  { name: 'a-person-answers', kind: 'other' },
] as const;

test.each(others)('$name is read as $kind', async ({ name, kind }) => {
  expect((await readReturnedMail(message(`${name}.eml`))).kind).toBe(kind);
});

test('every sample is spoken of', () => {
  const samples = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  expect(samples.toSorted()).toEqual([...failures, ...others].map(({ name }) => `${name}.eml`).toSorted());
});

test('the address that a report came to is kept, for the token in it', async () => {
  const returned = await readReturnedMail(message('postfix-unknown-user.eml'));
  expect(returned).toMatchObject({
    returnPaths: [
      'dondoc-bounce+0123456789abcdefghijklmnopqrstuv0123456789@skhcn.example',
      'dondoc-bounce@skhcn.example',
    ],
  });
});

test('a server’s words are kept whole, over their folded lines', async () => {
  const returned = await readReturnedMail(message('gmail-no-account.eml'));
  expect(returned).toMatchObject({
    bounces: [{ diagnostic: expect.stringMatching(/^550-5\.1\.1 The email account .* for typos\.$/) as string }],
  });
});

test('whatever arrives is read without an error, cut off or not', async () => {
  const samples = failures.map(({ name }) => message(`${name}.eml`));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.nat(4000),
      fc.uint8Array({ maxLength: 60 }),
      async (sample, cut, noise) => {
        const broken = Buffer.concat([sample.subarray(0, cut), noise, sample.subarray(cut + noise.length)]);
        const { kind } = await readReturnedMail(broken);
        expect(['bounce', 'auto_reply', 'receipt', 'delivered', 'other']).toContain(kind);
      },
    ),
    { numRuns: 150 },
  );
});
