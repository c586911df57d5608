import { expect, test } from 'vitest';
import { flagFocalAgency } from '../../office/flag-focal-agency.ts';
import { vn } from '../given/clock.ts';
import { givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

async function givenFlagged() {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const { email, headers } = await givenStaff(site.db, 'officer', 'Trần Thị Lan');
  const at = vn('2026-12-18 08:00');
  await flagFocalAgency(site.db, site.cycle, { key: 'flag-missing', kind: 'flag', rung: 'flag-missing', at }, at);
  return { ...site, email, headers, path: `/cycles/${site.cycle}/staff-letters` };
}

test('the page says for the reader and the day which letters came, and why others did not', async () => {
  const site = await givenFlagged();
  const { see } = await site.as('viewer');
  const own = wordsOf(await see(site.path));
  expect(own).toContain('hệ thống không gửi thư cho lãnh đạo UBND tỉnh');
  const query = `recipient=${encodeURIComponent(site.email)}`;
  const officer = wordsOf(await see(`${site.path}?day=2026-12-18&${query}`));
  expect(officer).toContain('Ngày thứ Sáu, 18/12/2026 có 1 lượt thư cho Trần Thị Lan');
  expect(wordsOf(await see(`${site.path}?day=2026-12-19&${query}`))).toContain(
    'ngày nghỉ (cuối tuần), hệ thống không gửi thư cho người của Sở',
  );
  expect(wordsOf(await see(`${site.path}?day=2026-12-21&${query}`))).toContain(
    'không có bước nào gửi người của Sở rơi vào ngày này',
  );
  expect((await see(`${site.path}?recipient=nobody@x.example`)).status).toBe(404);
});

test('board and ledger lead to it', async () => {
  const site = await givenFlagged();
  const { see } = await site.as('officer');
  expect((await see(`/cycles/${site.cycle}`)).body).toContain(`href="${site.path}"`);
  expect((await see('/letters-ledger')).body).toContain(`href="${site.path}"`);
});

test('the API answers the same, to staff only', async () => {
  const site = await givenFlagged();
  const url = `/api/v1/cycles/${site.cycle}/staff/letters?day=2026-12-18&recipient=${encodeURIComponent(site.email)}`;
  const answer = await site.app.inject({ url, headers: site.headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    reader: { name: 'Trần Thị Lan', role: 'officer' },
    lines: [{ kind: 'missing-list' }],
    steps: expect.arrayContaining([
      expect.objectContaining({ rung: 'flag-missing', fate: expect.objectContaining({ outcome: 'in_ledger' }) }),
      expect.objectContaining({ rung: 'escalate', fate: { outcome: 'ahead' } }),
    ]),
  });
  expect((await site.app.inject(url)).statusCode).toBe(401);
});
