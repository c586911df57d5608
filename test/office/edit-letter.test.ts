import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approveLetter } from '../../office/approve-letter.ts';
import { editLetter } from '../../office/edit-letter.ts';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { refreshLetter } from '../../office/refresh-letter.ts';
import { submitReport } from '../../office/submit-report.ts';
import { getLetter, listLetterVersions } from '../../store/letters.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { emptyDb, givenDb } from '../given/db.ts';
import { approve, givenEscalation } from '../given/letters.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const at = vn('2026-12-22 09:00');

async function givenDraft(db: Db) {
  const cycle = await givenCycle(db);
  const { actor: officer } = await givenStaff(db, 'officer');
  const { actor: leader } = await givenStaff(db, 'leader');
  const letter = await givenEscalation(db, cycle);
  const edit = (revision: number, ...paragraphs: string[]) =>
    editLetter(db, { letter, revision, subject: 'tình hình gửi báo cáo', paragraphs, actor: officer, at });
  return { db, cycle, officer, leader, letter, edit };
}

async function submit(db: Db, cycle: string, agency: string) {
  const { obligation, actor } = await givenAgency(db, cycle, agency);
  await submitReport(db, { obligation, report: givenReport(), attempt: crypto.randomUUID(), actor, at });
}

test('each save is a version with who and when; the same words again are none', async () => {
  const { db, letter, edit, officer } = await givenDraft(await givenDb());
  await edit(0, 'Một.', 'Hai./.');
  await edit(0, 'Một.', 'Hai./.');
  await edit(1, 'Một.', 'Ba./.');
  const versions = await listLetterVersions(db, letter);
  const by = officer.kind === 'staff' ? `staff:${officer.account}` : '';
  expect(versions.map(({ revision, saved_by }) => [revision, saved_by])).toEqual([
    [2, by],
    [1, by],
    [0, 'engine'],
  ]);
  expect((await getLetter(db, letter)).title).toBe('Báo cáo UBND tỉnh về tình hình gửi báo cáo');
});

test('a save against an older version is refused, with the version of now', async () => {
  const { edit } = await givenDraft(await givenDb());
  await edit(0, 'Một./.');
  await expect(edit(0, 'Hai./.')).rejects.toMatchObject({ code: 'fact.changed', facts: { current: '1' } });
});

test('words that changed after the approval must be approved again', async () => {
  const { db, letter, edit, leader } = await givenDraft(await givenDb());
  await approve(db, letter, leader, at);
  expect((await getLetter(db, letter)).approved_at).not.toBeNull();
  await edit(1, 'Lời mới./.');
  expect(await getLetter(db, letter)).toMatchObject({ approved_at: null, revision: 2 });
});

test('an approval is for the version that was read', async () => {
  const { db, letter, edit, leader } = await givenDraft(await givenDb());
  await edit(0, 'Một./.');
  await expect(approveLetter(db, { letter, revision: 0, actor: leader, at })).rejects.toMatchObject({
    code: 'fact.changed',
  });
});

test('who reports after the approval takes it away: the list is another one', async () => {
  const { db, cycle, letter, leader } = await givenDraft(await givenDb());
  await approve(db, letter, leader, at);
  await submit(db, cycle, 'STC');
  expect(await getLetter(db, letter)).toMatchObject({ approved_at: null });
});

test('a person’s words stay when an agency is dropped, and the engine’s get the new figures', async () => {
  const { db, cycle, letter, edit } = await givenDraft(await givenDb());
  const [first = '', last = ''] = (await getLetter(db, letter)).content.paragraphs;
  await edit(0, first, 'Sở đã điện thoại từng cơ quan.', last);
  await submit(db, cycle, 'STC');
  const { paragraphs } = (await getLetter(db, letter)).content;
  expect(paragraphs).toHaveLength(3);
  expect(paragraphs[0]).toContain('đã có 1/110');
  expect(paragraphs[1]).toBe('Sở đã điện thoại từng cơ quan.');
});

test('what changed since the draft is exactly who reported or was excused, and must be seen before approving', async () => {
  const db = await givenDb();
  const agencies = ['STC', 'SNV', 'STP', 'SYT', 'SCT'];
  const outcomes = fc.array(fc.constantFrom('nothing', 'reported', 'excused'), { minLength: 5, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(outcomes, async (outcome) => {
      await emptyDb(db);
      const { cycle, officer, leader, letter } = await givenDraft(db);
      const named: string[] = [];
      for (const [place, agency] of agencies.entries()) {
        if (outcome[place] === 'nothing') continue;
        named.push((await givenAgency(db, cycle, agency)).obligation);
        if (outcome[place] === 'reported') await submit(db, cycle, agency);
        else await excuseAgency(db, { obligation: named.at(-1) ?? '', reason: 'Sáp nhập', actor: officer, at });
      }
      const row = await getLetter(db, letter);
      const { changes, seen } = await refreshLetter(db, row, at);
      const codes = agencies.filter((_, place) => outcome[place] !== 'nothing');
      expect(changes.removed.map(({ code }) => code ?? '').toSorted()).toEqual(codes.toSorted());
      expect([changes.added, changes.changed]).toEqual([[], []]);
      const approval = { letter, revision: row.revision, actor: leader, at };
      if (seen) await expect(approveLetter(db, approval)).rejects.toMatchObject({ code: 'letter.figures_changed' });
      await approveLetter(db, { ...approval, seen });
      expect((await getLetter(db, letter)).content.list).toHaveLength(110 - codes.length);
    }),
    { numRuns: 6 },
  );
});
