import { expect, test } from 'vitest';
import { noteBounceReading, noteBounceTrouble } from '../../store/bounce-mailbox.ts';
import { vn } from '../given/clock.ts';
import { givenBounced } from '../given/bounced.ts';
import { givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

const gone = { kind: 'hard', status: '5.1.1', diagnostic: '550 5.1.1 User unknown' } as const;
const full = { kind: 'soft', status: '5.2.2', diagnostic: '552 5.2.2 Over quota' } as const;

async function givenReturned() {
  const site = await givenSite({ at: '2026-12-14 10:00' });
  await givenBounced(site.db, site.cycle, { STC: gone, SNV: full }, vn('2026-12-14 08:00'));
  return { site, ...(await site.as('officer')) };
}

test('the thread of an agency says which address sent the letter back and why, and that the next contact is written to', async () => {
  const { site, see } = await givenReturned();
  const words = wordsOf(await see(`/cycles/${site.cycle}/agencies/STC`));
  expect(words).toMatch(/Nhắc trước hạn 3 ngày\s+Bị trả về/);
  expect(words).toContain('không có hộp thư này');
  expect(words).toContain('550 5.1.1 User unknown');
  expect(words).toContain('Thư trước bị trả về nên gửi đến người liên hệ kế tiếp.');
});

test('a contact whose letters come back is marked, and no longer once it is given again', async () => {
  const { site, see, send } = await givenReturned();
  const path = `/cycles/${site.cycle}/agencies/STC`;
  const marks = async () => [...(await see(path)).body.matchAll(/Thư bị trả về<\/span>/g)].length;
  const before = await marks();
  expect(before).toBeGreaterThan(0);
  const change = { role: 'focal', name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'mai@stc.example' };
  expect((await send(`${path}/contact`, change)).status).toBe(303);
  expect(await marks()).toBe(before - 1);
});

test('an address that only puts off is shown with the letter, which counts as sent, and marks no contact', async () => {
  const { site, see } = await givenReturned();
  const words = wordsOf(await see(`/cycles/${site.cycle}/agencies/SNV`));
  expect(words).toContain('Tạm chưa nhận');
  expect(words).toContain('hộp thư đầy');
  expect(words).not.toContain('Thư bị trả về');
});

test('the ledger filters what came back, and says of each why', async () => {
  const { site, see } = await givenReturned();
  const page = await see(`/letters-ledger?cycle=${site.cycle}&state=bounced`);
  expect(wordsOf(page)).toContain('Lý do: thư bị trả về, không có hộp thư này.');
  expect(page.body.match(/<th scope="row">/g)).toHaveLength(1);
  expect(wordsOf(await see(`/letters-ledger?cycle=${site.cycle}&agency=SNV`))).toContain('hộp thư đầy');
});

test('the ledger says when the mailbox of returned mail was read, what waits in it for people, and what is wrong with it', async () => {
  const { site, see } = await givenReturned();
  expect(wordsOf(await see('/letters-ledger'))).not.toContain('ộp thư trả về');
  await noteBounceReading(site.db, 2, vn('2026-12-14 09:59'));
  expect(wordsOf(await see('/letters-ledger'))).toContain(
    'Hộp thư trả về: đọc lần cuối 09:59 hôm nay; còn 2 thư chưa đọc cần người xem.',
  );
  await noteBounceTrouble(site.db, 'Authentication failed.', vn('2026-12-14 10:00'));
  expect(wordsOf(await see('/letters-ledger'))).toMatch(
    /Chưa đọc được hộp thư trả về từ 09:59 hôm nay: Authentication failed ?\. Hệ thống vẫn thử lại/,
  );
  expect((await site.app.inject('/readyz')).json()).toMatchObject({ down: ['engine', 'bounce-mailbox'] });
});

test('the API gives what came back with each line of the ledger', async () => {
  const { site } = await givenReturned();
  const { headers } = await givenStaff(site.db, 'viewer');
  const answer = await site.app.inject({ url: '/api/v1/notifications?state=bounced', headers });
  expect(answer.json()).toMatchObject({
    lines: [{ slot: `${site.cycle}/STC/remind-3`, state: 'bounced', reason: 'no_mailbox' }],
  });
  expect(answer.json<{ lines: { bounces: unknown[] }[] }>().lines[0]?.bounces[0]).toMatchObject({
    kind: 'hard',
    status: '5.1.1',
    cause: 'no_mailbox',
    receivedAt: '2026-12-14T01:02:00Z',
  });
});
