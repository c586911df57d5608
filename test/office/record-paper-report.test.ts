import { expect, test } from 'vitest';
import { attachFile } from '../../office/attach-file.ts';
import { recordPaperReport } from '../../office/record-paper-report.ts';
import type { RecordPaperReport } from '../../office/record-paper-report.ts';
import { acceptReport, returnReport } from '../../office/review-report.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { getObligation } from '../../store/obligations.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenPolicy } from '../given/cycle-steps.ts';
import { givenReport } from '../given/report.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

async function givenOwing(db: Db) {
  const cycle = await givenCycle(db);
  const agency = await givenAgency(db, cycle);
  const officer = (await givenStaff(db, 'officer')).actor;
  const note = (receivedOn: string, at: string, more: Partial<RecordPaperReport> = {}) =>
    recordPaperReport(db, {
      ...{ obligation: agency.obligation, channel: 'paper', number: '125/BC-STC' },
      ...{ attempt: crypto.randomUUID(), actor: officer, receivedOn: day(receivedOn), at: vn(at), ...more },
    });
  const submit = (at: string) =>
    submitReport(db, {
      ...{ obligation: agency.obligation, actor: agency.actor },
      ...{ report: givenReport(), attempt: crypto.randomUUID(), at: vn(at) },
    });
  return { ...agency, cycle, officer, note, submit };
}

test.each([
  { receivedOn: '2026-12-17', recordedAt: '2026-12-21 09:00', onTime: true, late: 0 },
  { receivedOn: '2026-12-18', recordedAt: '2026-12-21 09:00', onTime: false, late: 1 },
  { receivedOn: '2026-12-21', recordedAt: '2026-12-21 09:00', onTime: false, late: 2 },
])(
  'a document of $receivedOn, recorded later, is on time: $onTime, $late working days late',
  async ({ receivedOn, recordedAt, onTime, late }) => {
    const { note } = await givenOwing(await givenDb());
    const receipt = await note(receivedOn, recordedAt);
    expect(receipt).toMatchObject({ onTime, workingDaysLate: late, version: 1 });
    expect(receipt.paper).toMatchObject({ channel: 'paper', number: '125/BC-STC' });
    expect(receipt.paper?.receivedOn.toString()).toBe(receivedOn);
  },
);

test('it counts as any submission: the state, the audit in the officer’s name, a letter in working hours, no more urging', async () => {
  const db = await givenDb();
  const { note, obligation, officer, cycle } = await givenOwing(db);
  await note('2026-12-16', '2026-12-16 20:00');
  expect((await getObligation(db, obligation)).state).toBe('submitted');
  const audit = await db.selectFrom('audit').selectAll().where('subject', '=', obligation).execute();
  expect(audit.at(-1)).toMatchObject({ verb: 'record-paper-report', actor: `staff:${officer.account}` });
  const [letter] = await db.selectFrom('notification').selectAll().where('kind', '=', 'paper-recorded').execute();
  expect(letter).toMatchObject({ slot: `${cycle}/STC/paper-recorded/1`, state: 'planned' });
  expect(letter?.not_before.toString()).toBe(vn('2026-12-17 07:00').toString());
  const at = vn('2026-12-17 08:00');
  await takeWave(
    db,
    cycle,
    { key: 'remind-1@2026-12-17', kind: 'remind', rung: 'remind-1', at, due: day('2026-12-17') },
    at,
  );
  const reminded = await db
    .selectFrom('notification')
    .select('agency_code')
    .where('kind', '=', 'remind')
    .where('state', '=', 'planned')
    .execute();
  expect(reminded).toHaveLength(109);
  expect(reminded.map(({ agency_code }) => agency_code)).not.toContain('STC');
});

test.each([
  { because: 'lies ahead', receivedOn: '2026-12-17', field: 'receivedOn' },
  { because: 'lies before the cycle opened', receivedOn: '2026-11-04', field: 'receivedOn' },
  { because: 'has no number', receivedOn: '2026-12-10', number: '  ', field: 'number' },
])('a document that $because is refused, and nothing is stored', async ({ receivedOn, field, number }) => {
  const db = await givenDb();
  const { note } = await givenOwing(db);
  const before = await everythingIn(db);
  await expect(note(receivedOn, '2026-12-16 09:00', number ? { number } : {})).rejects.toMatchObject({
    ...{ code: 'request.invalid', problems: [{ field }] },
  });
  expect(await everythingIn(db)).toEqual(before);
});

test('the same attempt, and the same document typed again, give the first receipt', async () => {
  const db = await givenDb();
  const { note } = await givenOwing(db);
  const attempt = crypto.randomUUID();
  const first = await note('2026-12-16', '2026-12-16 09:00', { attempt });
  expect(await note('2026-12-16', '2026-12-17 09:00', { attempt })).toEqual(first);
  expect(await note('2026-12-16', '2026-12-17 09:00', { number: ' 125/BC-STC ' })).toEqual(first);
  expect((await note('2026-12-16', '2026-12-17 09:00', { number: '126/BC-STC' })).version).toBe(2);
});

test('a paper never hides the words of a report that waits for review; the agency’s own words come after a paper', async () => {
  const db = await givenDb();
  const { note, submit, officer, obligation } = await givenOwing(db);
  await note('2026-12-16', '2026-12-16 09:00');
  const { submission, version } = await submit('2026-12-16 10:00');
  expect(version).toBe(2);
  await expect(note('2026-12-16', '2026-12-16 11:00', { number: '9' })).rejects.toMatchObject({
    code: 'paper.needless',
  });
  await returnReport(db, {
    ...{ submission, reasons: [{ field: 'sections.I', message: 'Thiếu' }], correctionDue: day('2026-12-21') },
    ...{ actor: officer, at: vn('2026-12-17 09:00') },
  });
  await expect(note('2026-12-16', '2026-12-18 09:00')).rejects.toMatchObject({ code: 'request.invalid' });
  const corrected = await note('2026-12-21', '2026-12-22 09:00');
  expect(corrected).toMatchObject({ version: 3, onTime: true });
  await acceptReport(db, { submission: corrected.submission, actor: officer, at: vn('2026-12-22 10:00') });
  await expect(note('2026-12-22', '2026-12-22 11:00')).rejects.toMatchObject({ code: 'obligation.accepted' });
  expect((await getObligation(db, obligation)).state).toBe('accepted');
});

test('its scan is kept with the version and its receipt names it; the agency’s own draft and files stay apart', async () => {
  const db = await givenDb();
  const { note, obligation, actor } = await givenOwing(db);
  const pdf = { mediaType: 'application/pdf', content: new Uint8Array([1, 2, 3]) };
  await attachFile(db, { obligation, name: 'nháp.pdf', ...pdf, actor, at: vn('2026-12-15 09:00') });
  await note('2026-12-16', '2026-12-16 09:00', { scan: { name: 'Bản quét.pdf', ...pdf } });
  const { content } = await db.selectFrom('submission').select('content').executeTakeFirstOrThrow();
  expect(content.attachments.map(({ name }) => name)).toEqual(['Bản quét.pdf']);
  expect(await db.selectFrom('draft').selectAll().execute()).toEqual([]);
});

test('a lock keeps out what comes late on the system, not what has come on paper', async () => {
  const db = await givenDb();
  const { note, submit } = await givenOwing(db);
  await givenPolicy(db, { late: { policy: 'lock', workingDays: 1 } });
  await expect(submit('2026-12-22 09:00')).rejects.toMatchObject({ code: 'submission.locked' });
  expect(await note('2026-12-22', '2026-12-22 10:00')).toMatchObject({ onTime: false, workingDaysLate: 3 });
});

test('nothing is recorded in a closed cycle, by an agency, or by somebody who only reads', async () => {
  const db = await givenDb();
  const { note, actor } = await givenOwing(db);
  const viewer = (await givenStaff(db, 'viewer')).actor;
  for (const who of [actor, viewer]) {
    expect(() => note('2026-12-16', '2026-12-16 09:00', { actor: who })).toThrow('actor.not_allowed');
  }
  await db
    .updateTable('cycle')
    .set({ closed_at: vn('2026-12-31 17:00') })
    .execute();
  await expect(note('2026-12-16', '2027-01-02 09:00')).rejects.toMatchObject({ code: 'cycle.closed' });
});
