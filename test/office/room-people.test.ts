import { expect, test } from 'vitest';
import { addPerson, mostLinks } from '../../office/add-person.ts';
import { notePersonLink, openByCommonLink } from '../../office/note-link-use.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { recordBounce } from '../../office/record-bounce.ts';
import { readPeople } from '../../office/read-people.ts';
import { revokePerson } from '../../office/revoke-person.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { findCommonUse, findRoomLink, listRoomLinks } from '../../store/room-links.ts';
import { vn } from '../given/clock.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenRoom, headEmail, linesOf } from '../given/room.ts';

const at = vn('2026-12-01 08:00');

test('an agency gives a colleague a link of their own, once; its letter goes to that address and nowhere else', async () => {
  const db = await givenDb();
  const { obligation, common, cycle } = await givenRoom(db);
  const person = { name: ' Đỗ  Văn Nam ', email: ' Nam@STC.example ', role: 'officer' as const };
  const first = await addPerson(db, { obligation, ...person, actor: common, at });
  expect(await addPerson(db, { obligation, ...person, actor: common, at: at.add({ hours: 1 }) })).toBe(first);
  const line = (await linesOf(db, 'room-link')).find(({ slot }) => slot.endsWith(first));
  expect(line).toMatchObject({
    slot: `${cycle}/STC/link/${first}`,
    recipients: [{ role: 'colleague', name: 'Đỗ Văn Nam', email: 'nam@stc.example' }],
    recipient: 'nam@stc.example',
    state: 'planned',
    letter: { roomLink: first, by: 'Người dùng liên kết chung của Sở Tài chính' },
  });
});

test('a personal letter is never enclosed with letters that the agency’s other contacts read', async () => {
  const db = await givenDb();
  await givenRoom(db);
  const late = vn('2026-12-02 09:00');
  for (const postOffice of everyPostOffice) {
    const messageIdOf = (slots: string) => `<${slots}@x>`;
    const { envelopes } = await claimLetters(db, { postOffice, limit: 1000, messageIdOf, at: late });
    for (const { lines, recipients } of envelopes) {
      if (lines.some(({ kind }) => kind === 'room-link')) expect(recipients).toHaveLength(1);
    }
  }
});

test('a personal letter that comes back goes to nobody else: another contact would get the link', async () => {
  const db = await givenDb();
  const { obligation } = await givenRoom(db);
  const before = await linesOf(db, 'room-link');
  const [line] = before;
  await db
    .updateTable('notification')
    .set({ state: 'sent', message_id: '<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x>' })
    .where('slot', '=', line?.slot ?? '')
    .execute();
  const address = line?.recipients[0]?.email ?? '';
  const diagnostic = '550 5.1.1 User unknown';
  const bounce = { address, kind: 'hard' as const, status: '5.1.1', diagnostic };
  const messageIds = ['<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x>'];
  await recordBounce(db, { id: 'a'.repeat(64), envelope: undefined, messageIds, bounces: [bounce], at });
  const after = await linesOf(db, 'room-link');
  expect(after.find(({ slot }) => slot === line?.slot)?.state).toBe('bounced');
  expect(after).toHaveLength(before.length);
  expect(await linesOf(db, 'delivery-failed')).not.toEqual([]);
  expect(await listRoomLinks(db, obligation)).toHaveLength(2);
});

test.each([
  { who: 'the common link', actor: 'common', code: 'person.not_head' },
  { who: 'an officer’s own link', actor: 'mai', code: 'person.not_head' },
  { who: 'the head', actor: 'head', code: undefined },
  { who: 'the focal agency', actor: 'officer', code: undefined },
] as const)('a head’s link to an address that is not the registered head’s: $who', async ({ actor, code }) => {
  const db = await givenDb();
  const room = await givenRoom(db);
  const who = { common: room.common, mai: room.mai.actor, head: room.head.actor, officer: room.officer }[actor];
  const person = { name: 'Phó Giám đốc', email: 'pgd@stc.example', role: 'head' as const };
  const given = addPerson(db, { obligation: room.obligation, ...person, actor: who, at });
  if (code) await expect(given).rejects.toMatchObject({ code });
  else await expect(given).resolves.toMatch(/^[0-9a-f-]{36}$/);
});

test('anybody of the room may have the registered head sent a link: it reaches the head only', async () => {
  const db = await givenDb();
  const { obligation, common, head, officer } = await givenRoom(db);
  await revokePerson(db, { obligation, link: head.link, actor: officer, at });
  const link = await addPerson(db, { obligation, name: 'Hòa', email: headEmail, role: 'head', actor: common, at });
  const line = (await linesOf(db, 'room-link')).find(({ slot }) => slot.endsWith(link));
  expect(line?.recipients.map(({ email }) => email)).toEqual([headEmail]);
});

test('no more than twenty links hold at once, and a wrong address is named', async () => {
  const db = await givenDb();
  const { obligation, common } = await givenRoom(db);
  const add = (email: string, name = 'Người mới') =>
    addPerson(db, { obligation, name, email, role: 'officer', actor: common, at });
  for (let n = 2; n < mostLinks; n += 1) await add(`nguoi${n}@stc.example`);
  await expect(add('them@stc.example')).rejects.toMatchObject({ problems: [{ field: 'email' }] });
  await expect(add('không phải địa chỉ', ' ')).rejects.toMatchObject({
    problems: [{ field: 'name' }, { field: 'email' }, { field: 'email' }],
  });
});

test('another agency’s link adds and revokes nobody here', async () => {
  const db = await givenDb();
  const { obligation, cycle, mai } = await givenRoom(db);
  const { actor } = await givenAgency(db, cycle, 'SNV');
  const person = { name: 'Kẻ lạ', email: 'la@snv.example', role: 'officer' as const };
  await expect(addPerson(db, { obligation, ...person, actor, at })).rejects.toMatchObject({
    code: 'actor.not_allowed',
  });
  const revoked = revokePerson(db, { obligation, link: mai.link, actor, at });
  await expect(revoked).rejects.toMatchObject({ code: 'actor.not_allowed' });
});

test('a revoked link is kept with who ended it, once, and its letter that waits does not leave', async () => {
  const db = await givenDb();
  const { obligation, common, mai, officer } = await givenRoom(db);
  await revokePerson(db, { obligation, link: mai.link, actor: officer, at });
  await revokePerson(db, { obligation, link: mai.link, actor: common, at: at.add({ hours: 1 }) });
  expect(await findRoomLink(db, mai.link)).toMatchObject({ revokedAt: at });
  const line = (await linesOf(db, 'room-link')).find(({ slot }) => slot.endsWith(mai.link));
  expect(line).toMatchObject({ state: 'cancelled', reason: 'link_revoked' });
  const audits = await db.selectFrom('audit').select('verb').where('verb', '=', 'revoke-person').execute();
  expect(audits).toHaveLength(1);
});

test('the head’s link is not revoked by colleagues', async () => {
  const db = await givenDb();
  const { obligation, mai, head } = await givenRoom(db);
  const revoked = revokePerson(db, { obligation, link: head.link, actor: mai.actor, at });
  await expect(revoked).rejects.toMatchObject({ code: 'person.not_head' });
});

test('last use is noted at most once a minute for each link, and shows the last of them', async () => {
  const db = await givenDb();
  const { obligation, mai } = await givenRoom(db);
  const use = async (seconds: number) => {
    const now = at.add({ milliseconds: seconds * 1000 });
    await notePersonLink(db, mai.link, (await findRoomLink(db, mai.link))?.lastUsedAt, now);
    expect(await openByCommonLink(db, { obligation, linkVersion: 1 }, now)).toMatchObject({ holds: true });
  };
  for (const seconds of [0, 1, 59]) await use(seconds);
  const before = await everythingIn(db);
  await use(59.9);
  expect(await everythingIn(db)).toEqual(before);
  for (const seconds of [60, 61, 180]) await use(seconds);
  expect(await findRoomLink(db, mai.link)).toMatchObject({ uses: 3, lastUsedAt: at.add({ seconds: 180 }) });
  expect(await findCommonUse(db, obligation)).toEqual({ uses: 3, last_used_at: at.add({ seconds: 180 }) });
});

test('two uses at one moment, each having seen none, are noted once', async () => {
  const db = await givenDb();
  const { obligation, mai } = await givenRoom(db);
  for (let time = 0; time < 2; time += 1) {
    await notePersonLink(db, mai.link, undefined, at);
    await openByCommonLink(db, { obligation, linkVersion: 1 }, at);
  }
  expect((await findRoomLink(db, mai.link))?.uses).toBe(1);
  expect((await findCommonUse(db, obligation))?.uses).toBe(1);
});

test('a use that another process has noted within the minute is not noted again', async () => {
  const db = await givenDb();
  const { obligation } = await givenRoom(db);
  const use = (seconds: number) => openByCommonLink(db, { obligation, linkVersion: 1 }, at.add({ seconds }));
  await db.insertInto('room_use').values({ obligation_id: obligation, last_used_at: at, uses: 1 }).execute();
  await use(30);
  expect(await findCommonUse(db, obligation)).toEqual({ uses: 1, last_used_at: at });
  await use(200);
  expect(await findCommonUse(db, obligation)).toEqual({ uses: 2, last_used_at: at.add({ seconds: 200 }) });
});

test('a link that is revoked is seen so at its next use, however short ago it held', async () => {
  const db = await givenDb();
  const { obligation } = await givenRoom(db);
  const open = () => openByCommonLink(db, { obligation, linkVersion: 1 }, at);
  expect(await open()).toMatchObject({ holds: true });
  await db.updateTable('obligation').set({ link_version: 2 }).where('id', '=', obligation).execute();
  expect(await open()).toMatchObject({ holds: false });
});

test('drafts, submissions and the audit say who it was', async () => {
  const db = await givenDb();
  const { draft, submit, mai, obligation } = await givenRoom(db);
  await draft(0, '2026-12-01 09:00');
  await submit(mai.actor, '2026-12-01 10:00');
  const { submitted_by } = await db.selectFrom('submission').select('submitted_by').executeTakeFirstOrThrow();
  const { saved_by } = await db.selectFrom('draft').select('saved_by').executeTakeFirstOrThrow();
  const audit = await db
    .selectFrom('audit')
    .select('actor')
    .where('subject', '=', obligation)
    .where('verb', '=', 'submit')
    .executeTakeFirstOrThrow();
  expect([submitted_by, saved_by, audit.actor]).toEqual(Array(3).fill('agency:STC/Lê Thị Mai'));
  const person = await readPeople(db);
  expect([person(saved_by), person('agency:STC')]).toEqual(['Lê Thị Mai (cơ quan báo cáo)', 'Cơ quan báo cáo']);
});
