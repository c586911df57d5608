import { expect, test } from 'vitest';
import type { Actor } from '../../domain/actor.ts';
import { registerContact } from '../../office/register-contact.ts';
import { revokePerson } from '../../office/revoke-person.ts';
import { listContacts } from '../../store/agencies.ts';
import { vn } from '../given/clock.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenRoom, headEmail, linesOf } from '../given/room.ts';

const at = vn('2026-12-01 08:00');
const mai = { role: 'focal' as const, name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'Mai@STC.example' };

test('an agency gives another contact: the one before is kept as withdrawn, with who gave the new one, and the head is told', async () => {
  const db = await givenDb();
  const room = await givenRoom(db);
  const change = { obligation: room.obligation, ...mai, actor: room.mai.actor, at };
  await registerContact(db, change);
  const before = await everythingIn(db);
  await registerContact(db, { ...change, at: at.add({ hours: 1 }) });
  expect(await everythingIn(db)).toEqual(before);
  const rows = await db
    .selectFrom('contact')
    .select(['email', 'withdrawn_at', 'given_by'])
    .where('agency_code', '=', 'STC')
    .where('role', '=', 'focal')
    .orderBy('valid_from')
    .execute();
  expect(rows).toEqual([
    { email: 'daumoi.stc@quangngai.example', withdrawn_at: at, given_by: null },
    { email: 'mai@stc.example', withdrawn_at: null, given_by: 'agency:STC/Lê Thị Mai' },
  ]);
  const lines = await linesOf(db, 'contact-changed');
  expect(lines.map(({ recipient, letter }) => [recipient, letter['contact'], letter['before']])).toEqual([
    [
      headEmail,
      { name: 'Lê Thị Mai', email: 'mai@stc.example' },
      { name: 'Cán bộ đầu mối Sở Tài chính', email: 'daumoi.stc@quangngai.example' },
    ],
  ]);
});

test('of another head both are told, the one before and the new one', async () => {
  const db = await givenDb();
  const { obligation, head } = await givenRoom(db);
  const next = { role: 'head' as const, name: 'Vũ Thị Lan', title: 'Giám đốc', email: 'lan@stc.example' };
  await registerContact(db, { obligation, ...next, actor: head.actor, at });
  const lines = await linesOf(db, 'contact-changed');
  expect(lines.map(({ recipient }) => recipient).toSorted()).toEqual(['lan@stc.example', headEmail]);
});

test.each([
  { rules: [], role: 'focal', refused: false },
  { rules: [], role: 'mailbox', refused: false },
  { rules: [], role: 'head', refused: true },
  { rules: ['approval', 'code'], role: 'focal', refused: false },
  { rules: ['approval'], role: 'mailbox', refused: false },
  { rules: ['code'], role: 'mailbox', refused: true },
  { rules: ['approval'], role: 'head', refused: true },
] as const)(
  'with $rules in force and a head’s link out, an officer changing the $role is refused: $refused',
  async ({ rules, role, refused }) => {
    const db = await givenDb();
    const room = await givenRoom(db, ...rules);
    const change = { obligation: room.obligation, ...mai, role, at };
    const given = registerContact(db, { ...change, actor: room.mai.actor });
    if (refused) await expect(given).rejects.toMatchObject({ code: 'person.not_head' });
    else await given;
    await registerContact(db, { ...change, email: 'khac@stc.example', actor: room.head.actor });
    expect((await listContacts(db, 'STC', [role]))[0]?.email).toBe('khac@stc.example');
  },
);

test.each([
  { rules: [], refused: false },
  { rules: ['approval'], refused: true },
  { rules: ['code'], refused: true },
] as const)('without a head’s link, another head by an officer is refused with $rules: $refused', async (given) => {
  const db = await givenDb();
  const room = await givenRoom(db, ...given.rules);
  await revokePerson(db, { obligation: room.obligation, link: room.head.link, actor: room.officer, at });
  const change = { obligation: room.obligation, ...mai, role: 'head' as const, actor: room.common, at };
  if (given.refused) await expect(registerContact(db, change)).rejects.toMatchObject({ code: 'person.not_head' });
  else await registerContact(db, change);
});

test('a wrong address is named, and another agency’s link changes nothing here', async () => {
  const db = await givenDb();
  const { obligation, cycle, common } = await givenRoom(db);
  const { actor: stranger } = await givenAgency(db, cycle, 'SNV');
  const change = (actor: Actor, email: string) => registerContact(db, { obligation, ...mai, email, actor, at });
  await expect(change(common, 'mai stc')).rejects.toMatchObject({ problems: [{ field: 'email' }] });
  await expect(change(stranger, 'mai@snv.example')).rejects.toMatchObject({ code: 'actor.not_allowed' });
  expect((await listContacts(db, 'STC', ['focal']))[0]?.email).toBe('daumoi.stc@quangngai.example');
});
