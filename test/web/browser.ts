import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Where a Chromium may stand: named by the environment, from the distribution, or Playwright's own. */
const places = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  chromium.executablePath(),
];

const found = places.find((place) => place && existsSync(place));

/** Why no browser is at hand, with what to do; undefined when there is one. */
export const withoutBrowser = found
  ? undefined
  : 'no browser: apt-get install chromium, or name one in the variable CHROMIUM';

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: found ?? '',
    // On a machine without a locale a browser cannot write the Vietnamese names of files.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
