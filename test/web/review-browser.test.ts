import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { commentReport } from '../../office/comment-report.ts';
import { returnReport } from '../../office/review-report.ts';
import { submitReport } from '../../office/submit-report.ts';
import type { Store } from '../../store/connection.ts';
import { listComments } from '../../store/review-comments.ts';
import { buildSite } from '../../web/build-site.ts';
import { givenClock, vn } from '../given/clock.ts';
import { openMigrated } from '../given/db.ts';
import { givenAgency, publicUrl, secret } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenReceived } from '../given/reviewed.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';

if (withoutBrowser) console.warn(`test/web/review-browser.test.ts is skipped: ${withoutBrowser}`);

describe.skipIf(withoutBrowser)('reviewing in a real browser', () => {
  let browser: Browser;
  let store: Store;
  let site: { url: string; close(): Promise<void> };
  let received: Awaited<ReturnType<typeof givenReceived>>;

  beforeAll(async () => {
    store = await openMigrated();
    browser = await launchBrowser();
    received = await givenReceived(store.db);
    const app = await buildSite({ db: store.db, clock: givenClock('2026-12-11 09:00'), secret, publicUrl });
    site = { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await store?.close();
  });

  async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
    // Without JavaScript a page cannot be looked at by axe: it runs with it, though no page of reviewers has any of its own.
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1366, height: 740 }, ...options });
    await context.addCookies([{ name: 'dondoc_session', value: received.officer.session, url: site.url }]);
    onTestFinished(() => context.close());
    return context.newPage();
  }

  /** No violation in light and in dark, with everything unfolded, and nothing wider than a telephone. */
  async function look(page: Page, name: string): Promise<void> {
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}, ${colorScheme}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    const size = page.viewportSize();
    await page.setViewportSize({ width: 360, height: 740 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, name).toBe(0);
    if (size) await page.setViewportSize(size);
  }

  test('from the first comment to reopening, with keyboard and mouse', { timeout: 240_000 }, async () => {
    const page = await openPage();
    await page.goto(`${site.url}/submissions/${received.submission}`);
    await page.getByText('Nêu ý kiến về phần III').press('Enter');
    await page.getByLabel('Ý kiến: phần III cần sửa, bổ sung gì').fill('Chưa nêu nguyên nhân.');
    await page.getByRole('button', { name: 'Lưu ý kiến về phần III' }).press('Enter');
    await page.getByText('Đã lưu ý kiến thẩm tra').waitFor();
    expect(new URL(page.url()).hash).toBe('#part-III');
    await page.getByRole('button', { name: /^Đạt\s?: phần I$/ }).click();
    await page.getByText('Đã ghi nhận phần này đạt.').waitFor();
    await look(page, 'first version');
    await page.getByRole('button', { name: 'Trả lại cơ quan' }).click();
    await page.getByText('Đã trả lại để bổ sung').waitFor();

    const room = `${site.url}/room/${received.agency.token}`;
    await page.goto(room);
    const first = page.locator('[name="sections.I"]');
    expect(await first.isVisible()).toBe(false);
    await page.locator('details.passed summary').first().press('Enter');
    expect(await first.inputValue()).toBe(givenReport().sections['I']);
    await page.getByLabel('Trả lời của cơ quan').fill('Đã nêu hai nguyên nhân.');
    await page.getByRole('button', { name: 'Lưu trả lời' }).click();
    await page.getByText('Đã trả lời mọi ý kiến').waitFor();
    await look(page, 'room');

    const second = await received.submit('2026-12-11 08:30', givenReport({ III: 'Còn chậm do thiếu nhân lực.' }));
    await page.goto(`${site.url}/submissions/${second}`);
    await page.getByText('Đã nêu hai nguyên nhân.').waitFor();
    expect(await page.locator('ins').allTextContents()).toEqual([
      ' [thêm] Còn chậm do thiếu nhân lực [hết phần thêm] ',
    ]);
    await look(page, 'second version');
    await page.getByRole('button', { name: 'Chấp nhận báo cáo' }).click();
    await page.getByText('Mở lại báo cáo đã chấp nhận').click();
    await page.getByLabel('Lý do mở lại').fill('Đính chính số liệu.');
    await look(page, 'accepted version');
    await page.getByRole('button', { name: 'Mở lại báo cáo' }).click();
    await page.getByText('Đã mở lại báo cáo; cơ quan sẽ nhận lý do').waitFor();
    await page.goto(room);
    await page.getByRole('heading', { name: 'Báo cáo đã chấp nhận được mở lại' }).waitFor();
    await look(page, 'reopened room');
  });

  test.each([
    { agency: 'SNV', with: 'a script', javaScriptEnabled: true },
    { agency: 'SXD', with: 'none', javaScriptEnabled: false },
  ])(
    'with $with, an answer goes along with whatever button of the report is pressed, or with Enter',
    { timeout: 120_000 },
    async ({ agency, javaScriptEnabled }) => {
      const { token, obligation } = await givenReturned(agency);
      const page = await openPage({ javaScriptEnabled });
      await page.goto(`${site.url}/room/${token}`, { waitUntil: 'networkidle' });
      const answer = page.getByLabel('Trả lời của cơ quan');
      const stored = async () => (await listComments(store.db, obligation))[0]?.answer?.words;
      await answer.fill('Đã nêu.');
      await page.getByRole('button', { name: 'Kiểm tra' }).click();
      await page.waitForURL(/done=checked/);
      expect([await answer.inputValue(), await stored()]).toEqual(['Đã nêu.', 'Đã nêu.']);
      await answer.fill('Đã nêu ở mục 2.');
      await page.locator('[name="indicators.2.1"]').press('Enter');
      await page.waitForURL(/done=saved/);
      expect([await answer.inputValue(), await stored()]).toEqual(['Đã nêu ở mục 2.', 'Đã nêu ở mục 2.']);
      await page.locator('[name="sections.III"]').fill('Do thiếu nhân lực.');
      await answer.fill('Đã nêu ở mục 2, phần III.');
      await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
      await page.waitForURL(/receipts/);
      expect(await stored()).toBe('Đã nêu ở mục 2, phần III.');
    },
  );

  /** An agency whose report was returned with one comment. */
  async function givenReturned(code: string) {
    const [given, { actor }] = [await givenAgency(store.db, received.cycle, code), received.officer];
    const [attempt, report] = [crypto.randomUUID(), givenReport()];
    const { submission } = await submitReport(store.db, { ...given, attempt, report, at: vn('2026-12-10 08:00') });
    const said = { submission, field: 'sections.III', words: 'Chưa nêu nguyên nhân.', actor };
    await commentReport(store.db, { ...said, at: vn('2026-12-10 09:00') });
    const correctionDue = Temporal.PlainDate.from('2026-12-16');
    await returnReport(store.db, { submission, reasons: [], correctionDue, actor, at: vn('2026-12-10 10:00') });
    return given;
  }
});
