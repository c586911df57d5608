import { expect, test } from 'vitest';
import { changeContact } from '../../office/change-contact.ts';
import { takeWave } from '../../office/take-wave.ts';
import { listContacts } from '../../store/agencies.ts';
import { vn } from '../given/clock.ts';
import { givenCycle, givenSample } from '../given/cycle.ts';
import { requestStep } from '../given/cycle-steps.ts';
import { givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';

const change = {
  agency: 'STC',
  role: 'focal' as const,
  name: 'Lê Thị Mai',
  title: 'Chuyên viên',
  email: ' Mai@STC.example ',
};

test('a new contact takes the place of the one before, which is kept as withdrawn; the same again changes nothing', async () => {
  const db = await givenDb();
  await givenSample(db);
  const { actor } = await givenStaff(db, 'officer');
  for (const at of [vn('2026-11-20 08:00'), vn('2026-11-20 09:00')]) await changeContact(db, { ...change, actor, at });
  expect(await listContacts(db, 'STC', ['focal'])).toEqual([
    { role: 'focal', name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'mai@stc.example' },
  ]);
  const all = await db
    .selectFrom('contact')
    .selectAll()
    .where('agency_code', '=', 'STC')
    .where('role', '=', 'focal')
    .execute();
  expect(all.filter((contact) => contact.withdrawn_at)).toHaveLength(1);
  expect(all).toHaveLength(2);
});

test('an address that is none, or no name, is refused by field, and the contact before stays', async () => {
  const db = await givenDb();
  await givenSample(db);
  const { actor } = await givenStaff(db, 'officer');
  const wrong = { ...change, name: ' ', email: 'mai stc.example', actor, at: vn('2026-11-20 08:00') };
  await expect(changeContact(db, wrong)).rejects.toMatchObject({ problems: [{ field: 'name' }, { field: 'email' }] });
  expect((await listContacts(db, 'STC', ['focal']))[0]?.email).toBe('daumoi.stc@quangngai.example');
});

test('an unknown agency is refused, and a viewer changes nothing', async () => {
  const db = await givenDb();
  await givenSample(db);
  const [{ actor: officer }, { actor: viewer }] = [await givenStaff(db, 'officer'), await givenStaff(db, 'viewer')];
  const at = vn('2026-11-20 08:00');
  await expect(changeContact(db, { ...change, agency: 'XYZ', actor: officer, at })).rejects.toMatchObject({
    code: 'agency.not_found',
  });
  expect(() => changeContact(db, { ...change, actor: viewer, at })).toThrow('actor.not_allowed');
});

test('a letter that waits untried goes to the new contact; one that was tried, and every other agency’s, stays', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor } = await givenStaff(db, 'officer');
  await takeWave(db, cycle, requestStep, vn('2026-11-18 07:59'));
  const addressesOf = async (agency: string) => {
    const line = db.selectFrom('notification').select('recipients').where('slot', '=', `${cycle}/${agency}/request`);
    return (await line.executeTakeFirstOrThrow()).recipients.map(({ email }) => email);
  };
  const [, head, mailbox] = await addressesOf('STC');
  const others = await addressesOf('SNV');
  await changeContact(db, { ...change, actor, at: vn('2026-11-18 07:59:30') });
  expect(await addressesOf('STC')).toEqual(['mai@stc.example', head, mailbox]);
  expect(await addressesOf('SNV')).toEqual(others);
  await db.updateTable('notification').set({ attempts: 1 }).where('slot', '=', `${cycle}/STC/request`).execute();
  await changeContact(db, { ...change, email: 'nam@stc.example', actor, at: vn('2026-11-18 08:05') });
  expect(await addressesOf('STC')).toEqual(['mai@stc.example', head, mailbox]);
});
