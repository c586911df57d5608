import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveDraft } from '../../office/save-draft.ts';
import type { Store } from '../../store/connection.ts';
import { buildSite } from '../../web/build-site.ts';
import { givenClock } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { openMigrated } from '../given/db.ts';
import { numberCell, textCell, withCells } from '../given/edit-workbook.ts';
import { givenAgency, publicUrl, secret } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';

describe.skipIf(withoutBrowser)('the form sheet in a real browser', () => {
  const clock = givenClock('2026-12-01 10:00');
  let browser: Browser;
  let store: Store;
  let site: { url: string; close(): Promise<void> };
  let path: string;

  beforeAll(async () => {
    store = await openMigrated();
    browser = await launchBrowser();
    const { db } = store;
    const { token, obligation, actor } = await givenAgency(db, await givenCycle(db));
    await saveDraft(db, { obligation, content: givenReport(), seen: 0, actor, at: clock.now() });
    const app = await buildSite({ db, clock, secret, publicUrl });
    site = { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
    path = `${site.url}/room/${token}`;
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await store?.close();
  });

  const violations = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  test.each([
    { scheme: 'light' as const, viewport: { width: 1366, height: 768 } },
    { scheme: 'dark' as const, viewport: { width: 360, height: 740 } },
  ])(
    'is fetched, brought back, looked at and taken, $scheme',
    async ({ scheme, viewport }) => {
      const context = await browser.newContext({ viewport, colorScheme: scheme, acceptDownloads: true });
      const page = await context.newPage();
      await page.goto(path);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Tải biểu Excel để điền' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('Biểu báo cáo năm 2026 - Sở Tài chính.xlsx');
      const workbook = new Uint8Array(await readFile(await download.path()));
      const bring = async (content: Uint8Array) => {
        await page.getByLabel('Tệp Excel (.xlsx)').setInputFiles({
          name: 'bieu.xlsx',
          mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          buffer: Buffer.from(content),
        });
        await page.getByRole('button', { name: 'Xem thay đổi' }).click();
      };
      await page.getByText('Nạp tệp Excel đã điền').click();

      await bring(withCells(workbook, 'figures', { E10: numberCell(1.5), E5: textCell('1.234,5') }));
      await page.getByText('Sheet Biểu số liệu, ô E10: cần là số nguyên.').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);

      const filled = withCells(workbook, 'sections', { C4: textCell(`Đã quán triệt, bản ${scheme}.`) });
      await bring(withCells(filled, 'figures', { E5: numberCell(viewport.width), F5: textCell('Ước') }));
      await page.getByRole('heading', { name: 'Phần I. Tình hình triển khai' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);

      await page.getByRole('button', { name: 'Ghi 2 chỗ vào bản nháp' }).first().click();
      await page.getByText('Đã ghi nội dung của tệp Excel vào bản nháp').waitFor();
      expect(await page.getByLabel('Nội dung phần I', { exact: false }).first().inputValue()).toBe(
        `Đã quán triệt, bản ${scheme}.`,
      );
      await context.close();
    },
    180_000,
  );
});
