import { expect, test, vi } from 'vitest';
import { coalesce } from '../../activities/coalesce.ts';

test('what is asked while a piece of work runs is done together in the next one, and each asker gets its own answer', async () => {
  const pieces: number[][] = [];
  const gates: (() => void)[] = [];
  const double = coalesce(async (things: readonly number[]) => {
    pieces.push([...things]);
    await new Promise<void>((open) => gates.push(open));
    return (thing: number) => thing * 2;
  });
  const first = double(1);
  const others = [double(2), double(3), double(4)];
  gates[0]?.();
  expect(await first).toBe(2);
  await Promise.resolve();
  gates[1]?.();
  expect(await Promise.all(others)).toEqual([4, 6, 8]);
  expect(pieces).toEqual([[1], [2, 3, 4]]);
});

test('a piece that fails, fails for those in it only, and the next one is worked on', async () => {
  const even = coalesce(async (things: readonly number[]) => {
    if (things.some((thing) => thing % 2 === 1)) throw new Error('odd');
    return (thing: number) => thing;
  });
  const [odd, good] = await Promise.allSettled([even(1), even(2)]);
  expect(odd).toMatchObject({ status: 'rejected' });
  expect(good).toMatchObject({ status: 'fulfilled', value: 2 });
  expect(await even(4)).toBe(4);
});

test('what is asked in the pause after a piece is done together when it is over; the first does not wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const pieces: number[][] = [];
    const keep = coalesce(async (things: readonly number[]) => {
      pieces.push([...things]);
      return (thing: number) => thing;
    }, 40);
    expect(await keep(1)).toBe(1);
    const others = [keep(2), keep(3)];
    await vi.advanceTimersByTimeAsync(39);
    expect(pieces).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(others)).toEqual([2, 3]);
    expect(pieces).toEqual([[1], [2, 3]]);
  } finally {
    vi.useRealTimers();
  }
});
