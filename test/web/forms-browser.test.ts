import { AxeBuilder } from '@axe-core/playwright';
import { expect, onTestFinished, test } from 'vitest';
import { draftForm } from '../../office/draft-form.ts';
import { buildSite } from '../../web/build-site.ts';
import { givenDeps } from '../given/app.ts';
import { givenSample } from '../given/cycle.ts';
import { formOf, indicator } from '../given/forms.ts';
import { givenStaff } from '../given/people.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';

/** A leader's browser, without JavaScript or with it, on the site with a defective draft of the sample's form. */
async function givenPage(viewport: { width: number; height: number }, more: object = {}) {
  const deps = await givenDeps('2026-04-01 08:00');
  await givenSample(deps.db, deps.clock.now());
  const { actor, session } = await givenStaff(deps.db, 'leader');
  const { sections } = formOf(indicator('1.1', { unit: 'tỷ đồng' }), indicator('7'));
  const text = { title: 'Đề cương sửa', source: '', sections };
  await draftForm(deps.db, { form: 'kl69-nam', text, seen: 0, actor, at: deps.clock.now() });
  const app = await buildSite(deps);
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ locale: 'vi-VN', viewport, ...more });
  await context.addCookies([{ name: 'dondoc_session', value: session, url }]);
  return { page: await context.newPage(), url };
}

test.skipIf(withoutBrowser).each([
  { width: 1366, height: 768, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
])(
  'the pages of forms fit into $width pixels, and axe finds nothing on them in $colorScheme',
  async ({ colorScheme, ...viewport }) => {
    const { page, url } = await givenPage(viewport, { colorScheme });
    for (const path of ['', '/kl69-nam', '/kl69-nam/versions/1', '/kl69-nam/edit', '/new', '/kl69-nam/publish']) {
      await page.goto(`${url}/forms${path}`);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(beyond, path).toBe(0);
      expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([]);
    }
  },
  180_000,
);

test.skipIf(withoutBrowser)(
  'without a script, by the keyboard alone: an indicator is added, filled in, moved up and saved',
  async () => {
    const { page, url } = await givenPage({ width: 1366, height: 768 }, { javaScriptEnabled: false });
    await page.goto(`${url}/forms/kl69-nam/edit`);
    await page.locator('button[value="add:0"]').press('Enter');
    const focused = () => page.locator(':focus');
    expect(await focused().getAttribute('name')).toBe('sections.0.indicators.2.code');
    for (const word of ['9.1', 'Bài báo quốc tế', 'bài']) {
      await page.keyboard.type(word);
      await page.keyboard.press('Tab');
    }
    await page.locator('button[value="up:0.2"]').press('Enter');
    expect(await focused().getAttribute('value')).toBe('up:0.1');
    expect(await page.locator('[name="sections.0.indicators.1.name"]').inputValue()).toBe('Bài báo quốc tế');
    await page.locator('button[value="save"]').press('Enter');
    await page.waitForURL(/done=form-drafted/);
    expect(await page.locator('#draft-title').innerText()).toContain('lỗi phải sửa');
  },
  120_000,
);
