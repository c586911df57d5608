import { expect, test } from 'vitest';
import { isSigned, signCall } from '../../office/hook-signature.ts';
import { vn } from '../given/clock.ts';

const secret = 'a hook secret that is only used in tests';
const now = vn('2026-12-14 09:00');
const seconds = (moment: Temporal.Instant): string => String(moment.epochMilliseconds / 1000);

test.each([
  { words: 'now', sentAt: now, signed: true },
  { words: 'five minutes ago', sentAt: now.subtract({ minutes: 5 }), signed: true },
  { words: 'more than five minutes ago', sentAt: now.subtract({ minutes: 5, seconds: 1 }), signed: false },
  { words: 'more than five minutes ahead', sentAt: now.add({ minutes: 5, seconds: 1 }), signed: false },
])('a call signed $words counts: $signed', ({ sentAt, signed }) => {
  const call = { timestamp: seconds(sentAt), body: Buffer.from('{}') };
  expect(isSigned(secret, { ...call, signature: signCall(secret, call) }, now)).toBe(signed);
});

test('another body, timestamp, secret or form of signature does not count', () => {
  const call = { timestamp: seconds(now), body: Buffer.from('{"a":1}') };
  const signature = signCall(secret, call);
  const wrong = [
    { ...call, signature, body: Buffer.from('{"a":2}') },
    { ...call, signature, timestamp: seconds(now.add({ seconds: 1 })) },
    { ...call, signature: signCall(`${secret}!`, call) },
    { ...call, signature: signature.slice(7) },
    { ...call, signature: '' },
    { ...call, signature, timestamp: '' },
    { ...call, signature, timestamp: '9'.repeat(13) },
  ];
  expect(wrong.map((each) => isSigned(secret, each, now))).toEqual(wrong.map(() => false));
});
