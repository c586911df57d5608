import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { submitReport } from '../../office/submit-report.ts';
import { listAttachments } from '../../store/attachments.ts';
import type { Store } from '../../store/connection.ts';
import { buildSite } from '../../web/build-site.ts';
import { givenClock } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { openMigrated } from '../given/db.ts';
import { givenPdf, givenWord } from '../given/files.ts';
import { givenAgency, givenStaff, publicUrl, secret } from '../given/people.ts';
import type { GivenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenIdentity, signedPdf } from '../given/signing.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';

if (withoutBrowser) console.warn(`test/web/uploads-browser.test.ts is skipped: ${withoutBrowser}`);

describe.skipIf(withoutBrowser)('files of the room in a real browser', () => {
  const clock = givenClock('2026-12-15 15:00');
  const megabyte = 1024 * 1024;
  let browser: Browser;
  let store: Store;
  let site: { url: string; close(): Promise<void> };
  let cycle: string;
  let signed: Buffer;

  beforeAll(async () => {
    [store, browser] = await Promise.all([openMigrated(), launchBrowser()]);
    cycle = await givenCycle(store.db);
    const root = await givenIdentity({ name: 'Gốc', organisation: 'Ban Cơ yếu Chính phủ', authority: true });
    const head = await givenIdentity({ name: 'Nguyễn Văn An', by: root });
    signed = await signedPdf(givenPdf(['BÁO CÁO']), head);
    const app = await buildSite({ db: store.db, clock, secret, publicUrl, signatureRoots: [root.pem] });
    site = { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await store?.close();
  });

  async function openRoom(code: string, options: BrowserContextOptions = {}) {
    const agency = await givenAgency(store.db, cycle, code);
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`${site.url}/room/${agency.token}`);
    return { page, agency };
  }

  const choose = (page: Page, name: string, buffer: Buffer) =>
    page.locator('#report [type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  /** A file on disk: it has its time, by which the browser knows it again. */
  async function givenFile(name: string, content: Buffer): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'dondoc-upload-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }
  const attached = async ({ obligation }: GivenAgency) =>
    (await listAttachments(store.db, obligation)).map(({ name }) => name);

  /** A PDF of so many bytes, no two the same. */
  function pdfOf(bytes: number): Buffer {
    const content = Buffer.alloc(bytes, ' ');
    content.set(givenPdf([randomUUID()]));
    return content;
  }

  test('files that are dropped are attached one after the other, and the list says what is known of them', async () => {
    const { page, agency } = await openRoom('STC');
    const data = await page.evaluateHandle(
      (files) => {
        const transfer = new DataTransfer();
        for (const { name, base64 } of files) {
          transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
        }
        return transfer;
      },
      [
        { name: 'Báo cáo đã ký.pdf', base64: signed.toString('base64') },
        { name: 'Mật.docx', base64: Buffer.from(givenWord(['TỐI MẬT'])).toString('base64') },
        { name: 'Phụ lục.pdf', base64: Buffer.from(givenPdf(['Phụ lục'])).toString('base64') },
      ],
    );
    await page.dispatchEvent('[data-uploads]', 'drop', { dataTransfer: data });
    await page.getByRole('link', { name: 'Phụ lục.pdf' }).waitFor();
    expect((await attached(agency)).toSorted()).toEqual(['Báo cáo đã ký.pdf', 'Phụ lục.pdf']);
    const list = await page.locator('#file-list').innerText();
    expect(list).toContain('Ký bởi Nguyễn Văn An (Sở Tài chính), lúc 14:03 thứ Ba, 15/12/2026');
    expect(list).toContain('nội dung không đổi sau khi ký; chứng thư được tin cậy.');
    expect(list).toMatch(/SHA-256 [0-9a-f]{12}…/);
    expect(await page.locator('#uploads').innerText()).toContain('Tệp mang dấu TỐI MẬT');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bỏ tệp Mật.docx' }).click();
    expect(await page.locator('#uploads').isHidden()).toBe(true);
  });

  test('an upload goes on after the connection was lost, and after the page was opened anew', async () => {
    const { page, agency } = await openRoom('SYT');
    const content = pdfOf(3 * megabyte);
    let pieces = 0;
    let broken = true;
    const froms: string[] = [];
    await page.route('**/obligation/uploads/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      froms.push(route.request().headers()['upload-offset'] ?? '');
      pieces += 1;
      return pieces > 1 && broken ? route.abort('connectionreset') : route.continue();
    });
    const file = await givenFile('Báo cáo.pdf', content);
    await page.locator('#report [type=file]').setInputFiles(file);
    await page.getByText('Mất kết nối ở 1,0/3,0 MB; sẽ tự tải tiếp').first().waitFor();
    expect(await attached(agency)).toEqual([]);

    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('Đã tải 1,0/3,0 MB; chọn lại tệp này để tải tiếp').waitFor();
    expect(await violations(page)).toEqual([]);
    broken = false;
    froms.length = 0;
    await page.locator('#report [type=file]').setInputFiles(file);
    await page.getByRole('link', { name: 'Báo cáo.pdf' }).waitFor();
    expect(froms).toEqual([String(megabyte), String(2 * megabyte)]);
    expect(await attached(agency)).toEqual(['Báo cáo.pdf']);
    expect(await page.evaluate(() => Object.values(localStorage).join(''))).not.toContain('uploads/');
  });

  test('an upload is cancelled, and a report does not leave without the file that is on its way', async () => {
    const { page, agency } = await openRoom('SNV');
    await page.route('**/obligation/uploads/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort('connectionreset') : route.continue(),
    );
    await choose(page, 'Báo cáo.pdf', pdfOf(2 * megabyte));
    await page.getByText('Mất kết nối').first().waitFor();
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Tệp đang tải; đợi tải xong hoặc hủy, rồi gửi báo cáo').first().waitFor();
    expect(page.url()).toContain(`/room/${agency.token}`);
    await page.getByRole('button', { name: 'Hủy tệp Báo cáo.pdf' }).click();
    expect(await page.locator('#uploads').isHidden()).toBe(true);
    await expect.poll(async () => uploadsOf(agency), { timeout: 20_000 }).toEqual([]);
  });

  test.each([
    { agency: 'SGDDT', button: 'Kiểm tra' },
    { agency: 'SDTTG', button: 'Lưu bản nháp' },
  ])(
    '“$button” does not leave a file that is on its way, and typing is saved as before',
    async ({ agency: code, button }) => {
      const { page, agency } = await openRoom(code);
      const asked: string[] = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.type());
        void dialog.dismiss();
      });
      await page.route('**/obligation/uploads/*', (route) =>
        route.request().method() === 'PATCH' ? route.abort('connectionreset') : route.continue(),
      );
      await choose(page, 'Báo cáo.pdf', pdfOf(2 * megabyte));
      await page.getByText('Mất kết nối').first().waitFor();
      await page.getByRole('button', { name: button }).click();
      await page.getByText('Tệp đang tải; đợi tải xong hoặc hủy, rồi bấm lại').first().waitFor();
      await page.locator('[name="sections.I"]').fill('Viết tiếp trong khi tải.');
      await expect.poll(() => draftOf(agency), { timeout: 20_000 }).toEqual({ I: 'Viết tiếp trong khi tải.' });
      expect(asked).toEqual([]);
      expect(await page.locator('#report [type=submit]:disabled').count()).toBe(0);
      await page.getByRole('button', { name: 'Hủy tệp Báo cáo.pdf' }).click();
      await page.getByRole('button', { name: button }).click();
      await page.waitForURL(/done=/);
      expect(asked).toEqual([]);
    },
  );

  test('without a script the file goes with the form, and its list says the same', async () => {
    const { page, agency } = await openRoom('SCT', { javaScriptEnabled: false });
    await choose(page, 'Báo cáo đã ký.pdf', signed);
    await page.getByRole('button', { name: 'Đính kèm', exact: true }).click();
    await page.getByText('chứng thư được tin cậy').waitFor();
    expect(await attached(agency)).toEqual(['Báo cáo đã ký.pdf']);
  });

  test('the reviewer sees the same of the files that were sent', async () => {
    const { page, agency } = await openRoom('SXD');
    await choose(page, 'Báo cáo đã ký.pdf', signed);
    await page.getByRole('link', { name: 'Báo cáo đã ký.pdf' }).waitFor();
    const sent = { obligation: agency.obligation, attempt: randomUUID(), actor: agency.actor, at: clock.now() };
    await submitReport(store.db, { ...sent, report: givenReport() });
    const { id } = await store.db
      .selectFrom('submission')
      .select('id')
      .where('obligation_id', '=', agency.obligation)
      .executeTakeFirstOrThrow();
    const { session } = await givenStaff(store.db, 'officer');
    await page.context().addCookies([{ name: 'dondoc_session', value: session, url: site.url }]);
    await page.goto(`${site.url}/submissions/${id}`);
    expect(await page.getByText('Ký bởi Nguyễn Văn An').innerText()).toContain('chứng thư được tin cậy');
    expect(await violations(page)).toEqual([]);
  });

  test('nothing is wider than a phone, in the dark too', async () => {
    const { page } = await openRoom('STP', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await choose(page, `${'Báo_cáo_có_tên_rất_dài_'.repeat(6)}.pdf`, signed);
    await page.getByText('Ký bởi').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await violations(page)).toEqual([]);
  });

  const draftOf = async ({ obligation }: GivenAgency) =>
    (await store.db.selectFrom('draft').select('content').where('obligation_id', '=', obligation).executeTakeFirst())
      ?.content.sections;

  const uploadsOf = ({ obligation }: GivenAgency) =>
    store.db.selectFrom('upload').select('id').where('obligation_id', '=', obligation).execute();

  async function violations(page: Page): Promise<string[]> {
    const { violations: found } = await new AxeBuilder({ page }).analyze();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
});
