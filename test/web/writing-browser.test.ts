import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportContent } from '../../domain/form.ts';
import { saveDraft } from '../../office/save-draft.ts';
import { givenAgency } from '../given/people.ts';
import { givenTwoYears } from '../given/two-years.ts';
import { withoutBrowser } from './browser.ts';
import { openSite } from './open-site.ts';
import type { OpenSite } from './open-site.ts';

if (withoutBrowser) console.warn(`test/web/writing-browser.test.ts is skipped: ${withoutBrowser}`);

describe.skipIf(withoutBrowser)('writing in a real browser', { timeout: 240_000 }, () => {
  let site: OpenSite;
  let cycle: string;

  beforeAll(async () => {
    site = await openSite('2026-12-10 10:00');
    cycle = await givenTwoYears(site.store.db, ['STC', 'SNV', 'SXD']);
  }, 240_000);
  afterAll(() => site?.close());

  const roomOf = async (agency: string) => {
    const given = await givenAgency(site.store.db, cycle, agency);
    return { ...given, address: `${site.url}/room/${given.token}` };
  };
  const draftOf = async (obligation: string): Promise<ReportContent | undefined> =>
    (
      await site.store.db
        .selectFrom('draft')
        .select('content')
        .where('obligation_id', '=', obligation)
        .executeTakeFirst()
    )?.content;
  const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
  const saved = (page: Page) => page.locator('#save-state', { hasText: /^Đã lưu \d\d:\d\d$/ }).waitFor();
  const open = async (page: Page, address: string): Promise<Page> => {
    await page.goto(address, { waitUntil: 'networkidle' });
    return page;
  };
  const isWide = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  test('an officer reports from the link to the receipt in at most 40 actions, last year at hand', async () => {
    const { address } = await roomOf('STC');
    const page = await site.openPage();
    let actions = 0;
    const act = async (action: Promise<unknown>) => {
      actions += 1;
      await action;
    };
    const write = async (name: string, text: string) => {
      await act(field(page, name).click());
      await act(page.keyboard.press('Control+A').then(() => page.keyboard.type(text, { delay: 15 })));
    };
    await act(page.goto(address));
    await act(page.getByRole('button', { name: 'Lấy toàn bộ từ năm trước' }).click());
    await page.getByText('Đã lấy nội dung năm trước').waitFor();
    await write('sections.I', 'Đã ban hành Kế hoạch số 12/KH-STC, tập huấn hai đợt.');
    await write('sections.III', 'Kinh phí phân bổ chậm.');
    await act(field(page, 'tasks.II.1.b.state').selectOption('done'));
    await write('tasks.II.1.b.result', 'Đã trình quy chế khoán chi.');
    for (const [code, figure] of Object.entries({ '1.1': '13.200', '1.2': '700,5', '2.1': '5', '2.2': '7' })) {
      await write(`indicators.${code}`, figure);
    }
    await write('indicators.6.1', '4.800');
    await write('explanations.indicators.6.1', 'Tiếp nhận hồ sơ của các xã sau sắp xếp.');
    await saved(page);
    await act(page.getByRole('button', { name: 'Gửi báo cáo' }).click());
    await page.getByRole('heading', { name: 'Xác nhận tiếp nhận báo cáo' }).waitFor();
    expect(await page.locator('.receipt-code strong').textContent()).toMatch(/^STC-2026-1-\w{6}$/);
    console.info(`actions from the link to the receipt: ${actions}`);
    expect(actions).toBeLessThanOrEqual(40);
  });

  test('the same by keyboard alone', async () => {
    const { address, obligation } = await roomOf('SNV');
    const page = await open(await site.openPage(), address);
    const tabTo = async (what: string) => {
      for (let n = 0; n < 400; n += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((selector) => document.activeElement?.matches(selector), what)) return;
      }
      throw new Error(`no way by keyboard to ${what}`);
    };
    await tabTo('button[name="carry"][value="all"]');
    await page.keyboard.press('Enter');
    await page.getByText('Đã lấy nội dung năm trước').waitFor();
    await tabTo('[name="indicators.6.1"]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('5000');
    await tabTo('[name="explanations.indicators.6.1"]');
    await page.keyboard.type('Thêm các xã sau sắp xếp.');
    await tabTo('[name="sections.III"]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Không.');
    await tabTo('button[formaction$="/submissions"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Xác nhận tiếp nhận báo cáo' }).waitFor();
    expect((await draftOf(obligation))?.indicators?.['6.1']).toEqual({ value: 5000 });
  });

  test('two people in different parts see each other, and every word of both is saved', async () => {
    const { address, obligation } = await roomOf('SYT');
    const [one, other] = [await open(await site.openPage(), address), await open(await site.openPage(), address)];
    await Promise.all([
      field(one, 'sections.I').pressSequentially('Một hai ba bốn năm sáu bảy tám chín mười.', { delay: 60 }),
      field(other, 'sections.III').pressSequentially('Mười một mười hai mười ba mười bốn.', { delay: 70 }),
    ]);
    await Promise.all([saved(one), saved(other)]);
    await expect
      .poll(async () => (await draftOf(obligation))?.sections, { timeout: 60_000 })
      .toEqual({ I: 'Một hai ba bốn năm sáu bảy tám chín mười.', III: 'Mười một mười hai mười ba mười bốn.' });
    await one.getByText('Một người khác đang sửa phần III').waitFor();
    await expect.poll(() => field(one, 'sections.III').inputValue(), { timeout: 60_000 }).toContain('mười bốn.');
    expect(await one.locator('.conflict').count()).toBe(0);
  });

  test('two people in the same part both keep their words, side by side, until one puts them together', async () => {
    const { address, obligation } = await roomOf('SCT');
    const [one, other] = [await open(await site.openPage(), address), await open(await site.openPage(), address)];
    await Promise.all([
      field(one, 'sections.I').pressSequentially('Người thứ nhất viết.', { delay: 40 }),
      field(other, 'sections.I').pressSequentially('Người thứ hai viết.', { delay: 40 }),
    ]);
    const torn = () => Promise.all([one, other].map((page) => page.locator('.conflict').count()));
    await expect.poll(async () => (await torn()).includes(1), { timeout: 60_000 }).toBe(true);
    const [behind, ahead] = (await torn())[0] ? [one, other] : [other, one];
    await ahead.locator('#save-state', { hasText: /Đã lưu/ }).waitFor();
    await expect.poll(() => behind.locator('.conflict .other').textContent(), { timeout: 60_000 }).toContain('viết.');
    // Unchosen, nothing is sent.
    await behind.getByRole('button', { name: 'Gửi báo cáo' }).click();
    expect(
      await behind
        .locator('.conflict button')
        .first()
        .evaluate((each) => each === document.activeElement),
    ).toBe(true);
    await behind.getByRole('button', { name: 'Gộp cả hai' }).click();
    await saved(behind);
    const words = (await draftOf(obligation))?.sections['I'] ?? '';
    expect(words).toContain('Người thứ nhất viết.');
    expect(words).toContain('Người thứ hai viết.');
    await expect.poll(() => field(ahead, 'sections.I').inputValue(), { timeout: 60_000 }).toBe(words);
  });

  test('who takes the other side of a conflict takes what a colleague has added to it meanwhile', async () => {
    const { address, obligation, actor } = await roomOf('SDTTG');
    const colleague = (words: string, seen: number) => {
      const content = { sections: { I: words }, tasks: {} };
      return saveDraft(site.store.db, { obligation, content, seen, actor, at: site.clock.now() });
    };
    await colleague('Một.\nHai.', 0);
    const page = await open(await site.openPage(), address);
    await colleague('Một.\nHai của B.', 1);
    await field(page, 'sections.I').fill('Một.\nHai của A.');
    const taking = page.getByRole('button', { name: 'Lấy bản kia' });
    await taking.focus();
    const newest = 'Một.\nHai của B.\nBa: một giờ làm việc của B.';
    await colleague(newest, 2);
    await expect.poll(() => field(page, 'sections.I').inputValue(), { timeout: 60_000 }).toContain('Ba: một giờ');
    expect(await page.locator('.conflict .other p').allTextContents()).toEqual(newest.split('\n'));
    expect(await taking.evaluate((each) => each === document.activeElement)).toBe(true);
    await taking.press('Enter');
    await saved(page);
    expect([await field(page, 'sections.I').inputValue(), (await draftOf(obligation))?.sections['I']]).toEqual([
      newest,
      newest,
    ]);
  });

  test('somebody typing goes on where they are while a colleague’s paragraph comes in above; no word of either is lost', async () => {
    const { address, obligation, actor } = await roomOf('SNgV');
    const colleague = (first: string, last: string, seen: number) => {
      const content = { sections: { I: `${first}\n\nĐoạn hai.\n\n${last}` }, tasks: {} };
      return saveDraft(site.store.db, { obligation, content, seen, actor, at: site.clock.now() });
    };
    await colleague('Đoạn một.', 'Đoạn ba.', 0);
    const page = await open(await site.openPage(), address);
    const part = field(page, 'sections.I');
    await part.press('ControlOrMeta+End');
    await page.keyboard.type(' Thêm');
    await saved(page);
    await colleague('Đoạn một, nay dài hơn trước.', 'Đoạn ba. Thêm', 2);
    await page.keyboard.type(' mười, ');
    await expect.poll(() => part.inputValue(), { timeout: 60_000 }).toContain('nay dài hơn trước');
    await page.keyboard.type('mười một.');
    await saved(page);
    const whole = 'Đoạn một, nay dài hơn trước.\n\nĐoạn hai.\n\nĐoạn ba. Thêm mười, mười một.';
    expect([await part.inputValue(), (await draftOf(obligation))?.sections['I']]).toEqual([whole, whole]);
    expect(await page.locator('.conflict').count()).toBe(0);
  });

  test('what was typed without a connection is merged with what a colleague saved meanwhile', async () => {
    const { address, obligation, actor } = await roomOf('STP');
    const page = await open(await site.openPage(), address);
    await page.context().setOffline(true);
    await field(page, 'sections.I').fill('Viết khi mất mạng.');
    await field(page, 'indicators.2.1').fill('4');
    await page.getByText('Mất kết nối: đang giữ trong máy này').waitFor();
    const content = { sections: { IV: 'Của đồng nghiệp.' }, tasks: {} };
    await saveDraft(site.store.db, { obligation, content, seen: 0, actor, at: site.clock.now() });
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await open(page, address);
    await saved(page);
    await expect
      .poll(() => draftOf(obligation), { timeout: 60_000 })
      .toEqual({
        sections: { I: 'Viết khi mất mạng.', IV: 'Của đồng nghiệp.' },
        ...{ tasks: {}, indicators: { '2.1': { value: 4 } } },
      });
  });

  test('a page that is not left after all goes on: typing is saved, the buttons can be pressed again', async () => {
    const { address, obligation } = await roomOf('TTT');
    const page = await open(await site.openPage(), address);
    const press = () => page.getByRole('button', { name: 'Kiểm tra' }).click({ noWaitAfter: true });
    const dead = () => page.locator('#report [type=submit]:disabled').count();
    await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault(), { once: true }));
    const question = page.waitForEvent('dialog');
    await press();
    await (await question).dismiss();
    await expect.poll(dead).toBe(0);
    await field(page, 'sections.I').fill('Ở lại trang.');
    await saved(page);

    // Stopped on its way, of which the page is not told.
    const stopped = new Promise<void>((resolve) => {
      void page.route('**/check', (route) => route.abort('aborted').then(resolve), { times: 1 });
    });
    await press();
    await stopped;
    await expect.poll(dead).toBeGreaterThan(0);
    await field(page, 'sections.I').fill('Ở lại trang, viết tiếp.');
    await expect
      .poll(async () => (await draftOf(obligation))?.sections['I'], { timeout: 60_000 })
      .toBe('Ở lại trang, viết tiếp.');
    expect(await dead()).toBe(0);
    await press();
    await page.waitForURL(/done=checked/);
  });

  test('a conflict that was not settled before the page was closed is there again', async () => {
    const { address, obligation, actor } = await roomOf('SGDDT');
    const page = await open(await site.openPage(), address);
    const content = { sections: { I: 'Bản kia.' }, tasks: {} };
    await saveDraft(site.store.db, { obligation, content, seen: 0, actor, at: site.clock.now() });
    await field(page, 'sections.I').fill('Của tôi.');
    await page.locator('.conflict').waitFor();
    await open(page, address);
    await page.locator('.conflict', { hasText: 'Bản kia.' }).waitFor();
    expect(await field(page, 'sections.I').inputValue()).toBe('Của tôi.');
    expect((await draftOf(obligation))?.sections).toEqual({ I: 'Bản kia.' });
    await page.getByRole('button', { name: 'Lấy bản kia' }).click();
    await saved(page);
    expect(await field(page, 'sections.I').inputValue()).toBe('Bản kia.');
  });

  test('figures are reckoned and checked while typing, a sentence is asked for in place, faults apart from warnings', async () => {
    const { address } = await roomOf('SXD');
    const page = await open(await site.openPage(), address);
    await field(page, 'indicators.1.1').fill('1.000');
    await field(page, 'indicators.1.2').fill('1,234');
    await field(page, 'indicators.6.1').fill('5000');
    expect(await page.locator('[id="report.indicators.1.2.error"]').textContent()).toContain('có hai cách hiểu');
    await page.locator('[data-explain="6.1"]').waitFor();
    await field(page, 'indicators.1.2').fill('125');
    expect(await page.locator('[data-reckoned="1.4"]').textContent()).toBe('12,5');
    expect(await page.locator('[id="report.indicators.1.2.error"]').count()).toBe(0);
    expect(await page.locator('#check-errors').textContent()).toContain('Chỉ tiêu 6.1: năm trước 1.200, năm nay 5.000');
    await field(page, 'explanations.indicators.6.1').fill('Thêm các xã.');
    expect(await page.locator('#check-errors').textContent()).not.toContain('Chỉ tiêu 6.1');
    expect(await page.locator('#check-warnings').textContent()).toMatch(/Còn \d+\/\d+ nhiệm vụ chưa nhập/);
    await page.getByRole('button', { name: 'Lấy số năm 2025 cho chỉ tiêu 2.1' }).click();
    const mark = page.locator('[data-carried="indicators.2.1"]');
    await mark.waitFor();
    await field(page, 'indicators.2.1').fill('5');
    expect(await mark.isVisible()).toBe(false);
    await saved(page);
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in the room with figures and a conflict in %s',
    async (colorScheme) => {
      const agency = { light: 'SNNMT', dark: 'SVHTTDL' }[colorScheme];
      const { address, obligation, actor } = await roomOf(agency);
      const page = await open(await site.openPage({ colorScheme, viewport: { width: 360, height: 740 } }), address);
      const content = { sections: { I: 'Bản kia.' }, tasks: {}, indicators: { '2.1': { value: 3 } } };
      await saveDraft(site.store.db, { obligation, content, seen: 0, actor, at: site.clock.now() });
      await field(page, 'sections.I').fill('Của tôi.');
      await field(page, 'indicators.2.1').fill('4');
      await field(page, 'indicators.1.1').fill('1,234');
      await page.locator('.conflict').nth(1).waitFor();
      expect(await isWide(page)).toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    },
  );

  test('the room with a whole report weighs less than 150 KB on the wire, and can be used before any script', async () => {
    const { address } = await roomOf('SXD');
    const page = await site.openPage();
    const wire = await page.context().newCDPSession(page);
    await wire.send('Network.enable');
    let bytes = 0;
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await open(page, address);
    console.info(`bytes of the room on the wire: ${bytes}`);
    expect(bytes).toBeLessThan(150_000);
    const plain = await site.openPage({ javaScriptEnabled: false });
    await plain.goto(address);
    await field(plain, 'indicators.2.2').fill('7');
    await plain.getByRole('button', { name: 'Lưu bản nháp' }).click();
    await plain.getByText('Đã lưu bản nháp.').waitFor();
    expect(await field(plain, 'indicators.2.2').inputValue()).toBe('7');
    expect(await plain.locator('[data-reckoned="2.3"]').textContent()).toBe('12');
  });
});
