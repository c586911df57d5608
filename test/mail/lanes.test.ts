import { expect, test } from 'vitest';
import { createLanes } from '../../mail/lanes.ts';

/** A delivery that ends when told, and knows whether it has begun. */
function givenDelivery() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const state = { begun: false };
  return {
    state,
    end: resolve,
    deliver: async () => {
      state.begun = true;
      await promise;
      return 'delivered';
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

const unseen = () => Promise.resolve();

test('a slow domain fills its own lane, and letters to another domain pass', async () => {
  const lanes = createLanes({ connections: 3, perDomain: 1, perMinute: 0 });
  const [slow, waiting, other] = [givenDelivery(), givenDelivery(), givenDelivery()];
  void lanes.through(['a@slow.vn'], unseen, slow.deliver);
  const later = lanes.through(['b@SLOW.vn'], unseen, waiting.deliver);
  void lanes.through(['c@quick.vn'], unseen, other.deliver);
  await settled();
  expect([slow.state.begun, waiting.state.begun, other.state.begun]).toEqual([true, false, true]);
  slow.end();
  waiting.end();
  expect(await later).toBe('delivered');
});

test('no more letters are on their way than there are connections', async () => {
  const lanes = createLanes({ connections: 2, perDomain: 9, perMinute: 0 });
  const given = [givenDelivery(), givenDelivery(), givenDelivery()];
  const all = given.map(({ deliver }, place) => lanes.through([`a@${place}.vn`], unseen, deliver));
  await settled();
  expect(given.map(({ state }) => state.begun)).toEqual([true, true, false]);
  for (const { end } of given) end();
  await Promise.all(all);
});

test('letters to the same two domains, named in either order, do not wait for each other for ever', async () => {
  const lanes = createLanes({ connections: 9, perDomain: 1, perMinute: 0 });
  const given = Array.from({ length: 6 }, givenDelivery);
  for (const { end } of given) end();
  const all = given.map(({ deliver }, place) =>
    lanes.through(place % 2 ? ['a@x.vn', 'b@y.vn'] : ['b@y.vn', 'a@x.vn'], unseen, deliver),
  );
  expect(await Promise.all(all)).toHaveLength(6);
});

test('a domain that takes two letters a minute gets the third one later', async () => {
  const lanes = createLanes({ connections: 9, perDomain: 9, perMinute: 2 });
  const given = Array.from({ length: 3 }, givenDelivery);
  for (const { deliver, end } of given) {
    end();
    void lanes.through(['a@x.vn'], unseen, deliver);
  }
  await settled();
  expect(given.map(({ state }) => state.begun)).toEqual([true, true, false]);
});

test('what is looked at is what is near its turn, before a connection is free, and it is handed on', async () => {
  const lanes = createLanes({ connections: 1, perDomain: 1, perMinute: 0 });
  const first = givenDelivery();
  const looked: number[] = [];
  void lanes.through(['a@x.vn'], unseen, first.deliver);
  const others = Array.from({ length: 40 }, (_, place) =>
    lanes.through(
      ['a@x.vn'],
      async () => looked.push(place),
      (seen) => Promise.resolve([place + 1, seen]),
    ),
  );
  await settled();
  // Those that wait behind the one on its way, not all forty.
  expect(looked).toEqual(Array.from({ length: 32 }, (_, place) => place));
  first.end();
  for (const [place, seen] of await Promise.all(others)) expect(seen).toBe(place);
});
