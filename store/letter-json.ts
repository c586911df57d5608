import type { LetterBody } from '../domain/letter.ts';

/** Makes a letter's facts plain for a jsonb column: a day becomes `{ day }`, an instant `{ instant }`. */
export function plainLetter(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate) return { day: value.toString() };
  if (value instanceof Temporal.Instant) return { instant: value.toString() };
  if (Array.isArray(value)) return value.map(plainLetter);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainLetter(each)]));
  }
  return value;
}

/** A letter's facts as they were before `plainLetter`. */
export function reviveLetter(value: unknown): LetterBody {
  return revive(value) as LetterBody;
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'day') return Temporal.PlainDate.from(only[1] as string);
  if (entries.length === 1 && only?.[0] === 'instant') return Temporal.Instant.from(only[1] as string);
  return Object.fromEntries(entries.map(([key, each]) => [key, revive(each)]));
}
