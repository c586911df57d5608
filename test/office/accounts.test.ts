import { expect, test } from 'vitest';
import { inviteFirstAdmin, inviteStaff, setPassword } from '../../office/invite-staff.ts';
import { findSession, signIn, signOut } from '../../office/sign-in.ts';
import { vn } from '../given/clock.ts';
import { givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';

const at = vn('2026-11-15 07:00');
const later = vn('2026-11-22 07:00');
const password = 'mot cau de nho la tot';

test('the first administrator sets a password by a one-time link, and then no further such link is made', async () => {
  const db = await givenDb();
  const token = (await inviteFirstAdmin(db, at, later)) ?? '';
  await setPassword(db, { token, password, at });
  await expect(setPassword(db, { token, password, at })).rejects.toMatchObject({ code: 'invitation.expired' });
  expect(await inviteFirstAdmin(db, at, later)).toBeUndefined();
  const session = await signIn(db, { email: ' QuanTri@skhcn.example', password, at, expiresAt: later });
  expect(await findSession(db, session, at)).toMatchObject({ role: 'admin' });
});

test('no account has a password before its person sets one, and none is stored as typed', async () => {
  const db = await givenDb();
  const token = (await inviteFirstAdmin(db, at, later)) ?? '';
  expect((await db.selectFrom('account').select('password').execute()).map((row) => row.password)).toEqual([null]);
  await expect(
    signIn(db, { email: 'quantri@skhcn.example', password: '', at, expiresAt: later }),
  ).rejects.toMatchObject({ code: 'actor.unknown' });
  await setPassword(db, { token, password, at });
  const stored = JSON.stringify([
    await db.selectFrom('account').selectAll().execute(),
    await db.selectFrom('invitation').selectAll().execute(),
  ]);
  expect(stored).not.toContain(password);
  expect(stored).not.toContain(token);
});

test('an expired link, a short password and a second start’s older link are refused', async () => {
  const db = await givenDb();
  const first = (await inviteFirstAdmin(db, at, later)) ?? '';
  const second = (await inviteFirstAdmin(db, at, later)) ?? '';
  await expect(setPassword(db, { token: first, password, at })).rejects.toMatchObject({ code: 'invitation.expired' });
  await expect(setPassword(db, { token: second, password: 'ngắn', at })).rejects.toMatchObject({
    code: 'password.weak',
  });
  await expect(setPassword(db, { token: second, password, at: later })).rejects.toMatchObject({
    code: 'invitation.expired',
  });
});

test('a session ends when it is signed out, expires, or its account is withdrawn', async () => {
  const db = await givenDb();
  const token = (await inviteFirstAdmin(db, at, later)) ?? '';
  await setPassword(db, { token, password, at });
  const open = () => signIn(db, { email: 'quantri@skhcn.example', password, at, expiresAt: later });
  const [one, two] = [await open(), await open()];
  await signOut(db, one, at);
  expect(await findSession(db, one, at)).toBeUndefined();
  expect(await findSession(db, two, later)).toBeUndefined();
  expect(await findSession(db, two, at)).toBeDefined();
  await db.updateTable('account').set({ withdrawn_at: at }).execute();
  expect(await findSession(db, two, at)).toBeUndefined();
});

test('only an administrator invites, and one address is one account', async () => {
  const db = await givenDb();
  const person = { email: 'ha@skhcn.example', name: 'Hà', title: '', role: 'officer' as const, at, expiresAt: later };
  const officer = (await givenStaff(db, 'officer')).actor;
  const admin = (await givenStaff(db, 'admin')).actor;
  expect(() => inviteStaff(db, { ...person, actor: officer })).toThrow('actor.not_allowed');
  await inviteStaff(db, { ...person, actor: admin });
  await expect(inviteStaff(db, { ...person, email: 'HA@skhcn.example', actor: admin })).rejects.toMatchObject({
    code: 'account.exists',
  });
});
