import type { BrowserContextOptions, Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Store } from '../../store/connection.ts';
import { buildSite } from '../../web/build-site.ts';
import type { GivenClock } from '../given/clock.ts';
import { givenClock } from '../given/clock.ts';
import { openMigrated } from '../given/db.ts';
import { publicUrl, secret } from '../given/people.ts';
import { launchBrowser } from './browser.ts';

/** The site on a port, a browser before it, and their database; for a file's tests together. */
export interface OpenSite {
  store: Store;
  clock: GivenClock;
  url: string;
  /** A person's own browser window; what it complains of fails the test. */
  openPage: (options?: BrowserContextOptions) => Promise<Page>;
  close: () => Promise<void>;
}

export async function openSite(at: string): Promise<OpenSite> {
  const [store, clock] = [await openMigrated(), givenClock(at)];
  const browser: Browser = await launchBrowser();
  const app = await buildSite({ db: store.db, clock, secret, publicUrl });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    ...{ store, clock, url },
    openPage: (options) => openPage(browser, options),
    close: async () => {
      await browser.close();
      await app.close();
      await store.close();
    },
  };
}

/** A window of a person's own; what it complains of, once the test has ended, fails the test. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1366, height: 768 }, ...options });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const expected = /status of (4\d\d)|ERR_INTERNET_DISCONNECTED/.test(message.text());
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  return page;
}
