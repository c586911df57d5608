import { expect, test } from 'vitest';
import { officialKinds } from '../../domain/official/kinds.ts';
import { criticises } from '../../domain/official/words.ts';
import { draftLetter } from '../../office/draft-letter.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { takeWave } from '../../office/take-wave.ts';
import { listLetters } from '../../store/letters.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenEscalation, issueApproved } from '../given/letters.ts';
import { givenAgency, givenStaff } from '../given/people.ts';

const due = pdate('2026-12-17');
const wave = (db: Db, cycle: string, kind: 'request' | 'remind' | 'urge', rung: string, at: string, day = due) =>
  takeWave(db, cycle, { key: `${rung}@${day.toString()}`, kind, rung, at: vn(at), due: day }, vn(at));

async function givenOffice() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor: officer } = await givenStaff(db, 'officer');
  const { actor: leader } = await givenStaff(db, 'leader');
  return { db, cycle, officer, leader };
}

async function decide(
  db: Db,
  cycle: string,
  granted: string | undefined,
  words: string,
  actor: Parameters<typeof decideExtension>[1]['actor'],
) {
  const agency = await givenAgency(db, cycle, 'STC');
  const request = {
    obligation: agency.obligation,
    until: pdate('2026-12-22'),
    reason: 'Chờ số liệu',
    actor: agency.actor,
  };
  const extension = await requestExtension(db, { ...request, at: vn('2026-12-10 09:00') });
  const until = granted ? pdate(granted) : undefined;
  const decision = granted ? ('granted' as const) : ('refused' as const);
  await decideExtension(db, { extension, decision, until, words, actor, at: vn('2026-12-10 10:00') });
}

test('the request and each urging of the cycle’s own date draft one letter, taken again none', async () => {
  const { db, cycle } = await givenOffice();
  for (const _ of [1, 2]) await wave(db, cycle, 'request', 'request', '2026-11-18 08:00');
  await wave(db, cycle, 'remind', 'remind-3', '2026-12-14 08:00');
  for (const _ of [1, 2]) await wave(db, cycle, 'urge', 'urge-1', '2026-12-18 08:00');
  await wave(db, cycle, 'urge', 'urge-2', '2026-12-21 08:00');
  const letters = (await listLetters(db, cycle)).toReversed();
  expect(letters.map(({ kind, content }) => [kind, content.ordinal, content.list.length])).toEqual([
    ['request', undefined, 0],
    ['urging', 1, 110],
    ['urging', 2, 110],
  ]);
  expect(letters[1]?.content.paragraphs.join(' ')).toContain('còn 110/110 cơ quan, đơn vị chưa gửi báo cáo');
  expect(letters[2]?.title).toContain('(lần 2)');
});

test('an agency’s own extended date is urged by e-mail only', async () => {
  const { db, cycle, officer } = await givenOffice();
  await decide(db, cycle, '2026-12-21', '12/SKHCN', officer);
  await wave(db, cycle, 'urge', 'urge-1', '2026-12-22 08:00', pdate('2026-12-21'));
  expect((await listLetters(db, cycle)).map(({ kind }) => kind)).toEqual(['extension']);
});

test.each([
  { granted: '2026-12-22', words: '12/SKHCN', says: 'thống nhất gia hạn đến hết ngày 22/12/2026. Quá thời hạn này' },
  { granted: '2026-12-21', words: '12/SKHCN', says: 'chỉ thống nhất gia hạn đến hết ngày 21/12/2026' },
  { granted: undefined, words: 'Đã gia hạn một lần', says: 'không thể gia hạn theo đề nghị (Đã gia hạn một lần)' },
])('a decided extension has its letter: $says', async ({ granted, words, says }) => {
  const { db, cycle, officer } = await givenOffice();
  await decide(db, cycle, granted, words, officer);
  const [letter] = await listLetters(db, cycle);
  expect(letter).toMatchObject({ kind: 'extension', agency_code: 'STC' });
  expect(letter?.content.paragraphs.join(' ')).toContain(says);
});

test('an urging names the request that was issued, and the report the urgings, with what left by e-mail', async () => {
  const { db, cycle, leader } = await givenOffice();
  await wave(db, cycle, 'request', 'request', '2026-11-18 08:00');
  const settled = { state: 'sent' as const, settled_at: vn('2026-11-18 08:01') };
  await db.updateTable('notification').set(settled).where('kind', '=', 'request').execute();
  const issueNewest = async (at: string) => {
    const [newest] = await listLetters(db, cycle);
    await issueApproved(db, { letter: newest?.id ?? '', actor: leader, at: vn(at) });
  };
  await issueNewest('2026-11-18 10:00');
  await wave(db, cycle, 'urge', 'urge-1', '2026-12-18 08:00');
  const [urging] = await listLetters(db, cycle);
  expect(urging?.content.paragraphs[0]).toContain('có Công văn số 01/SKHCN-VP ngày 18/11/2026 đề nghị báo cáo');
  expect(urging?.content.evidence).toEqual([
    'Đề nghị báo cáo: 110 thư điện tử, ngày 18/11/2026',
    'Công văn số 01/SKHCN-VP ngày 18/11/2026',
  ]);
  await issueNewest('2026-12-18 10:00');
  await givenEscalation(db, cycle);
  const [report] = await listLetters(db, cycle);
  expect(report?.content.paragraphs[0]).toContain('đã được đôn đốc tại Công văn số 02/SKHCN-VP ngày 18/12/2026');
});

test('a person has a letter drafted, once for each form; the report comes with the draft of UBND tỉnh’s letter', async () => {
  const { db, cycle, officer } = await givenOffice();
  const draft = {
    cycle,
    kind: 'escalation' as const,
    attempt: crypto.randomUUID(),
    actor: officer,
    at: vn('2026-12-22 09:00'),
  };
  expect(await draftLetter(db, draft)).toBe(await draftLetter(db, draft));
  expect((await listLetters(db, cycle)).map(({ kind }) => kind)).toEqual(['escalation', 'direction-draft']);
});

test('invariant 9: of all that the engine drafts and mails, only the draft of UBND tỉnh’s letter criticises', async () => {
  const { db, cycle, officer } = await givenOffice();
  await wave(db, cycle, 'request', 'request', '2026-11-18 08:00');
  await decide(db, cycle, undefined, 'Đã bị phê bình năm trước', officer);
  await wave(db, cycle, 'urge', 'urge-1', '2026-12-18 08:00');
  await givenEscalation(db, cycle);
  const tracking = { cycle, kind: 'tracking' as const, attempt: crypto.randomUUID(), actor: officer };
  await draftLetter(db, { ...tracking, at: vn('2026-12-22 09:00') });
  const letters = await listLetters(db, cycle);
  expect(new Set(letters.map(({ kind }) => kind))).toEqual(new Set(officialKinds));
  const critical = letters.filter((letter) => criticises(JSON.stringify([letter.title, letter.content])));
  expect(critical.map(({ kind }) => kind)).toEqual(['direction-draft']);
  const ledger = await db
    .selectFrom('notification')
    .select('letter')
    .where('kind', '!=', 'extension-refused')
    .execute();
  expect(ledger.length).toBeGreaterThan(200);
  expect(criticises(JSON.stringify(ledger))).toBe(false);
});
