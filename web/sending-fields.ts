import type { SendingPolicy } from '../domain/regime.ts';
import type { Typed } from './forms.ts';
import { statedFields, statedOf } from './stated-fields.ts';

/** As many receivers as a regime may have. */
const most = 10;

const nameOf = (place: number): string => `sendings.dates.${place}`;

/** How many rows the receivers' own dates need: those that are filled in. */
export const filledReceivers = (fields: Typed): number =>
  Array.from({ length: most }, (_, place) => place).findLastIndex((place) =>
    fields[`${nameOf(place)}.receiver`]?.trim(),
  ) + 1;

/** When each receiver is to be sent the compiled report, as fields; who is reminded is carried along as it was. */
export function sendingFields({ dates = [], ...rest }: SendingPolicy = {}): Record<string, string> {
  const rows = dates.map(({ receiver, date }, place) => ({
    [`${nameOf(place)}.receiver`]: receiver,
    ...statedFields(`${nameOf(place)}.date`, date),
  }));
  return Object.assign({ 'sendings.rest': JSON.stringify(rest) }, ...rows) as Record<string, string>;
}

/** The sendings that were typed, right or wrong; a row without a receiver is none. */
export function sendingsOf(fields: Typed): { sendings?: unknown } {
  const dates = Array.from({ length: filledReceivers(fields) }, (_, place) => place).flatMap((place) => {
    const receiver = (fields[`${nameOf(place)}.receiver`] ?? '').trim();
    return receiver ? [{ receiver, date: statedOf(fields, `${nameOf(place)}.date`) }] : [];
  });
  const rest = restOf(fields['sendings.rest']);
  return dates.length > 0 || Object.keys(rest).length > 0
    ? { sendings: { ...(dates.length > 0 && { dates }), ...rest } }
    : {};
}

/** What the form carried along; a person types nothing here. */
function restOf(text: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(text || '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}
