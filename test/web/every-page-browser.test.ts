import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../store/connection.ts';
import { buildSite } from '../../web/build-site.ts';
import { givenClock } from '../given/clock.ts';
import { openMigrated } from '../given/db.ts';
import { givenStaff, publicUrl, secret } from '../given/people.ts';
import type { GivenStaff } from '../given/people.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';
import { fillEveryPage, refused } from './every-page.ts';
import { openPage as openWindow } from './open-site.ts';

if (withoutBrowser) console.warn(`test/web/every-page-browser.test.ts is skipped: ${withoutBrowser}`);

describe.skipIf(withoutBrowser)('every page', () => {
  const clock = givenClock('2026-12-22 10:00');
  let browser: Browser;
  let store: Store;
  let app: FastifyInstance;
  let url: string;
  let admin: GivenStaff;
  let mailFolder: string;
  let paths: Record<string, string>;

  beforeAll(async () => {
    store = await openMigrated();
    browser = await launchBrowser();
    mailFolder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
    admin = await givenStaff(store.db, 'admin');
    app = await buildSite({ db: store.db, clock, secret, publicUrl, mailFolder });
    url = await app.listen({ port: 0, host: '127.0.0.1' });
    paths = await fillEveryPage({ db: store.db, clock, admin, mailFolder });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
    if (mailFolder) await rm(mailFolder, { recursive: true });
  });

  async function openPage(options: BrowserContextOptions): Promise<Page> {
    const page = await openWindow(browser, options);
    await page.context().addCookies([{ name: 'dondoc_session', value: admin.session, url }]);
    return page;
  }

  test('that the site has is walked here', () => {
    const walked = Object.values(paths).map((path) => path.replace(/\?.*/, ''));
    const shown = routesOf(app.printRoutes({ commonPrefix: false, method: 'GET' })).filter(isPage);
    expect(shown.length).toBeGreaterThan(30);
    expect(shown.filter((route) => !walked.some((path) => matches(route, path)))).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe finds in %s',
    { timeout: 900_000 },
    async (colorScheme) => {
      const page = await openPage({ colorScheme });
      for (const [name, path] of Object.entries(paths)) {
        const answer = await page.goto(url + path);
        expect(answer?.status(), name).toBe(refused.has(name) ? 404 : 200);
        // A letter's frame runs no script, axe's neither: it would wait for it.
        await page.evaluate(() => document.querySelector('iframe')?.remove());
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    },
  );

  test('fits into a telephone', { timeout: 240_000 }, async () => {
    const page = await openPage({ viewport: { width: 360, height: 740 } });
    const wide: string[] = [];
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(url + path);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${name}: ${over} px`);
    }
    expect(wide).toEqual([]);
  });
});

/** The addresses in the app's tree of routes, where each level of four columns goes on from the one above it. */
function routesOf(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part] = /^([│ ]*)[├└]── (\S+)/.exec(line) ?? [];
    if (part === undefined) return [];
    const level = indent.length / 4;
    above[level] = part;
    const route = above.slice(0, level + 1).join('');
    return [route.replaceAll('//', '/')];
  });
}

/** Neither data nor a file. */
const isPage = (route: string): boolean =>
  !/^\/(api|assets|docs|openapi|healthz|readyz)|[*]|\.\w+$|\/file$|:sha256$|\/html$|\/attachments$/.test(route);

const matches = (route: string, path: string): boolean => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(path);
