import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formSheetWorkbook } from '../../documents/form-sheet.ts';
import { readWorkbook } from '../../documents/form-sheet/read-workbook.ts';
import { readFormSheet } from '../../documents/read-form-sheet.ts';
import { Refusal } from '../../domain/refusal.ts';
import { givenFormSheet } from '../given/form-sheet.ts';

const sheet = givenFormSheet({
  form: { ...givenFormSheet().form, sections: givenFormSheet().form.sections.map(short) },
  tasks: givenFormSheet().tasks.slice(0, 2),
  content: { sections: { I: 'Đã quán triệt.' }, tasks: {}, indicators: { '1.1': { value: 5 } } },
});
/** A small form, so that thousands are read in a minute. */
function short<Section extends { indicators?: readonly unknown[] }>(section: Section): Section {
  return section.indicators ? { ...section, indicators: section.indicators.slice(0, 4) } : section;
}
const workbook = await formSheetWorkbook(sheet);
const parts = unzipSync(workbook);
const xmlNames = Object.keys(parts).filter((name) =>
  /sheet\d|workbook\.xml$|sharedStrings|styles|rels$|Types/.test(name),
);

/** Whatever comes in: fields, problems or trouble, nothing of each other, and nothing thrown. */
async function holds(content: Uint8Array): Promise<void> {
  const result = await readWorkbook(content, sheet);
  const [kind] = Object.keys(result);
  expect(Object.keys(result)).toHaveLength(1);
  if ('problems' in result) expect(result.problems.length).toBeGreaterThan(0);
  expect(['reading', 'problems', 'trouble']).toContain(kind);
}

test('3,000 files of random bytes are read as trouble', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, zipped) => {
      const content = zipped ? Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), bytes]) : bytes;
      expect(await readWorkbook(content, sheet)).toEqual({ trouble: 'unreadable' });
    }),
    { numRuns: 3000 },
  );
}, 300_000);

test('4,000 workbooks with bytes changed or cut off never throw', async () => {
  const place = fc.nat({ max: workbook.length - 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
      fc.option(place, { freq: 4 }),
      async (changes, end) => {
        const content = workbook.slice(0, end ?? undefined);
        for (const [at, byte] of changes) content[at % Math.max(1, content.length)] = byte;
        await holds(content);
      },
    ),
    { numRuns: 4000 },
  );
}, 300_000);

const scraps = fc.constantFrom(
  '<', '>', '"', '&#0;', '&#x110000;', '&bad;', '<![CDATA[', '<!DOCTYPE a [<!ENTITY b "c">]>', '</row>', '<c r="ZZZ9999999"><v>1</v></c>',
  '<c r="A1" t="s"><v>99999999</v></c>', '<c r="E5" t="e"><v>#REF!</v></c>', 't="b"', 't="d"', 's="9999"', 'r="A0"', '1e999', 'NaN', '-0', '_x0000_', '\u0000', '\uFFFF', '',
); // prettier-ignore

test('3,000 workbooks with scraps in their XML never throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...xmlNames),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 40 }), scraps), {
        minLength: 1,
        maxLength: 5,
      }),
      async (name, changes) => {
        let xml = strFromU8(parts[name] ?? new Uint8Array());
        for (const [where, length, scrap] of changes) {
          const at = Math.floor(where * xml.length);
          xml = xml.slice(0, at) + scrap + xml.slice(at + length);
        }
        await holds(zipSync({ ...parts, [name]: strToU8(xml) }, { level: 0 }));
      },
    ),
    { numRuns: 3000 },
  );
}, 300_000);

const refusalOf = (content: Uint8Array): Promise<unknown> =>
  readFormSheet('a.xlsx', content, sheet).then(
    () => undefined,
    (error: unknown) => error,
  );

test('a file that unfolds too far, or says that it unfolds to little, is refused and read in bounded time', async () => {
  const bomb = zipSync({ ...parts, 'xl/worksheets/sheet2.xml': new Uint8Array(120 * 1024 * 1024) });
  const told = await refusalOf(bomb);
  expect(told).toBeInstanceOf(Refusal);
  expect((told as Refusal).code).toBe('file.too_large');
  // The sizes in the directory made small: what does not fit is cut off, and the rest is no sheet.
  const lying = bomb.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 46; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
      view.setUint32(at + 24, 1000, true);
  }
  expect(await refusalOf(lying)).toBeInstanceOf(Refusal);
}, 120_000);
