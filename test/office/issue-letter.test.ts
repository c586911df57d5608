import { expect, test } from 'vitest';
import { engine } from '../../domain/actor.ts';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';

async function givenDraft() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await givenStaff(db, 'officer');
  const step = { key: 'escalate', kind: 'escalate' as const, rung: 'escalate', at: vn('2026-12-22 08:00') };
  await draftEscalation(db, cycle, step, vn('2026-12-22 08:00'));
  await draftEscalation(db, cycle, step, vn('2026-12-22 08:05'));
  const letters = await db.selectFrom('letter').selectAll().execute();
  return { db, letters };
}

test('invariant 9: the engine drafts one report to UBND tỉnh with figures and a dated list, unnumbered', async () => {
  const { letters } = await givenDraft();
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({ number: null, issued_at: null, issued_by: null });
  expect(letters[0]?.content.list).toHaveLength(110);
  expect(letters[0]?.content.paragraphs.join(' ')).toContain('0/110');
});

test('invariant 9: nothing that the engine drafts criticises anybody', async () => {
  const { db, letters } = await givenDraft();
  const ledger = await db.selectFrom('notification').selectAll().execute();
  expect(JSON.stringify([letters, ledger]).toLocaleLowerCase('vi')).not.toContain('phê bình');
});

test('invariant 9: neither the engine nor an officer issues a letter; a leader does, under one number', async () => {
  const { db, letters } = await givenDraft();
  const letter = letters[0]?.id ?? '';
  const officer = (await givenStaff(db, 'officer')).actor;
  const leader = (await givenStaff(db, 'leader')).actor;
  const issue = (actor: Parameters<typeof issueLetter>[1]['actor'], number = '1561/BC-SKHCN') =>
    issueLetter(db, {
      letter,
      number,
      issuedOn: Temporal.PlainDate.from('2026-12-22'),
      actor,
      at: vn('2026-12-22 10:00'),
    });
  await expect(issue(engine)).rejects.toThrow('actor.not_allowed');
  await expect(issue(officer)).rejects.toThrow('actor.not_allowed');
  await issue(leader);
  await issue(leader);
  await expect(issue(leader, '1562/BC-SKHCN')).rejects.toMatchObject({ code: 'fact.changed' });
  expect((await db.selectFrom('letter').selectAll().executeTakeFirstOrThrow()).number).toBe('1561/BC-SKHCN');
});
