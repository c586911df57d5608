import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askApproval } from '../../office/ask-approval.ts';
import { registerContact } from '../../office/register-contact.ts';
import { vn } from '../given/clock.ts';
import { givenStaff } from '../given/people.ts';
import { givenRoom } from '../given/room.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';
import { givenSite } from './site.ts';

/** What is folded away beside the report, and above it. */
const unfolded = 'aside details, #approval details';

describe.skipIf(withoutBrowser)('in a real browser', () => {
  test.each(['light', 'dark'] as const)(
    'what a room shows of colleagues, approval and codes satisfies axe and fits a telephone, in %s',
    { timeout: 180_000 },
    async (colorScheme) => {
      const site = await givenSite({ at: '2026-12-16 19:05' });
      const room = await givenRoom(site.db, 'approval', 'code');
      const { obligation, mai, head } = room;
      const contact = { role: 'focal' as const, name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'mai@stc.example' };
      await registerContact(site.db, { obligation, ...contact, actor: mai.actor, at: vn('2026-12-10 09:00') });
      await room.draft(0, '2026-12-16 18:00');
      await askApproval(site.db, { obligation, actor: mai.actor, at: vn('2026-12-16 19:00') });
      await room.draft(1, '2026-12-16 19:03', { III: 'Còn thiếu kinh phí.' });
      const url = await site.app.listen({ port: 0, host: '127.0.0.1' });
      const browser = await launchBrowser();
      onTestFinished(() => browser.close());
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
      const { session } = await givenStaff(site.db, 'officer');
      await context.addCookies([{ name: 'dondoc_session', value: session, url }]);
      const page = await context.newPage();
      for (const path of [`/room/${mai.token}`, `/room/${head.token}`, `/cycles/${site.cycle}/agencies/STC`]) {
        await page.goto(url + path);
        await page.evaluate(
          (all) => document.querySelectorAll<HTMLDetailsElement>(all).forEach((each) => (each.open = true)),
          unfolded,
        );
        // Only what is new here: the rest of these pages is looked at with all others.
        const axe = new AxeBuilder({ page }).include('aside');
        if (path.startsWith('/room/')) axe.include('#approval').include('#check');
        const { violations } = await axe.analyze();
        expect(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(over), path).toBe(0);
      }
    },
  );

  test('by keyboard alone the head sends a draft back with words', async () => {
    const site = await givenSite({ at: '2026-12-15 10:00' });
    const { obligation, mai, head, draft } = await givenRoom(site.db, 'approval');
    await draft(0, '2026-12-15 09:00');
    await askApproval(site.db, { obligation, actor: mai.actor, at: vn('2026-12-15 09:30') });
    const url = await site.app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await launchBrowser();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    await page.goto(`${url}/room/${head.token}`);
    await page.locator('#approval summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Nêu rõ nguyên nhân.');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForURL(/done=sent-back/), page.keyboard.press('Enter')]);
    const { words } = await site.db.selectFrom('approval').select('words').executeTakeFirstOrThrow();
    expect(words).toBe('Nêu rõ nguyên nhân.');
  });
});
