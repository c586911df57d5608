import { expect, test } from 'vitest';
import { letterDocument } from '../../documents/letter-document.ts';
import type { LyingLetter } from '../../domain/letter-presses.ts';
import { revive } from '../../domain/plain.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { confirmClaims } from '../../office/confirm-claims.ts';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { draftLetter } from '../../office/draft-letter.ts';
import type { DraftedByHand } from '../../office/draft-letter.ts';
import { explainStaffDay } from '../../office/explain-staff-letters.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import { readDryRun } from '../../office/read-dry-run.ts';
import { takeWave } from '../../office/take-wave.ts';
import { voidLetter } from '../../office/void-letter.ts';
import { vn } from '../given/clock.ts';
import { followPresses, givenPolicy, lettersOf, pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { approve } from '../given/letters.ts';
import { givenStaff } from '../given/people.ts';

async function givenOffice() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor: officer, email } = await givenStaff(db, 'officer');
  const { actor: leader } = await givenStaff(db, 'leader');
  const draft = (kind: DraftedByHand, when: string) =>
    draftLetter(db, { cycle, kind, attempt: crypto.randomUUID(), actor: officer, at: vn(when) });
  return { db, cycle, officer, email, leader, draft };
}

type Office = Awaited<ReturnType<typeof givenOffice>>;

/** The reminders so far: the day, who was told, and what each named letter waits for. */
const told = async ({ db }: Office): Promise<string[]> =>
  (await lettersOf(db, 'letter-waiting')).map(({ planned_at, roles, letter }) => {
    const named = letter['letters'] as unknown as { title: string; state: string }[];
    const states = named.map(({ title, state }) => `${title.split(' ').slice(0, 2).join(' ')} ${state}`);
    return `${planned_at.toString().slice(8, 10)} ${roles.join('+')}: ${states.join(', ')}`;
  });

test('a letter that lies is pressed on the next working morning, upon the leader too after three; each step of its way begins anew', async () => {
  const office = await givenOffice();
  const { db, cycle, leader, draft } = office;
  const urging = await draft('urging', '2026-12-17 09:00'); // a Thursday
  await draft('escalation', '2026-12-17 10:00');
  expect(await followPresses(db, cycle, '2026-12-22 08:00')).toEqual([
    'letter-wait-2026-12-18',
    'letter-wait-2026-12-22',
  ]);
  // The draft of UBND tỉnh's own letter lies beside the report, and is not named.
  expect(await told(office)).toEqual([
    '18 officer: Công văn draft, Báo cáo draft',
    '22 officer+leader: Công văn draft, Báo cáo draft',
  ]);
  await approve(db, urging, leader, vn('2026-12-22 10:00'));
  await followPresses(db, cycle, '2026-12-23 08:00');
  const issue = { letter: urging, issuedOn: pdate('2026-12-23'), delivery: 'signed' as const, build: letterDocument };
  await issueLetter(db, { ...issue, actor: leader, at: vn('2026-12-23 10:00') });
  await followPresses(db, cycle, '2026-12-31 16:00');
  expect((await told(office)).slice(2)).toEqual([
    '23 officer: Công văn approved',
    '24 officer: Công văn unsigned',
    '28 officer+leader: Công văn unsigned',
  ]);
});

test('the engine presses upon the letters of a year on the mornings that the dry run shows', async () => {
  const { db, cycle } = await givenOffice();
  const { terms } = await readDryRun(db, 'kl69-nam', 2026);
  const steps = terms[0]?.steps ?? [];
  for (const step of steps.filter(({ kind }) => kind === 'request' || kind === 'urge')) {
    await takeWave(db, cycle, step, step.at);
  }
  for (const step of steps.filter(({ kind }) => kind === 'escalate')) await draftEscalation(db, cycle, step, step.at);
  await followPresses(db, cycle, '2027-01-10 08:00');
  const shown = steps.flatMap(({ at, to, lying }) =>
    lying ? [`${at.toString()} ${to.join('+')} ${lying.letters.map(({ since }) => since.toString()).join()}`] : [],
  );
  const pressed = (await lettersOf(db, 'letter-waiting')).map(({ planned_at, roles, letter }) => {
    const { letters } = revive<{ letters: readonly LyingLetter[] }>(letter);
    return `${planned_at.toString()} ${roles.join('+')} ${letters.map(({ since }) => since.toString()).join()}`;
  });
  expect(pressed.length).toBeGreaterThan(4);
  expect(pressed.toSorted()).toEqual(shown.toSorted());
});

test('a letter that has left or was voided is pressed no more, and a regime may want nobody pressed', async () => {
  const office = await givenOffice();
  const { db, cycle, leader, draft } = office;
  const sent = await draft('request', '2026-12-14 09:00');
  const voided = await draft('tracking', '2026-12-14 09:00');
  await approve(db, sent, leader, vn('2026-12-14 10:00'));
  const issue = { letter: sent, issuedOn: pdate('2026-12-14'), delivery: 'at_once' as const, build: letterDocument };
  await issueLetter(db, { ...issue, actor: leader, at: vn('2026-12-14 11:00') });
  await voidLetter(db, { letter: voided, reason: 'Lập nhầm', actor: leader, at: vn('2026-12-14 11:00') });
  expect(await followPresses(db, cycle, '2026-12-17 07:59')).toEqual([]);
  await draft('urging', '2026-12-17 09:00');
  await givenPolicy(db, { letters: { press: [] } });
  expect(await followPresses(db, cycle, '2026-12-31 16:00')).toEqual([]);
});

test('a reminder that waits, or is claimed, when each of its letters has moved on does not leave, and says why', async () => {
  const office = await givenOffice();
  const { db, cycle, leader, email, draft } = office;
  const [one, other] = [await draft('urging', '2026-12-17 09:00'), await draft('tracking', '2026-12-17 09:00')];
  await followPresses(db, cycle, '2026-12-18 08:00');
  await db.updateTable('notification').set({ state: 'sent' }).where('kind', '!=', 'letter-waiting').execute();
  const claim = async (when: string) => {
    const offices = everyPostOffice.map((postOffice) =>
      claimLetters(db, { postOffice, limit: 100, messageIdOf: (slots) => `<${slots}>`, at: vn(when) }),
    );
    return (await Promise.all(offices)).flatMap(({ envelopes }) => envelopes.flatMap(({ lines }) => lines));
  };
  await approve(db, one, leader, vn('2026-12-18 08:00'));
  const claimed = await claim('2026-12-18 08:01');
  expect(claimed).toHaveLength(1);
  expect((await confirmClaims(db, claimed, vn('2026-12-18 08:01'))).size).toBe(1);
  await approve(db, other, leader, vn('2026-12-18 08:02'));
  expect((await confirmClaims(db, claimed, vn('2026-12-18 08:02'))).size).toBe(0);
  const ask = { cycle, recipient: email, day: pdate('2026-12-18'), now: vn('2026-12-18 09:00') };
  const { lines, steps } = await explainStaffDay(db, ask);
  expect(lines.map(({ state, reason }) => [state, reason])).toContainEqual(['cancelled', 'letter_moved_on']);
  expect(steps.find(({ kind }) => kind === 'press-letter')).toMatchObject({
    rung: 'letter-wait',
    basis: 'Công văn đã dự thảo mà chưa duyệt, chưa ban hành hoặc chưa có bản ký số',
    fate: { outcome: 'in_ledger' },
  });
});
