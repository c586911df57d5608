import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveDraft } from '../../office/save-draft.ts';
import { submitReport } from '../../office/submit-report.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenPdf } from '../given/files.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import type { GivenAgency, GivenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { withoutBrowser } from './browser.ts';
import { openSite } from './open-site.ts';
import type { OpenSite } from './open-site.ts';

if (withoutBrowser) console.warn(`test/web/browser.test.ts is skipped: ${withoutBrowser}`);

test.runIf(process.env['CI'] === 'true')('the build server has a browser', () => {
  expect(withoutBrowser).toBeUndefined();
});

describe.skipIf(withoutBrowser)('in a real browser', () => {
  let site: OpenSite;
  let admin: GivenStaff;
  let cycle: string;

  beforeAll(async () => {
    site = await openSite('2026-12-22 10:00');
    cycle = await givenCycle(site.store.db);
    admin = await givenStaff(site.store.db, 'admin');
  });
  afterAll(() => site?.close());

  /** A page of its own; what the browser complains of fails the test, such as something that the policy blocks. */
  async function openPage({ staff, ...options }: BrowserContextOptions & { staff?: boolean } = {}): Promise<Page> {
    const page = await site.openPage(options);
    if (staff) {
      await page.context().addCookies([{ name: 'dondoc_session', value: admin.session, url: site.url }]);
    }
    return page;
  }

  const roomOf = (agency: string): Promise<GivenAgency> => givenAgency(site.store.db, cycle, agency);

  test('the first page, with its letters and styles, weighs less than 150 KB on the wire', async () => {
    for (const path of [`/cycles/${cycle}`, `/room/${(await roomOf('SXD')).token}`]) {
      const page = await openPage({ staff: true });
      const wire = await page.context().newCDPSession(page);
      await wire.send('Network.enable');
      let bytes = 0;
      wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      expect(bytes).toBeGreaterThan(20_000);
      expect(bytes).toBeLessThan(150_000);
    }
  });

  test('an agency writes its report from the link to the receipt', async () => {
    const { token } = await roomOf('STC');
    const page = await openPage();
    await page.goto(`${site.url}/room/${token}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sở Tài chính');
    await page.getByLabel('Nội dung phần I', { exact: false }).first().fill('Đã ban hành kế hoạch.');
    await page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor();
    await page.reload();
    expect(await page.locator('[name="sections.I"]').inputValue()).toBe('Đã ban hành kế hoạch.');

    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors');
    await page.getByRole('alert').getByRole('link').first().click();
    await page.locator('[name="sections.III"]').fill('Không.');
    await page.locator('[name="sections.IV"]').fill('Tiếp tục.');
    await page.locator('summary', { hasText: 'II.1.a' }).click();
    await page.locator('[name="tasks.II.1.a.state"]').selectOption('done');
    // No card beside the report hides in a box that scrolls by itself: how to raise an obstacle is seen by whoever scrolls.
    expect(await page.locator('aside').evaluate((aside) => aside.scrollHeight - aside.clientHeight)).toBeLessThan(2);
    await page.locator('[name="tasks.II.1.a.result"]').fill('Ban hành Kế hoạch.');
    const content = Buffer.from(givenPdf(['Báo cáo']));
    await page
      .locator('#report [type=file]')
      .setInputFiles({ name: 'Báo cáo.pdf', mimeType: 'application/pdf', buffer: content });
    await page.getByRole('link', { name: 'Báo cáo.pdf' }).waitFor();
    await page.getByText('Nội dung bắt buộc đã đủ.').waitFor();

    await page.getByRole('button', { name: 'Gửi báo cáo' }).dblclick();
    await page.getByRole('heading', { name: 'Xác nhận tiếp nhận báo cáo' }).waitFor();
    expect(await page.locator('.receipt-code strong').textContent()).toMatch(/^STC-2026-1-\w{6}$/);
    expect(await page.locator('article').textContent()).toContain('Báo cáo.pdf');
    const sent = await site.store.db
      .selectFrom('submission')
      .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
      .select('version')
      .where('agency_code', '=', 'STC')
      .execute();
    expect(sent).toEqual([{ version: 1 }]);
  });

  test('typing goes on while the connection is away, and reaches the office when it is back', async () => {
    const { token, obligation } = await roomOf('SYT');
    const page = await openPage();
    await page.goto(`${site.url}/room/${token}`);
    await page.context().setOffline(true);
    await page.locator('[name="sections.I"]').fill('Viết khi mất mạng.');
    await page.getByText(/Mất kết nối: đang giữ trong máy này/).waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor();
    const draft = await site.store.db
      .selectFrom('draft')
      .select('content')
      .where('obligation_id', '=', obligation)
      .executeTakeFirst();
    expect(draft?.content.sections).toEqual({ I: 'Viết khi mất mạng.' });
  });

  test('what was typed when the connection broke off is there again after the page was closed', async () => {
    const { token } = await roomOf('SNNMT');
    const page = await openPage();
    await page.goto(`${site.url}/room/${token}`);
    await page.context().setOffline(true);
    await page.locator('[name="sections.IV"]').fill('Chưa kịp lưu.');
    await page.getByText(/Mất kết nối/).waitFor();
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await page.goto(`${site.url}/room/${token}`);
    expect(await page.locator('[name="sections.IV"]').inputValue()).toBe('Chưa kịp lưu.');
    await page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor();
  });

  test('what a colleague saved meanwhile stands beside, and the person chooses', async () => {
    const { token, obligation, actor } = await roomOf('SCT');
    const page = await openPage();
    await page.goto(`${site.url}/room/${token}`);
    await saveDraft(site.store.db, {
      obligation,
      content: givenReport({ I: 'Của đồng nghiệp.' }),
      seen: 0,
      actor,
      at: site.clock.now(),
    });
    await page.locator('[name="sections.I"]').fill('Của tôi.');
    await page.locator('.conflict', { hasText: 'Của đồng nghiệp.' }).waitFor();
    expect(await page.locator('[name="sections.I"]').inputValue()).toBe('Của tôi.');
    await page.getByRole('button', { name: 'Giữ của tôi' }).click();
    await page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor();
    await page.reload();
    expect(await page.locator('[name="sections.I"]').inputValue()).toBe('Của tôi.');
    expect(await page.locator('[name="sections.III"]').inputValue()).toBe('Không.');
  });

  test('the room works without JavaScript', async () => {
    const { token } = await roomOf('SGDDT');
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${site.url}/room/${token}`);
    await page.locator('[name="sections.I"]').fill('Không cần JavaScript.');
    await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
    expect(await page.locator('[name="sections.I"]').inputValue()).toBe('Không cần JavaScript.');
    expect(await page.locator('#save-state').textContent()).toBe('Đã lưu 10:00');
  });

  test('the board looks again by itself and keeps what is being typed and where the reader is', async () => {
    const page = await openPage({ staff: true });
    await page.goto(`${site.url}/cycles/${cycle}`);
    const before = Number(
      await page
        .locator('.figures dd')
        .nth(1)
        .evaluate((cell) => cell.firstChild?.textContent),
    );
    await page.locator('input[name=q]').fill('đang gõ');
    await page.mouse.wheel(0, 1500);
    await page.waitForFunction(() => window.scrollY > 1000);
    const { obligation, actor } = await roomOf('STP');
    const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a13';
    await submitReport(site.store.db, { obligation, actor, attempt, report: givenReport(), at: site.clock.now() });
    await page.evaluate(() => document.getElementById('live')?.dispatchEvent(new CustomEvent('every')));
    await page.waitForFunction(
      (count) => document.querySelectorAll('.figures dd')[1]?.firstChild?.textContent === String(count),
      before + 1,
    );
    expect(await page.locator('input[name=q]').inputValue()).toBe('đang gõ');
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(1000);
  });
});
