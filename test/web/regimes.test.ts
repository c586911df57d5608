import { expect, test } from 'vitest';
import { draftRegime } from '../../office/draft-regime.ts';
import { openCycle } from '../../office/open-cycle.ts';
import { getRegime } from '../../store/regimes.ts';
import { fieldsOf, policyOf } from '../../web/regime-fields.ts';
import { changedLadder, ladderRows } from '../../web/ladder-rows.ts';
import { regime as yearly } from '../domain/given-calendar.ts';
import { givenStaff } from '../given/people.ts';
import { givenRegime, monthly, quarterly, sonLaHalf } from '../given/regimes.ts';
import { vn } from '../given/clock.ts';
import { givenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

const at = '2026-04-01 08:00';
const reason = 'Kế hoạch số 1/KH-UBND';

/** The site on 1 April 2026 with Sơn La's half-year regime drafted. */
async function givenDrafted(policy = sonLaHalf) {
  const site = await givenSite({ at });
  const { actor } = await givenStaff(site.db, 'officer');
  await draftRegime(site.db, { policy, reason, actor, at: site.clock.now() });
  return site;
}

/** What a browser would send of an editor's page when nothing is changed. */
const formOf = (policy: typeof yearly, more: Record<string, string> = {}) => ({
  ...fieldsOf(policy),
  version: '1',
  ...more,
});

test.each([
  ['yearly', yearly],
  ['quarterly', quarterly],
  ['monthly', monthly],
  ['half-yearly', sonLaHalf],
  [
    'one-off, locked, with a date of its own for communes',
    {
      ...yearly,
      frequency: 'once' as const,
      once: { from: '2025-07-01', to: '2026-06-30' },
      late: { policy: 'lock' as const, workingDays: 3 },
      dueOf: { commune: yearly.cutOff },
    },
  ],
])('a %s regime goes through its form unchanged', (_, policy) => {
  expect(policyOf(fieldsOf(policy))).toEqual(JSON.parse(JSON.stringify(policy)));
  const receivers = ['Bộ Tài chính', 'Bộ Nội vụ'];
  expect(policyOf(fieldsOf({ ...policy, receivers }))).toMatchObject({ receivers });
});

test('the list names each regime with its state, its next cycle and how many defects it has', async () => {
  const site = await givenDrafted();
  const { see } = await site.as('viewer');
  const words = wordsOf(await see('/regimes'));
  expect(words).toMatch(
    /kl69-nam Đang áp dụng Hằng năm năm 2027 mở lúc 08:00 thứ Năm, 04\/11\/2027, hạn gửi 17\/12\/2027 · 110 cơ quan Không có lỗi/,
  );
  expect(words).toMatch(/xk-half Dự thảo 6 tháng 6 tháng đầu năm 2026 nếu áp dụng: mở lúc .* 3 lỗi phải sửa/);
  expect(words).not.toContain('Lập chế độ mới');
});

test('a regime’s page shows the date beside each rung, and says which dates contradict and what to mend', async () => {
  const site = await givenDrafted();
  const { see } = await site.as('officer');
  const words = wordsOf(await see('/regimes/xk-half'));
  expect(words).toContain(
    'Phải sửa Hạn gửi cấp trên. Hạn cơ quan đầu mối gửi cấp trên (thứ Hai, 18/05/2026) đến trước hạn gửi của cơ quan báo cáo (thứ Hai, 15/06/2026).',
  );
  expect(words).toContain('Cách sửa: Đối chiếu văn bản giao nhiệm vụ');
  expect(words).toContain(
    'Nhắc trước hạn 1 ngày remind-1 08:00, trước hạn 1 ngày làm việc 08:00 thứ Sáu, 12/06/2026 Đầu mối của cơ quan Nhắc',
  );
  expect(words).toContain('Tên báo cáo Báo cáo năm kết quả');
  const { body } = await see('/regimes/xk-half');
  expect(body).toContain('href="/regimes/xk-half/dry-run?year=2026"');
  expect(body).not.toContain('/regimes/xk-half/activate');
  expect((await see('/regimes/khong-co')).status).toBe(404);
});

test('the editor keeps what was typed, names every problem at once, and links each to its field', async () => {
  const site = await givenDrafted();
  const { see, send } = await site.as('officer');
  await see('/regimes/xk-half/edit');
  const typed = formOf(sonLaHalf, {
    do: 'save',
    reason: '',
    'due.value': 'mười sáu',
    'ladder.1.time': '25:00',
    'components.receiver': '',
    openingLead: 'nhiều',
  });
  const answer = await send('/regimes/xk-half/edit', typed);
  expect(answer.status).toBe(422);
  for (const field of ['due.value', 'ladder.1.time', 'openingLead', 'reason']) {
    expect(answer.body, field).toContain(`href="#edit.${field}"`);
    expect(answer.body, field).toMatch(new RegExp(`id="edit.${field.replaceAll('.', '\\.')}"[^>]*`));
  }
  expect(fieldOf(answer, 'due.value')).toBe('mười sáu');
  expect(fieldOf(answer, 'openingLead')).toBe('nhiều');
  expect((await getRegime(site.db, 'xk-half')).version).toBe(1);
});

test('without a script, rungs are added, removed and moved by sending the form again, and nothing is stored', async () => {
  const site = await givenDrafted(quarterly);
  const { see, send } = await site.as('officer');
  await see('/regimes/xk-quy/edit');
  const form = formOf(quarterly, { 'components.content': 'Đang gõ dở' });
  const names = async (button: string) => {
    const answer = await send('/regimes/xk-quy/edit', { ...form, do: button });
    expect(answer.status, button).toBe(200);
    expect(fieldOf(answer, 'components.content')).toBe('Đang gõ dở');
    return [...answer.body.matchAll(/name="ladder\.\d+\.rung"\s+value="([^"]*)"/g)].map(([, name]) => name);
  };
  expect(await names('add')).toEqual(['request', 'remind-1', 'urge-1', 'compile-final', 'close', '']);
  expect(await names('remove:1')).toEqual(['request', 'urge-1', 'compile-final', 'close']);
  expect(await names('down:0')).toEqual(['remind-1', 'request', 'urge-1', 'compile-final', 'close']);
  expect(await names('up:0')).toEqual(['request', 'remind-1', 'urge-1', 'compile-final', 'close']);
  expect((await getRegime(site.db, 'xk-quy')).version).toBe(1);
});

test('the preview says where a rung falls with what was typed, and what is wrong with it, and writes nothing', async () => {
  const site = await givenDrafted(quarterly);
  const { see, send } = await site.as('officer');
  await see('/regimes/xk-quy/edit');
  const answer = await send('/regimes/preview', formOf(quarterly, { 'ladder.1.when.value': '2' }));
  expect(answer.body).toMatch(/<output\s+id="at-1"[^>]*hx-swap-oob="true"/);
  expect(wordsOf(answer)).toContain(
    '08:00 thứ Hai, 22/06/2026 Thư nhắc rời hệ thống 08:00 thứ Hai, 22/06/2026, khi hạn gửi',
  );
  expect(wordsOf(await send('/regimes/preview', formOf(quarterly, { 'due.value': '99' })))).toContain(
    'còn 1 chỗ phải sửa',
  );
  const viewer = await site.as('viewer');
  await viewer.see('/regimes');
  expect((await viewer.send('/regimes/preview', formOf(quarterly))).status).toBe(403);
});

test('a draft is mended and put in force after the page has said what will happen', async () => {
  const site = await givenDrafted();
  const leader = await site.as('leader');
  const refusedPage = await leader.see('/regimes/xk-half/activate');
  expect(wordsOf(refusedPage)).not.toContain('Áp dụng chế độ này');
  const refusal = await leader.send('/regimes/xk-half/activate', { version: '1' });
  expect(refusal.status).toBe(409);
  expect(wordsOf(refusal)).toContain('Chế độ báo cáo còn 3 lỗi phải sửa trước khi áp dụng');
  await leader.see('/regimes/xk-half/edit');
  const mended = formOf(sonLaHalf, {
    do: 'save',
    reason: 'Đính chính',
    'sendUp.way': '0',
    'sendUp.value': '25',
    'extensionLimit.value': '16',
  });
  expect((await leader.send('/regimes/xk-half/edit', mended)).location).toBe('/regimes/xk-half?done=regime-changed');
  const words = wordsOf(await leader.see('/regimes/xk-half/activate'));
  expect(words).toContain('Kỳ 6 tháng đầu năm 2026 mở lúc 08:00 thứ Năm, 04/06/2026');
  expect(words).toContain('110 cơ quan phải báo cáo, hạn gửi thứ Hai, 15/06/2026');
  expect(words).toContain('Đề nghị báo cáo : 08:00 thứ Hai, 08/06/2026');
  expect((await leader.send('/regimes/xk-half/activate', { version: '2' })).location).toBe(
    '/regimes/xk-half?done=regime-activated',
  );
  expect((await getRegime(site.db, 'xk-half')).state).toBe('active');
});

test('a new regime is drafted from the form, and its id is taken once', async () => {
  const site = await givenSite({ at });
  const { see, send } = await site.as('officer');
  const page = await see('/regimes/new');
  expect(fieldOf(page, 'ladder.0.rung')).toBe('request');
  const copy = await see('/regimes/new?from=kl69-nam');
  expect([fieldOf(copy, 'id'), fieldOf(copy, 'ladder.1.rung')]).toEqual(['', 'remind-10']);
  const form = formOf(quarterly, { do: 'save', reason });
  expect((await send('/regimes/new', form)).location).toBe('/regimes/xk-quy?done=regime-drafted');
  expect((await getRegime(site.db, 'xk-quy')).policy).toEqual(JSON.parse(JSON.stringify(quarterly)));
  const again = await send('/regimes/new', { ...form, notice: '4' });
  expect(again.status).toBe(409);
  expect(fieldOf(again, 'notice')).toBe('4');
});

test('a viewer is shown no editor, an officer puts nothing in force, and a withdrawal wants a reason', async () => {
  const site = await givenDrafted(quarterly);
  const [viewer, officer, leader] = [await site.as('viewer'), await site.as('officer'), await site.as('leader')];
  expect((await viewer.see('/regimes/xk-quy/edit')).status).toBe(403);
  expect((await officer.see('/regimes/xk-quy/activate')).status).toBe(403);
  await leader.see('/regimes/xk-quy');
  const empty = await leader.send('/regimes/xk-quy/withdraw', { reason: '' });
  expect(empty.status).toBe(422);
  expect(empty.body).toContain('href="#withdraw.reason"');
  expect((await leader.send('/regimes/xk-quy/withdraw', { reason: 'Trùng chế độ khác' })).status).toBe(303);
  expect(wordsOf(await leader.see('/regimes/xk-quy'))).toContain('Lý do bãi bỏ: Trùng chế độ khác');
});

test('with several open cycles the home page lists them, a board switches between them, and the menu stays with its cycle', async () => {
  const site = await givenSite({ at: '2026-06-08 08:00' });
  const one = await (await site.as('officer')).see('/');
  expect(one.location).toBe('/cycles/kl69-nam/2026');
  await givenRegime(site.db, quarterly, vn('2026-04-01 08:00'));
  await openCycle(site.db, 'xk-quy', { year: 2026, part: 2 }, vn('2026-06-04 08:00'));
  const { see } = await site.as('officer');
  expect(wordsOf(await see('/'))).toMatch(
    /Các kỳ đang mở .* quý II năm 2026 thứ Năm, 18\/06\/2026 0\/110 110 .* năm 2026 thứ Năm, 17\/12\/2026/,
  );
  const board = await see('/cycles/xk-quy/2026-2');
  expect(wordsOf(board)).toContain('Báo cáo quý II năm 2026');
  expect(board.body).toMatch(/<a href="\/cycles\/xk-quy\/2026-2" aria-current="true"/);
  expect(board.body).toContain('<a href="/cycles/kl69-nam/2026"');
  expect(board.body).toContain('href="/cycles/xk-quy/2026-2/compilations"');
});

test('a button that names no row changes none', () => {
  const fields = fieldsOf(quarterly);
  for (const button of ['up:0', 'down:4', 'remove:99', 'up:x', 'check']) {
    expect(ladderRows(changedLadder(fields, button)), button).toEqual(ladderRows(fields));
  }
});
