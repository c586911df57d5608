import { AxeBuilder } from '@axe-core/playwright';
import { expect, onTestFinished, test } from 'vitest';
import { draftRegime } from '../../office/draft-regime.ts';
import { buildSite } from '../../web/build-site.ts';
import { givenDeps } from '../given/app.ts';
import { givenSample } from '../given/cycle.ts';
import { givenStaff } from '../given/people.ts';
import { sonLaHalf } from '../given/regimes.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';

/** A leader's browser on the site of 1 April 2026, with Sơn La's half-year regime drafted. */
async function givenPage(viewport: { width: number; height: number }) {
  const deps = await givenDeps('2026-04-01 08:00');
  await givenSample(deps.db, deps.clock.now());
  const { actor, session } = await givenStaff(deps.db, 'leader');
  await draftRegime(deps.db, { policy: sonLaHalf, reason: 'Kế hoạch', actor, at: deps.clock.now() });
  const app = await buildSite(deps);
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ locale: 'vi-VN', viewport });
  await context.addCookies([{ name: 'dondoc_session', value: session, url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return { page, url, complaints };
}

test.skipIf(withoutBrowser)(
  'while a rung is typed its date beside it is reckoned anew, and the typing goes on',
  async () => {
    const { page, url, complaints } = await givenPage({ width: 1366, height: 768 });
    await page.goto(`${url}/regimes/xk-half/edit`);
    expect(await page.locator('#at-1').innerText()).toBe('08:00 thứ Sáu, 12/06/2026');
    const field = page.locator('[name="ladder.1.when.value"]');
    await field.fill('-2');
    await page.locator('#at-1', { hasText: '08:00 thứ Năm, 11/06/2026' }).waitFor();
    await page.locator('[name="sendUp.way"]').selectOption('0');
    await page.locator('[name="sendUp.value"]').fill('25');
    await page.locator('#checks', { hasText: 'gửi cấp trên thứ Tư, 24/06/2026' }).waitFor();
    expect(await field.inputValue()).toBe('-2');
    expect(await page.evaluate('document.activeElement.name')).toBe('sendUp.value');
    expect(complaints).toEqual([]);
  },
);

test.skipIf(withoutBrowser).each([
  { width: 1366, height: 768 },
  { width: 360, height: 740 },
])(
  'the pages of regimes fit into $width pixels, and axe finds nothing on them',
  async (viewport) => {
    const { page, url, complaints } = await givenPage(viewport);
    for (const path of ['', '/xk-half', '/xk-half/edit', '/new', '/xk-half/activate']) {
      await page.goto(`${url}/regimes${path}`);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(beyond, path).toBe(0);
      expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([]);
    }
    expect(complaints).toEqual([]);
  },
  180_000,
);
