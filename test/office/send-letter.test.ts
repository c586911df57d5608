import { expect, test } from 'vitest';
import { createEnclosures } from '../../activities/enclosed-files.ts';
import { attachSigned } from '../../office/sign-letter.ts';
import { handOverLetter } from '../../office/hand-over-letter.ts';
import { setSuperiorMailbox } from '../../office/set-superior-mailbox.ts';
import { takeWave } from '../../office/take-wave.ts';
import { voidLetter } from '../../office/void-letter.ts';
import { getLetter, listAttachedLetters, stateOfLetter } from '../../store/letters.ts';
import type { LetterDelivery } from '../../store/schema.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenPdf } from '../given/files.ts';
import { approve, givenEscalation, issueApproved } from '../given/letters.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { submitReport } from '../../office/submit-report.ts';

const at = vn('2026-12-18 10:00');
const due = Temporal.PlainDate.from('2026-12-17');

async function givenUrging() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor: leader } = await givenStaff(db, 'leader');
  const { obligation, actor } = await givenAgency(db, cycle, 'STC');
  const report = { obligation, report: givenReport(), attempt: crypto.randomUUID(), actor };
  await submitReport(db, { ...report, at: vn('2026-12-16 09:00') });
  const step = { key: 'urge-1@2026-12-17', kind: 'urge' as const, rung: 'urge-1', at: vn('2026-12-18 08:00'), due };
  await takeWave(db, cycle, step, step.at);
  const { id: letter } = await db.selectFrom('letter').select('id').executeTakeFirstOrThrow();
  const issue = (delivery: LetterDelivery) => issueApproved(db, { letter, actor: leader, at, delivery });
  const lines = () =>
    db.selectFrom('notification').selectAll().where('kind', 'in', ['official-letter', 'official-report']).execute();
  const pdf = (text: string) => ({ name: 'ban-ky.pdf', mediaType: 'application/pdf', content: givenPdf([text]) });
  const sign = (text = 'Đã ký') => attachSigned(db, { letter, file: pdf(text), actor: leader, at });
  return { db, cycle, leader, letter, issue, lines, sign };
}

test('nothing leaves before a letter is issued; then each agency on its list has one line, with the Word file', async () => {
  const { db, issue, lines, letter } = await givenUrging();
  expect(await lines()).toEqual([]);
  await issue('at_once');
  const sent = await lines();
  expect(sent).toHaveLength(109);
  expect(sent.map(({ agency_code }) => agency_code)).not.toContain('STC');
  expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(['planned']));
  const files = await createEnclosures(db)(sent.slice(0, 2));
  expect(files.map(({ name }) => name)).toEqual(['01-SKHCN-VP.docx']);
  expect(stateOfLetter(await getLetter(db, letter))).toBe('sent');
});

test('a letter that waits for its signed PDF leaves with it, once', async () => {
  const { db, issue, lines, sign, letter } = await givenUrging();
  await issue('signed');
  expect([await lines(), stateOfLetter(await getLetter(db, letter))]).toEqual([[], 'unsigned']);
  await sign();
  await sign();
  const sent = await lines();
  expect(sent).toHaveLength(109);
  const files = await createEnclosures(db)(sent);
  expect(files.map(({ name }) => name)).toEqual(['ban-ky.pdf', '01-SKHCN-VP.docx']);
  await expect(sign('Bản khác')).rejects.toMatchObject({ code: 'letter.issued' });
});

test('only a PDF is a signed file, and only of an issued letter', async () => {
  const { db, letter, leader, sign } = await givenUrging();
  await expect(sign()).rejects.toMatchObject({ code: 'letter.not_issued' });
  const word = { name: 'a.docx', mediaType: 'application/msword', content: new Uint8Array([1]) };
  await expect(attachSigned(db, { letter, file: word, actor: leader, at })).rejects.toMatchObject({
    code: 'file.wrong_type',
  });
});

test('voiding an issued letter cancels the e-mails that have not left', async () => {
  const { db, issue, lines, letter, leader } = await givenUrging();
  await issue('at_once');
  const [first] = await lines();
  await db
    .updateTable('notification')
    .set({ state: 'sent' })
    .where('slot', '=', first?.slot ?? '')
    .execute();
  await voidLetter(db, { letter, reason: 'Sai danh sách', actor: leader, at });
  const states = (await lines()).map(({ state }) => state);
  expect([states.filter((state) => state === 'cancelled').length, states.length]).toEqual([108, 109]);
  await expect(
    attachSigned(db, {
      letter,
      file: { name: 'a.pdf', mediaType: 'application/pdf', content: givenPdf(['x']) },
      actor: leader,
      at,
    }),
  ).rejects.toMatchObject({ code: 'letter.voided' });
});

test('a report goes to UBND tỉnh where an address is known; otherwise somebody hands it over and says so', async () => {
  const { db, cycle, leader, lines } = await givenUrging();
  const report = await givenEscalation(db, cycle);
  const on = vn('2026-12-22 10:00');
  await issueApproved(db, { letter: report, actor: leader, at: on, delivery: 'at_once' });
  expect([await lines(), stateOfLetter(await getLetter(db, report))]).toEqual([[], 'issued']);
  const day = Temporal.PlainDate.from('2026-12-22');
  const handed = { letter: report, how: 'Hệ thống quản lý văn bản', actor: leader, at: on };
  await expect(handOverLetter(db, { ...handed, on: day.add({ days: 1 }) })).rejects.toMatchObject({
    code: 'request.invalid',
  });
  await handOverLetter(db, { ...handed, on: day });
  expect(stateOfLetter(await getLetter(db, report))).toBe('sent');
});

test('with an address of UBND tỉnh its report is one line to it', async () => {
  const { db, cycle, leader, lines } = await givenUrging();
  await expect(async () => setSuperiorMailbox(db, { email: 'vanphong', actor: leader, at })).rejects.toMatchObject({
    code: 'request.invalid',
  });
  for (const email of ['cu@quangngai.example', 'VanPhong@quangngai.example'])
    await setSuperiorMailbox(db, { email, actor: leader, at });
  const report = await givenEscalation(db, cycle);
  await issueApproved(db, { letter: report, actor: leader, at: vn('2026-12-22 10:00'), delivery: 'at_once' });
  expect(await lines()).toMatchObject([
    { kind: 'official-report', recipient: 'vanphong@quangngai.example', page: `/letters/${report}`, agency_code: null },
  ]);
});

test('the draft of UBND tỉnh’s letter goes with the report only when it was approved, and is voided with it', async () => {
  const { db, cycle, leader } = await givenUrging();
  const report = await givenEscalation(db, cycle);
  const [direction] = await listAttachedLetters(db, report);
  const on = vn('2026-12-22 10:00');
  await setSuperiorMailbox(db, { email: 'vanphong@quangngai.example', actor: leader, at });
  await issueApproved(db, { letter: report, actor: leader, at: on, delivery: 'at_once' });
  const line = await db
    .selectFrom('notification')
    .selectAll()
    .where('kind', '=', 'official-report')
    .executeTakeFirstOrThrow();
  const names = async () => (await createEnclosures(db)([line])).map(({ name }) => name);
  expect(await names()).toEqual(['01-BC-SKHCN.docx']);
  await approve(db, direction?.id ?? '', leader, on);
  expect(await names()).toEqual(['01-BC-SKHCN.docx', 'Du-thao-direction-draft.docx']);
  await voidLetter(db, { letter: report, reason: 'Nhầm', actor: leader, at: on });
  expect((await getLetter(db, direction?.id ?? '')).void_reason).toBe('Nhầm');
});
