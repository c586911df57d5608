import { Value } from 'typebox/value';
import { SheetReadingBody } from '../api/bodies/sheet-reading.ts';
import { markOf, plainField } from '../domain/form-sheet.ts';
import type { SheetReading } from '../domain/form-sheet.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Typed } from './forms.ts';

/** The most of one hidden field, in letters; a form's field may have 300 KB. */
const partLength = 250_000;

/**
 * What a file holds, as hidden fields of the form that agrees to it: what was touched in the file is enough. Base64, so
 * that no line end or letter changes on the way through a browser.
 */
export function packReading(reading: SheetReading): [name: string, part: string][] {
  const fields = reading.fields.filter(({ value, mark }) => markOf(value) !== mark);
  const packed = Buffer.from(JSON.stringify({ ...reading, fields })).toString('base64');
  const parts = Math.ceil(packed.length / partLength);
  return Array.from({ length: parts }, (_, place) => [
    `reading.${place}`,
    packed.slice(place * partLength, (place + 1) * partLength),
  ]);
}

/** The same, back from the form. Refuses: `request.invalid` for what our page did not send. */
export function unpackReading(typed: Typed): SheetReading {
  let packed = '';
  for (let place = 0; typed[`reading.${place}`] !== undefined; place += 1) packed += typed[`reading.${place}`];
  const reading = parsed(Buffer.from(packed, 'base64').toString());
  // Packed texts go past the look for letters that cannot be stored: as in a file, they are left out.
  if (Value.Check(SheetReadingBody, reading))
    return { ...reading, fields: reading.fields.map((each) => ({ ...each, value: plainField(each.value) })) };
  throw new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Nội dung của tệp không đến trọn vẹn; đề nghị nạp lại tệp.' },
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
