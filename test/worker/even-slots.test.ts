import type { SlotPermit, SlotReserveContext } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { evenSlots } from '../../worker/even-slots.ts';

const context = { slotType: 'activity' } as SlotReserveContext;
const activity = { type: 'activity' as const, activityType: 'planCycle' };
const delivery = { ...activity, activityType: 'deliverLetters' };

function givenSlots() {
  let paused = 0;
  const slots = evenSlots((milliseconds) => Promise.resolve((paused += milliseconds)));
  const [granted, pauses]: [SlotPermit[], number[]] = [[], []];
  const ask = async (signal = new AbortController().signal) => {
    const before = paused;
    const permit = await slots.reserveSlot(context, signal);
    pauses.push(paused - before);
    granted.push(permit);
    return permit;
  };
  const use = (permit: SlotPermit, slotInfo = activity) => slots.markSlotUsed({ permit, slotInfo });
  const end = (permit: SlotPermit) => slots.releaseSlot({ permit, slotInfo: activity });
  return { slots, ask, use, end, granted, pauses };
}

/** All that can be granted has been by then. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a worker asks for one activity at a time: the next when the first has come', async () => {
  const { ask, use, granted } = givenSlots();
  const [first, second] = [ask(), ask()];
  const permit = await first;
  await settled();
  expect(granted).toHaveLength(1);
  use(permit);
  await second;
  expect(granted).toHaveLength(2);
});

test('the more it has, the later it asks for the next, up to a measure; what ends counts no longer', async () => {
  const { ask, use, end, pauses } = givenSlots();
  const permits: SlotPermit[] = [];
  for (let place = 0; place < 13; place += 1) {
    const permit = await ask();
    use(permit);
    permits.push(permit);
  }
  for (const permit of permits.slice(1)) end(permit);
  await ask();
  expect(pauses).toEqual([0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150, 150, 150, 15]);
});

test('when a delivery has come, which lasts, it leaves the next one to the others, once, unless none of them takes it', async () => {
  const { ask, use, end, pauses } = givenSlots();
  const permits: SlotPermit[] = [];
  for (let place = 0; place < 4; place += 1) {
    const permit = await ask();
    use(permit, delivery);
    permits.push(permit);
  }
  for (const permit of permits.slice(1)) end(permit);
  await ask();
  expect(pauses).toEqual([0, 240, 480, 480, 240]);
  const { ask: askOnce, use: useOnce, pauses: once } = givenSlots();
  useOnce(await askOnce(), delivery);
  useOnce(await askOnce());
  await askOnce();
  expect(once).toEqual([0, 240, 30]);
});

test('a slot that is given back unused lets the next one ask', async () => {
  const { ask, end, granted } = givenSlots();
  const [first, second] = [ask(), ask()];
  end(await first);
  await second;
  expect(granted).toHaveLength(2);
});

test('a worker that has an activity takes none that is offered beside the queue', async () => {
  const { slots, use, end } = givenSlots();
  const permit = slots.tryReserveSlot(context);
  expect(permit).not.toBeNull();
  // It has not come yet: several may be offered at one moment.
  expect(slots.tryReserveSlot(context)).toBeNull();
  if (permit) use(permit);
  expect(slots.tryReserveSlot(context)).toBeNull();
  if (permit) end(permit);
  const unused = slots.tryReserveSlot(context);
  expect(unused).not.toBeNull();
  if (unused) end(unused);
  expect(slots.tryReserveSlot(context)).not.toBeNull();
});

test('what is called off says so with the signal’s own reason, and whoever waits behind it still has a turn', async () => {
  const { ask, use, granted } = givenSlots();
  const permit = await ask();
  const off = new AbortController();
  const [gone, behind] = [ask(off.signal), ask()];
  off.abort();
  await expect(gone).rejects.toBe(off.signal.reason);
  await settled();
  expect(granted).toHaveLength(1);
  use(permit);
  await behind;
  expect(granted).toHaveLength(2);
});

test('a hundred activities are the most; one that ends makes room', async () => {
  const { ask, use, end, granted } = givenSlots();
  for (let place = 0; place < 100; place += 1) use(await ask());
  const beyond = ask();
  await settled();
  expect(granted).toHaveLength(100);
  const [first] = granted;
  if (first) end(first);
  await beyond;
  expect(granted).toHaveLength(101);
});
