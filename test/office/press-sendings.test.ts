import { expect, test } from 'vitest';
import { claimLetters } from '../../office/claim-letters.ts';
import { confirmClaims } from '../../office/confirm-claims.ts';
import { recordSending } from '../../office/record-sending.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { withdrawSending } from '../../office/withdraw-sending.ts';
import { listReceivers, listSendings } from '../../store/sendings.ts';
import { vn } from '../given/clock.ts';
import { followPresses, lettersOf, pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenCompiled } from '../given/compiled.ts';
import { givenStaff } from '../given/people.ts';

async function givenSent() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor } = await givenStaff(db, 'officer');
  await givenStaff(db, 'leader');
  const at = vn('2026-12-18 07:30');
  const compilation = await startCompilation(db, { cycle, final: true, slot: `${cycle}/a`, actor, at });
  await givenCompiled(db, compilation, at);
  const sent = (receiver: string, when: string) =>
    recordSending(db, {
      ...{ compilation, documentNumber: '312/BC-UBND', issuedOn: pdate('2026-12-17'), receiver },
      ...{ channel: 'Trục liên thông', actor, at: vn(when) },
    });
  return { db, cycle, actor, sent };
}

test('each receiver is reminded of by its own date: officer, then leader too, then both every working day, until the cycle closes', async () => {
  const { db, cycle } = await givenSent();
  const keys = await followPresses(db, cycle, '2027-01-05 08:00', true);
  expect(keys.filter((key) => key.startsWith('sending'))).toEqual(
    ['14', '17', '18', '21', '22', '23', '24', '25', '28', '29', '30', '31'].map(
      (day) => `sending-wait-2026-12-${day}`,
    ),
  );
  const told = (await lettersOf(db, 'sending-waiting')).map(({ planned_at, roles, letter }) => [
    planned_at.toString().slice(5, 10),
    String(letter['receiver']).split(' ')[0],
    letter['workingDays'],
    roles.join('+'),
  ]);
  expect(told.slice(0, 6)).toEqual([
    ['12-14', 'Bộ', -5, 'officer'],
    ['12-17', 'Bộ', -2, 'officer'],
    ['12-18', 'Thủ', -5, 'officer'],
    ['12-21', 'Bộ', 0, 'officer+leader'],
    ['12-22', 'Bộ', 1, 'officer+leader'],
    ['12-23', 'Thủ', -2, 'officer'],
  ]);
  expect(told.filter(([date]) => date === '12-28')).toEqual([
    ['12-28', 'Thủ', 1, 'officer+leader'],
    ['12-28', 'Bộ', 5, 'officer+leader'],
  ]);
});

test('a receiver whose sending is recorded is reminded of no more, and again once that is withdrawn', async () => {
  const { db, cycle, actor, sent } = await givenSent();
  await followPresses(db, cycle, '2026-12-18 09:00', true);
  const sending = await sent('Bộ KH&CN', '2026-12-18 10:00');
  await followPresses(db, cycle, '2026-12-22 09:00', true);
  const receivers = async () => (await lettersOf(db, 'sending-waiting')).map(({ letter }) => letter['receiver']);
  expect(await receivers()).toEqual(['Bộ Khoa học và Công nghệ', 'Bộ Khoa học và Công nghệ', 'Thủ tướng Chính phủ']);
  expect((await listReceivers(db, cycle)).map(({ sendings }) => sendings.length)).toEqual([0, 1]);
  await expect(withdrawSending(db, { sending, reason: ' ', actor, at: vn('2026-12-22 10:00') })).rejects.toMatchObject({
    code: 'request.invalid',
  });
  const withdrawal = { sending, reason: 'Ghi nhầm số', actor, at: vn('2026-12-22 10:00') };
  await withdrawSending(db, withdrawal);
  await withdrawSending(db, withdrawal);
  expect((await listSendings(db, cycle)).map(({ withdrawn_reason }) => withdrawn_reason)).toEqual(['Ghi nhầm số']);
  await followPresses(db, cycle, '2026-12-23 08:00', true);
  // The mornings of 21, 22 and 23/12 that the withdrawn sending had kept silent.
  expect((await receivers()).slice(3).filter((each) => String(each).startsWith('Bộ'))).toHaveLength(3);
  await sent('Bộ KH&CN', '2026-12-23 09:00');
  expect((await listReceivers(db, cycle)).map(({ sendings }) => sendings.length)).toEqual([0, 1]);
  expect(await listSendings(db, cycle)).toHaveLength(2);
});

test('invariant 1 for sendings: a reminder that waits, or is claimed, when the sending is recorded does not leave', async () => {
  const { db, cycle, sent } = await givenSent();
  await followPresses(db, cycle, '2026-12-18 09:00', true);
  await db.updateTable('notification').set({ state: 'sent' }).where('kind', '!=', 'sending-waiting').execute();
  const claim = async (when: string) => {
    const offices = everyPostOffice.map((postOffice) =>
      claimLetters(db, { postOffice, limit: 100, messageIdOf: (slots) => `<${slots}>`, at: vn(when) }),
    );
    return (await Promise.all(offices)).flatMap(({ envelopes }) => envelopes.flatMap(({ lines }) => lines));
  };
  const claimed = await claim('2026-12-18 09:00');
  expect(claimed).toHaveLength(3);
  await sent('Bộ Khoa học và Công nghệ', '2026-12-18 09:00');
  const leaving = await confirmClaims(db, claimed, vn('2026-12-18 09:01'));
  expect(leaving.size).toBe(1);
  await followPresses(db, cycle, '2026-12-23 08:00', true);
  await sent('Thủ tướng Chính phủ', '2026-12-23 08:01');
  expect(await claim('2026-12-23 08:02')).toEqual([]);
  const states = await db
    .selectFrom('notification')
    .select(['state', 'reason'])
    .where('kind', '=', 'sending-waiting')
    .execute();
  expect(states.filter(({ reason }) => reason === 'sent_up')).toHaveLength(3);
});
