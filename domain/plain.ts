/**
 * Makes a value plain, for JSON or for another thread: a day becomes `{ day }`, an instant `{ instant }`; lists and objects
 * are followed. `revive` gives the value back.
 */
export function plain(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate) return { day: value.toString() };
  if (value instanceof Temporal.Instant) return { instant: value.toString() };
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** A value as it was before `plain`; the caller says what it was. */
export function revive<T>(value: unknown): T {
  return revived(value) as T;
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'day') return Temporal.PlainDate.from(only[1] as string);
  if (entries.length === 1 && only?.[0] === 'instant') return Temporal.Instant.from(only[1] as string);
  return Object.fromEntries(entries.map(([key, each]) => [key, revived(each)]));
}
