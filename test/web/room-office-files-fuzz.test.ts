import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everythingIn } from '../given/db.ts';
import { givenSite } from './site.ts';

test('60 malformed files and 60 malformed agreements are refused on the page, and nothing is stored', async () => {
  const { app, room, db } = await givenSite();
  const desk = await room('STC');
  await desk.see(desk.path);
  const workbook = (await app.inject({ url: `${desk.path}/form.xlsx` })).rawPayload;
  const before = await everythingIn(db);
  const damaged = fc
    .array(fc.tuple(fc.nat({ max: workbook.length - 1 }), fc.nat({ max: 255 })), { minLength: 3, maxLength: 12 })
    .map((changes) => {
      const content = Buffer.from(workbook);
      for (const [at, byte] of changes) content[at] = byte;
      return content;
    });
  const files = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    damaged,
  );
  await fc.assert(
    fc.asyncProperty(files, async (content) => {
      const page = await desk.sendFiles(`${desk.path}/form.xlsx`, {}, { name: 'bieu.xlsx', content });
      // A change that hits no cell leaves a file as it was: shown, and nothing to agree to.
      expect([200, 413, 422]).toContain(page.status);
      expect(await everythingIn(db)).toEqual(before);
    }),
    { numRuns: 60 },
  );
  const readings = fc.oneof(
    fc.string(),
    fc.json().map((text) => Buffer.from(text).toString('base64')),
    fc
      .record({
        version: fc.oneof(fc.nat(), fc.string()),
        fields: fc.array(fc.record({ path: fc.string(), value: fc.anything(), mark: fc.string() }), { minLength: 1 }),
        left: fc.constant([]),
      })
      .map((reading) => Buffer.from(JSON.stringify(reading, plain)).toString('base64')),
  );
  await fc.assert(
    fc.asyncProperty(readings, fc.string(), async (reading, seen) => {
      const page = await desk.sendFiles(`${desk.path}/form.xlsx/confirm`, {
        seen: seen.replaceAll(/[\r\n]/g, ' '),
        'reading.0': reading.replaceAll(/[\r\n]/g, ' '),
      });
      expect(page.status).toBe(422);
      expect(await everythingIn(db)).toEqual(before);
    }),
    { numRuns: 60 },
  );
}, 400_000);

const plain = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
