import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createScanner } from '../../documents/upload/scan-content.ts';
import { givenClamd } from '../given/clamd.ts';

test('a file arrives at clamd whole and in pieces, and what clamd says is the answer', async () => {
  const clamd = await givenClamd();
  const content = randomBytes(3_000_000);
  expect(await createScanner(clamd.at)(content)).toEqual({});
  expect(clamd.received.at(-1)?.equals(content)).toBe(true);
  clamd.answer = 'stream: Win.Test.EICAR_HDB-1 FOUND';
  expect(await createScanner(clamd.at)(Buffer.from('x'))).toEqual({ infection: 'Win.Test.EICAR_HDB-1' });
});

test('a file of no bytes is a file', async () => {
  const clamd = await givenClamd();
  expect(await createScanner(clamd.at)(new Uint8Array())).toEqual({});
  expect(clamd.received.at(-1)?.length).toBe(0);
});

test.each(['INSTREAM size limit exceeded. ERROR', 'UNKNOWN COMMAND', 'stream: Access denied. ERROR', 'x'.repeat(5000)])(
  'the answer %.40s is no scan',
  async (answer) => {
    const clamd = await givenClamd();
    clamd.answer = answer;
    await expect(createScanner(clamd.at)(Buffer.from('x'))).rejects.toThrow('clamd');
  },
);

test('a clamd that says nothing, that hangs up, and none at all are no scan', async () => {
  const silent = await givenClamd();
  silent.answer = undefined;
  await expect(createScanner(silent.at, { silence: 50 })(Buffer.from('x'))).rejects.toThrow('silent for 50 ms');
  const rude = await givenClamd();
  rude.answer = '';
  await expect(createScanner(rude.at)(Buffer.from('x'))).rejects.toThrow('without an answer');
  await rude.close();
  await expect(createScanner(rude.at)(Buffer.from('x'))).rejects.toThrow('ECONNREFUSED');
});
