// What was typed and has not reached the office is kept in this browser, by obligation; each open page has a slot of its own.
const now = () => performance.timeOrigin + performance.now();
/** A page that still lives looks at its slot at least once a minute. */
const abandonedAfter = 90_000;

export function openMemory(obligation) {
  const prefix = `dondoc/${obligation}/`;
  const slot = prefix + pageId();

  const store = (key, value) => quietly(() => localStorage.setItem(key, JSON.stringify(value)));
  const recall = (key) => quietly(() => JSON.parse(localStorage.getItem(key) ?? 'null'));
  const keys = () => quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? [];

  /** Of a page that was closed, or that broke off. */
  const isAbandoned = (key, { at, closed }) => key === slot || closed || !(now() - at < abandonedAfter);

  addEventListener('pagehide', () => {
    const kept = recall(slot);
    if (kept) store(slot, { ...kept, closed: true });
  });

  return {
    keep: (draft) => store(slot, { ...draft, at: now() }),
    forget: () => quietly(() => localStorage.removeItem(slot)),
    /** What pages that are gone have left, and takes it over. */
    take() {
      const found = keys()
        .map((key) => [key, recall(key)])
        .filter(([key, kept]) => kept?.base && kept.mine && isAbandoned(key, kept));
      for (const [key] of found) quietly(() => localStorage.removeItem(key));
      return found.map(([, kept]) => kept);
    },
  };
}

/** Of this page, over its reloads. */
export function pageId() {
  const known = quietly(() => sessionStorage.getItem('dondoc/page'));
  if (known) return known;
  const [hex, at] = [
    [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, '0')).join(''),
    [8, 12, 16, 20],
  ];
  const id = at
    .map((end, n) => hex.slice(n ? at[n - 1] : 0, end))
    .concat(hex.slice(20))
    .join('-');
  quietly(() => sessionStorage.setItem('dondoc/page', id));
  return id;
}

/** A full or forbidden store: the office's copy is the one that counts. */
function quietly(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
