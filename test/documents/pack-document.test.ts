import { assert, asyncProperty, string } from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import { givenAgency, givenReport } from './given-report.ts';
import { linesOf, openDocument, partOf } from './open-document.ts';

test('invariant 8: the same report gives the same bytes, whatever the clock says', async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 11, 18) });
  const first = await compiledReportDocument(givenReport());
  vi.setSystemTime(Date.UTC(2031, 4, 6));
  const second = await compiledReportDocument(givenReport());
  expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
});

test('the properties say when the report holds, and no entry of the file says when it was made', async () => {
  const bytes = await compiledReportDocument(givenReport());
  const core = partOf(bytes, 'docProps/core.xml');
  expect(core).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2026-12-18T01:00:00Z</dcterms:created>');
  expect(core).toContain('<dcterms:modified xsi:type="dcterms:W3CDTF">2026-12-18T01:00:00Z</dcterms:modified>');
  expect(new Set(openDocument(bytes).entryTimes)).toEqual(new Set([0x00210000]));
});

test('what people typed cannot break the document: it stands as typed, without what XML forbids', async () => {
  const typed = 'R&D <b>đậm</b> "x" \'y\' ]]> &amp; \u0000\u0008\u001B\uFFFE';
  const plan = { number: '<1>', title: 'A & B', shortTitle: 'Kế hoạch <A & B>\u0001' };
  const report = givenReport({ plan, situation: [{ text: typed, agencies: ['Sở <&>'], sources: ['<M>&'] }] });
  const bytes = await compiledReportDocument(report);
  const text = linesOf(bytes).join('\n');
  expect(text).toContain('- R&D <b>đậm</b> "x" \'y\' ]]> &amp;');
  expect(text).toContain('(Sở <&>; mã tiếp nhận <M>&)');
  expect(partOf(bytes, 'docProps/core.xml')).toContain('Kế hoạch &lt;A &amp; B&gt; năm 2026</dc:title>');
});

test('whatever is typed, each part of the document is well-formed', async () => {
  const everywhere = (text: string): CompiledReport =>
    givenReport({
      plan: { number: text, title: text, shortTitle: text },
      situation: [{ text, agencies: [text], sources: [text] }],
      obstacles: [{ title: text, agency: text, state: text, raisedOn: Temporal.PlainDate.from('2026-05-06') }],
      agencies: [givenAgency(1, { name: text, note: text })],
    });
  const typed = string({ unit: 'binary', maxLength: 40 });
  await assert(
    asyncProperty(typed, async (text) => {
      const bytes = await compiledReportDocument(everywhere(text));
      for (const part of ['word/document.xml', 'docProps/core.xml']) {
        const xml = partOf(bytes, part);
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
        expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+);)/);
      }
    }),
    { numRuns: 60 },
  );
});
