import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, onTestFinished, test } from 'vitest';
import { noteBounceTrouble } from '../../store/bounce-mailbox.ts';
import { givenBounced } from '../given/bounced.ts';
import { vn } from '../given/clock.ts';
import { givenStaff } from '../given/people.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';
import { givenSite } from './site.ts';

describe.skipIf(withoutBrowser)('in a real browser', () => {
  test.each(['light', 'dark'] as const)(
    'pages with letters that came back satisfy axe and fit a telephone, in %s',
    async (colorScheme) => {
      const site = await givenSite({ at: '2026-12-14 10:00' });
      const gone = { kind: 'hard', status: '5.1.1', diagnostic: `550 ${'unknown-'.repeat(30)}` } as const;
      await givenBounced(site.db, site.cycle, { STC: gone }, vn('2026-12-14 08:00'));
      await noteBounceTrouble(site.db, 'Authentication failed.', vn('2026-12-14 10:00'));
      const url = await site.app.listen({ port: 0, host: '127.0.0.1' });
      const browser = await launchBrowser();
      onTestFinished(() => browser.close());
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
      const { session } = await givenStaff(site.db, 'officer');
      await context.addCookies([{ name: 'dondoc_session', value: session, url }]);
      const page = await context.newPage();
      for (const path of [`/cycles/${site.cycle}/agencies/STC`, '/letters-ledger?state=bounced']) {
        await page.goto(url + path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(over), path).toBe(0);
      }
    },
  );
});
