import { expect, test } from 'vitest';
import { firstSlot, followedSlot, isFollowUp } from '../../domain/follow-up.ts';

const slot = 'kl69-nam/2026/STC/remind-3';

test.each([
  { suffix: '', first: slot, followed: slot, once: false },
  { suffix: '/again/1', first: slot, followed: slot, once: true },
  { suffix: '/again/1/next/2', first: slot, followed: slot, once: true },
  { suffix: '/resend/x1', first: slot, followed: `${slot}/resend/x1`, once: false },
  { suffix: '/next/1/resend/x1', first: slot, followed: `${slot}/next/1/resend/x1`, once: false },
  { suffix: '/next/1/resend/x1/again/1', first: slot, followed: `${slot}/next/1/resend/x1`, once: true },
])('a letter once more is the letter that it was first: “$suffix”', ({ suffix, first, followed, once }) => {
  expect([firstSlot(slot + suffix), followedSlot(slot + suffix), isFollowUp(slot + suffix)]).toEqual([
    first,
    followed,
    once,
  ]);
});
