import { expect, test } from 'vitest';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { flagFocalAgency } from '../../office/flag-focal-agency.ts';
import { returnReport } from '../../office/review-report.ts';
import { submitReport } from '../../office/submit-report.ts';
import { listLetters } from '../../store/letters.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { lettersOf, pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { issueApproved } from '../given/letters.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenOffice() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor: officer } = await givenStaff(db, 'officer');
  const { actor: leader } = await givenStaff(db, 'leader');
  return { db, cycle, officer, leader };
}

const flag = (db: Db, cycle: string) => {
  const at = vn('2026-12-18 08:00');
  return flagFocalAgency(db, cycle, { key: 'flag-missing', kind: 'flag', rung: 'flag-missing', at }, at);
};

const escalate = (db: Db, cycle: string) => {
  const at = vn('2026-12-22 08:00');
  return draftEscalation(db, cycle, { key: 'escalate', kind: 'escalate', rung: 'escalate', at }, at);
};

async function submit(db: Db, cycle: string, agency: string, at: string) {
  const { obligation, actor } = await givenAgency(db, cycle, agency);
  const attempt = crypto.randomUUID();
  return submitReport(db, { obligation, report: givenReport(), attempt, actor, at: vn(at) });
}

const draftOf = async (db: Db, cycle: string) => {
  const [letter] = await listLetters(db, cycle);
  if (!letter) throw new Error('no draft');
  return letter;
};

test('once a named agency reports, those who were told are told that it is settled, once', async () => {
  const { db, cycle } = await givenOffice();
  await flag(db, cycle);
  const receipt = await submit(db, cycle, 'STC', '2026-12-21 09:00');
  await submit(db, cycle, 'STC', '2026-12-21 10:00');
  const settled = await lettersOf(db, 'settled');
  expect(settled.map(({ slot, roles }) => [slot, roles])).toEqual([
    ['kl69-nam/2026/STC/settled/flag-missing', ['officer', 'leader']],
  ]);
  expect(settled[0]?.letter).toMatchObject({
    agency: 'Sở Tài chính',
    settled: { outcome: 'reported', code: receipt.code, onTime: false, workingDaysLate: 2 },
    told: { dropped: false },
  });
});

test('nobody is told of an agency that was never named', async () => {
  const { db, cycle } = await givenOffice();
  await submit(db, cycle, 'STC', '2026-12-17 09:00');
  await flag(db, cycle);
  await submit(db, cycle, 'STC', '2026-12-18 09:00');
  expect(await lettersOf(db, 'settled')).toEqual([]);
});

test('a draft that is not issued drops the agency, says why, and its figures are made anew', async () => {
  const { db, cycle } = await givenOffice();
  await flag(db, cycle);
  await escalate(db, cycle);
  const before = await draftOf(db, cycle);
  await submit(db, cycle, 'STC', '2026-12-22 09:30');
  const after = await draftOf(db, cycle);
  expect(after.content.list).toHaveLength(before.content.list.length - 1);
  expect(after.content.list.map(({ agency }) => agency)).not.toContain('Sở Tài chính');
  expect(after.content.dropped).toEqual([
    {
      agency: 'Sở Tài chính',
      at: vn('2026-12-22 09:30').toString(),
      why: expect.stringMatching(/^đã gửi báo cáo lúc/),
    },
  ]);
  expect(before.content.paragraphs[0]).toContain('đã có 0/110');
  expect(after.content.paragraphs[0]).toContain('tính đến 09:30 thứ Ba, 22/12/2026, đã có 1/110');
  expect(after.content.paragraphs[0]).toContain('còn 109 cơ quan');
  expect(after.content.paragraphs[1]).toBe(before.content.paragraphs[1]);
  const [told] = await lettersOf(db, 'settled');
  expect(told?.letter).toMatchObject({ told: { dropped: true } });
});

test('an issued letter keeps its words and its list, and notes what has changed since', async () => {
  const { db, cycle, leader } = await givenOffice();
  await escalate(db, cycle);
  const { id } = await draftOf(db, cycle);
  await issueApproved(db, { letter: id, number: '87/BC-SKHCN', actor: leader, at: vn('2026-12-22 09:00') });
  const { content } = await draftOf(db, cycle);
  await submit(db, cycle, 'STC', '2026-12-22 09:30');
  const after = await draftOf(db, cycle);
  expect([after.content.paragraphs, after.content.list]).toEqual([content.paragraphs, content.list]);
  expect(after.content.settled).toMatchObject([{ agency: 'Sở Tài chính' }]);
  const [told] = await lettersOf(db, 'settled');
  expect(told?.letter).toMatchObject({ told: { dropped: false, issued: '87/BC-SKHCN' } });
});

test('a draft whose whole list is settled says that it is needless', async () => {
  const { db, cycle, officer } = await givenOffice();
  await db.deleteFrom('obligation').where('agency_code', 'not in', ['STC', 'SNV']).execute();
  await escalate(db, cycle);
  await submit(db, cycle, 'STC', '2026-12-22 09:30');
  const { obligation } = await givenAgency(db, cycle, 'SNV');
  await excuseAgency(db, { obligation, reason: 'Sáp nhập', actor: officer, at: vn('2026-12-22 10:00') });
  const { content } = await draftOf(db, cycle);
  expect(content.list).toEqual([]);
  expect(content.dropped?.map(({ why }) => why)).toEqual([
    expect.stringContaining('đã gửi báo cáo'),
    'không phải báo cáo trong kỳ này: Sáp nhập',
  ]);
  expect(content.paragraphs.join(' ')).toContain('không cần ban hành');
});

test('an excuse and an extension settle an agency too; one that is refused does not', async () => {
  const { db, cycle, officer } = await givenOffice();
  await flag(db, cycle);
  const at = vn('2026-12-18 10:00');
  const decide = async (agency: string, decision: 'granted' | 'refused') => {
    const { obligation, actor } = await givenAgency(db, cycle, agency);
    const until = pdate('2026-12-21');
    const extension = await requestExtension(db, { obligation, until, reason: 'Chờ số liệu', actor, at });
    await decideExtension(db, { extension, decision, words: '12/SKHCN', actor: officer, at });
  };
  await decide('STC', 'granted');
  await decide('SNV', 'refused');
  const { obligation } = await givenAgency(db, cycle, 'STP');
  await excuseAgency(db, { obligation, reason: 'Sáp nhập', actor: officer, at });
  const settled = await lettersOf(db, 'settled');
  expect(
    settled.map(({ letter }) => [letter['agency'], (letter['settled'] as unknown as { outcome: string }).outcome]),
  ).toEqual([
    ['Sở Tài chính', 'extended'],
    ['Sở Tư pháp', 'excused'],
  ]);
});

test('an agency that is named again is settled again', async () => {
  const { db, cycle, officer } = await givenOffice();
  await flag(db, cycle);
  const { submission } = await submit(db, cycle, 'STC', '2026-12-18 09:00');
  const reasons = [{ field: 'sections.I', message: 'Thiếu' }];
  const correctionDue = pdate('2026-12-21');
  await returnReport(db, { submission, reasons, correctionDue, actor: officer, at: vn('2026-12-18 14:00') });
  await escalate(db, cycle);
  await submit(db, cycle, 'STC', '2026-12-22 11:00');
  expect((await lettersOf(db, 'settled')).map(({ slot }) => slot)).toEqual([
    'kl69-nam/2026/STC/settled/flag-missing',
    'kl69-nam/2026/STC/settled/escalate',
  ]);
});
