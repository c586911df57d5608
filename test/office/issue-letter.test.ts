import { expect, test } from 'vitest';
import { engine } from '../../domain/actor.ts';
import type { Actor } from '../../domain/actor.ts';
import { letterDocument } from '../../documents/letter-document.ts';
import { approveLetter } from '../../office/approve-letter.ts';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import { voidLetter } from '../../office/void-letter.ts';
import { listLetters } from '../../store/letters.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { approve, issueApproved } from '../given/letters.ts';
import { givenStaff } from '../given/people.ts';

async function givenDraft() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor: officer } = await givenStaff(db, 'officer');
  const { actor: leader } = await givenStaff(db, 'leader');
  const step = { key: 'escalate', kind: 'escalate' as const, rung: 'escalate', at: vn('2026-12-22 08:00') };
  await draftEscalation(db, cycle, step, vn('2026-12-22 08:00'));
  await draftEscalation(db, cycle, step, vn('2026-12-22 08:05'));
  const [report, direction] = await listLetters(db, cycle);
  if (!report || !direction) throw new Error('no drafts');
  return { db, cycle, officer, leader, report, direction };
}

const at = vn('2026-12-22 10:00');
const issuedOn = Temporal.PlainDate.from('2026-12-22');

test('invariant 9: the engine drafts one report to UBND tỉnh with figures and a dated list, unnumbered', async () => {
  const { report, direction } = await givenDraft();
  expect(report).toMatchObject({ kind: 'escalation', number: null, issued_at: null, approved_at: null });
  expect(report.content.list).toHaveLength(110);
  expect(report.content.list[4]).toEqual({
    agency: 'Sở Tài chính',
    code: 'STC',
    due: '17/12/2026',
    state: 'Chưa gửi',
    urged: 0,
  });
  expect(report.content.paragraphs.join(' ')).toContain('0/110');
  expect(direction).toMatchObject({ kind: 'direction-draft', parent_id: report.id, number: null });
});

test('invariant 9: neither the engine nor an officer approves or issues a letter; a leader does, under one number', async () => {
  const { db, report, officer, leader } = await givenDraft();
  const { id: letter, revision } = report;
  const issue = (actor: Actor, number?: string) =>
    issueLetter(db, { letter, number, issuedOn, delivery: 'by_hand', build: letterDocument, actor, at });
  for (const actor of [engine, officer]) {
    expect(() => approveLetter(db, { letter, revision, actor, at })).toThrow('actor.not_allowed');
    await expect(issue(actor)).rejects.toThrow('actor.not_allowed');
    expect(() => voidLetter(db, { letter, reason: 'x', actor, at })).toThrow('actor.not_allowed');
  }
  await expect(issue(leader)).rejects.toThrow('letter.not_approved');
  await approve(db, letter, leader, at);
  expect(await issue(leader, '1561/BC-SKHCN')).toBe('1561/BC-SKHCN');
  expect(await issue(leader, ' 1561/bc-skhcn ')).toBe('1561/BC-SKHCN');
  expect(await issue(leader)).toBe('1561/BC-SKHCN');
  await expect(issue(leader, '1562/BC-SKHCN')).rejects.toMatchObject({ code: 'fact.changed' });
  expect(await db.selectFrom('letter_number').select('number').execute()).toEqual([{ number: 1561 }]);
});

test('words that criticise are approved only by somebody who confirms them', async () => {
  const { db, direction, leader } = await givenDraft();
  const approval = { letter: direction.id, revision: direction.revision, actor: leader, at };
  expect(direction.content.paragraphs.join(' ')).toContain('phê bình');
  await expect(approveLetter(db, approval)).rejects.toThrow('letter.criticism');
  await approveLetter(db, { ...approval, keepsCriticism: true });
});

test('what UBND tỉnh issues has the number that it gave, and nothing is sent', async () => {
  const { db, direction, leader } = await givenDraft();
  const given = { letter: direction.id, actor: leader, at, delivery: 'at_once' as const };
  await expect(issueApproved(db, given)).rejects.toMatchObject({ code: 'request.invalid' });
  const issue = { ...given, number: '6120/UBND-KGVX', issuedOn, build: letterDocument };
  expect(await issueLetter(db, issue)).toBe('6120/UBND-KGVX');
  const row = await db.selectFrom('letter').selectAll().where('id', '=', direction.id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ delivery: 'by_hand', sent_at: null });
});

test('a day to come is refused, and the refusal takes no number', async () => {
  const { db, report, leader } = await givenDraft();
  const tomorrow = issuedOn.add({ days: 1 });
  const issue = { letter: report.id, actor: leader, at };
  await expect(issueApproved(db, { ...issue, issuedOn: tomorrow })).rejects.toMatchObject({ code: 'request.invalid' });
  const build = () => Promise.reject(new Error('no paper'));
  await expect(issueLetter(db, { ...issue, issuedOn, delivery: 'by_hand', build })).rejects.toThrow('no paper');
  expect(await issueLetter(db, { ...issue, issuedOn, delivery: 'by_hand', build: letterDocument })).toBe('01/BC-SKHCN');
});
