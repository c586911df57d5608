import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenCycle } from '../given/cycle.ts';
import { givenNarrative } from '../given/narrative.ts';
import { withoutBrowser } from './browser.ts';
import { openSite } from './open-site.ts';
import type { OpenSite } from './open-site.ts';

if (withoutBrowser) console.warn(`test/web/synthesis-browser.test.ts is skipped: ${withoutBrowser}`);

describe.skipIf(withoutBrowser)('writing a synthesis in a real browser', { timeout: 240_000 }, () => {
  let site: OpenSite;
  let cycle: string;
  let given: Awaited<ReturnType<typeof givenNarrative>>;

  beforeAll(async () => {
    site = await openSite('2026-12-11 10:00');
    cycle = await givenCycle(site.store.db);
    given = await givenNarrative(site.store.db, cycle);
  }, 240_000);
  afterAll(() => site?.close());

  async function open(place: string, options: Parameters<OpenSite['openPage']>[0] = {}): Promise<Page> {
    const page = await site.openPage(options);
    await page.context().addCookies([{ name: 'dondoc_session', value: given.officer.session, url: site.url }]);
    await page.goto(`${site.url}/cycles/${cycle}/synthesis/${place}`, { waitUntil: 'networkidle' });
    return page;
  }
  const area = (page: Page) => page.locator('textarea[name="text"]');
  const state = (page: Page, words: RegExp) => page.locator('#save-state', { hasText: words }).waitFor();
  const textsAt = async (place: string) =>
    (
      await site.store.db.selectFrom('synthesis').select('text').where('place', '=', place).orderBy('version').execute()
    ).map(({ text }) => text);

  test('what is typed and put in from a source is saved by itself', async () => {
    const page = await open('I');
    await area(page).fill('Toàn tỉnh đã quán triệt.');
    await page.locator('#source-SNV').getByRole('button', { name: 'Chèn' }).click();
    expect(await area(page).inputValue()).toBe('Toàn tỉnh đã quán triệt.\nTổ chức 2 lớp tập huấn.\n');
    await state(page, /^Đã lưu \d\d:\d\d$/);
    expect((await textsAt('I')).at(-1)).toBe('Toàn tỉnh đã quán triệt.\nTổ chức 2 lớp tập huấn.\n');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu đoạn tổng hợp.').waitFor();
    expect(await textsAt('I')).toHaveLength(1);
  });

  test('of two who write at once the later is told, sees both texts, and loses nothing', async () => {
    const [one, other] = [await open('III'), await open('III')];
    await area(one).fill('Người thứ nhất.');
    await state(one, /^Đã lưu/);
    await area(other).fill('Người thứ hai.');
    await state(other, /Có người vừa lưu bản khác/);
    await other.getByRole('button', { name: 'Lưu', exact: true }).click();
    await other.locator('#other', { hasText: 'Người thứ nhất.' }).waitFor();
    expect(await area(other).inputValue()).toBe('Người thứ hai.');
    await other.locator('#other').getByRole('button', { name: 'Chèn' }).click();
    await other.getByRole('button', { name: 'Lưu', exact: true }).click();
    await other.getByText('Đã lưu đoạn tổng hợp.').waitFor();
    expect((await textsAt('III')).at(-1)).toContain('Người thứ nhất.');
    expect((await textsAt('III')).at(-1)).toContain('Người thứ hai.');
  });

  test('what was typed without a connection is there and saved when the page is opened again', async () => {
    const page = await open('IV');
    await page.context().setOffline(true);
    await area(page).fill('Viết khi mất mạng.');
    await state(page, /Chưa lưu được, sẽ lưu lại/);
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await page.goto(`${site.url}/cycles/${cycle}/synthesis/IV`, { waitUntil: 'networkidle' });
    // By this page, or by the last try of the one that was left: whichever comes first.
    await expect.poll(() => textsAt('IV'), { timeout: 60_000 }).toEqual(['Viết khi mất mạng.']);
    expect(await area(page).inputValue()).toBe('Viết khi mất mạng.');
    expect(await page.locator('#save-state.trouble').count()).toBe(0);
  });

  test('what was just typed is not lost when another button of the page is pressed', async () => {
    const page = await open('II.1.a');
    await area(page).fill('Vừa gõ xong.');
    await page.locator('#source-STC summary').click();
    await page.locator('#source-STC').getByLabel('Lý do').fill('Trùng.');
    await page.locator('#source-STC').getByRole('button', { name: 'Không đưa vào' }).click();
    await page.getByText('không được đưa vào các lần tổng hợp sau').waitFor();
    await expect.poll(() => area(page).inputValue(), { timeout: 60_000 }).toBe('Vừa gõ xong.');
    await expect.poll(() => textsAt('II.1.a'), { timeout: 60_000 }).toEqual(['Vừa gõ xong.']);
    expect(await page.locator('#save-state.trouble').count()).toBe(0);
    await page.locator('#source-STC').getByRole('button', { name: 'Đưa vào lại' }).click();
    await page.getByText('được đưa vào lại các lần tổng hợp sau').waitFor();
  });

  test('the mark of a stale text goes when its writer has looked at the changes', async () => {
    await given.save({ place: 'II.1.a', text: 'Đã ban hành.', seen: 1 });
    await given.exclude('SYT', 'II.1.a');
    const page = await open('II.1.a');
    await page.locator('#stale').waitFor();
    await area(page).fill('Đã ban hành kế hoạch.');
    await state(page, /^Đã lưu/);
    expect(await page.locator('#stale').count()).toBe(1);
    await page.getByLabel('Đã đối chiếu các thay đổi').check();
    await state(page, /^Đã lưu/);
    await page.locator('#stale').waitFor({ state: 'detached' });
    await page.reload();
    expect(await page.locator('#stale').count()).toBe(0);
  });

  test.each([
    { width: 1366, colorScheme: 'light' },
    { width: 360, colorScheme: 'dark' },
  ] as const)(
    'the pages fit into $width pixels, and axe finds nothing on them in $colorScheme',
    async ({ width, colorScheme }) => {
      await given.save({ place: 'V', text: 'Kiến nghị.', seen: width === 360 ? 1 : 0 });
      for (const place of ['', 'I', 'II.1.a', 'V']) {
        const page = await open(place, { viewport: { width, height: 740 }, colorScheme });
        await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${place}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, place).toBe(0);
      }
    },
  );

  test('on a narrow screen the sources stand above the text', async () => {
    const page = await open('I', { viewport: { width: 360, height: 740 } });
    const top = async (what: string) => (await page.locator(what).boundingBox())?.y ?? 0;
    expect(await top('#source-SNV')).toBeLessThan(await top('textarea[name="text"]'));
    expect(await page.getByRole('link', { name: 'Đến phần soạn thảo' }).isVisible()).toBe(true);
  });
});
