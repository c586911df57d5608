import { expect, test } from 'vitest';
import { inviteStaff, setPassword } from '../../office/invite-staff.ts';
import { localPath } from '../../web/pages/sign-in.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { fieldOf, visitor, wordsOf } from './visitor.ts';

const email = 'lan@skhcn.example';
const password = 'mot cau mat khau dai';

async function givenInvited({ db, clock, as }: GivenSite): Promise<string> {
  const { account } = await as('admin');
  const actor = { kind: 'staff' as const, account, name: 'Quản trị', role: 'admin' as const };
  const at = clock.now();
  return inviteStaff(db, {
    email,
    name: 'Trần Thị Lan',
    title: '',
    role: 'officer',
    actor,
    at,
    expiresAt: at.add({ hours: 72 }),
  });
}

async function givenPerson(site: GivenSite): Promise<void> {
  await setPassword(site.db, { token: await givenInvited(site), password, at: site.clock.now() });
}

test('a person signs in, lands on the page that was asked for, and signs out', async () => {
  const site = await givenSite();
  await givenPerson(site);
  const { see, send } = visitor(site.app);
  const asked = await see('/obstacles?state=raised');
  const signedIn = await send('/sign-in', { email: 'Lan@SKHCN.example ', password, to: fieldOf(asked, 'to') ?? '' });
  expect([signedIn.status, signedIn.location]).toEqual([303, '/obstacles?state=raised']);
  const page = await see('/obstacles?state=raised');
  expect(page.status).toBe(200);
  expect(wordsOf(page)).toContain('Trần Thị Lan');
  expect((await send('/sign-out')).location).toBe('/sign-in?done=signed-out');
  expect((await see('/obstacles')).status).toBe(401);
});

test('a wrong password keeps the address that was typed, never the password, and does not say which was wrong', async () => {
  const site = await givenSite();
  await givenPerson(site);
  const { see, send } = visitor(site.app);
  await see('/sign-in');
  const wrong = await send('/sign-in', { email, password: 'sai mat khau roi' });
  const unknown = await send('/sign-in', { email: 'khong-co@skhcn.example', password });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(fieldOf(wrong, 'email')).toBe(email);
  expect(wrong.body).not.toContain('sai mat khau roi');
  for (const page of [wrong, unknown]) expect(wordsOf(page)).toContain('Địa chỉ thư hoặc mật khẩu chưa đúng.');
  expect(wrong.body).toMatch(/id="errors"[^>]*autofocus/);
});

test('an eleventh try within a minute is refused', async () => {
  const site = await givenSite();
  const { see, send } = visitor(site.app);
  await see('/sign-in');
  const statuses = [];
  for (let n = 0; n < 11; n += 1) statuses.push((await send('/sign-in', { email, password: 'sai' })).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
});

test.each([
  ['/cycles/kl69-nam/2026?state=missing', '/cycles/kl69-nam/2026?state=missing'],
  ['https://xau.example/', '/'],
  ['//xau.example', '/'],
  ['/\\xau.example', '/'],
  ['/\t/xau.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/..//xau.example', '/'],
  ['/sign-out', '/'],
  [undefined, '/'],
])('a sign-in that asks for %s leads to %s', (to, expected) => {
  expect(localPath(to)).toBe(expected);
});

test.each(['', 'sai', 'abc.def'])('a form with the token "%s" is refused and changes nothing', async (token) => {
  const site = await givenSite();
  await givenPerson(site);
  const { see, send } = visitor(site.app);
  await see('/sign-in');
  const refused = await send('/sign-in', { email, password }, token);
  expect(refused.status).toBe(403);
  expect(wordsOf(refused)).toContain('Biểu mẫu đã quá hạn');
  expect(fieldOf(refused, 'email')).toBe(email);
  expect((await see('/obstacles')).status).toBe(401);
});

test('the token of one browser does not serve another', async () => {
  const site = await givenSite();
  const [one, other] = [visitor(site.app), visitor(site.app)];
  const token = fieldOf(await one.see('/sign-in'), '_csrf') ?? '';
  await other.see('/sign-in');
  expect((await other.send('/sign-in', { email, password }, token)).status).toBe(403);
});

test('a one-time link sets a password of at least 12 characters, once', async () => {
  const site = await givenSite();
  const token = await givenInvited(site);
  const { see, send } = visitor(site.app);
  expect(wordsOf(await see(`/setup/${token}`))).toContain('Trần Thị Lan');
  const weak = await send(`/setup/${token}/password`, { password: 'ngan', again: 'khac' });
  expect(weak.status).toBe(422);
  expect(wordsOf(weak)).toContain('Mật khẩu cần ít nhất 12 ký tự.');
  expect(wordsOf(weak)).toContain('Hai lần nhập chưa giống nhau.');
  const set = await send(`/setup/${token}/password`, { password, again: password });
  expect([set.status, set.location]).toEqual([303, '/sign-in?done=password']);
  expect((await see(`/setup/${token}`)).status).toBe(410);
  await see('/sign-in');
  expect((await send('/sign-in', { email, password })).location).toBe('/');
});
